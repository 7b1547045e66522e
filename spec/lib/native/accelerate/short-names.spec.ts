import {expect} from 'chai';
import {ShortNames} from '../../../../lib/native/accelerate/short-names.ts';

describe('ShortNames', () => {
  it('are the same for equal texts, and nobody else has them, however many there are', () => {
    const names = new ShortNames();
    expect(names.of('a long text')).to.equal(names.of(['a', 'long', 'text'].join(' ')));
    const all = Array.from({length: 1000}, (_, i) => names.of(`text ${i}`));
    expect(new Set([...all, names.of('a long text')]).size).to.equal(1001);
    expect(names.of('text 999')).to.equal(all[999]);
  });
});
