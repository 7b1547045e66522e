import {expect} from 'chai';
import {identityOf} from '../../../lib/base/identity.ts';

describe('identityOf', () => {
  it('is the same for an object at any time, and another one for every other, functions too', () => {
    const [one, other, third] = [{}, {}, () => {}];
    const numbers = [one, other, third].map(identityOf);
    expect(new Set(numbers).size).to.equal(3);
    expect([one, other, third].map(identityOf)).to.deep.equal(numbers);
  });
});
