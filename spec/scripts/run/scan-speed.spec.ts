import {expect} from 'chai';
import {speedWords} from '../../../scripts/run/scan-speed.ts';

describe('speedWords', () => {
  it('gives points and examples per second', () => {
    expect(speedWords(50, 10_000, 2)).to.equal('; 25 points and 250,000 examples per second');
    expect(speedWords(1, 100, 4)).to.equal('; 0.25 points and 25 examples per second');
    expect(speedWords(0, 100, 4)).to.equal('');
  });
});
