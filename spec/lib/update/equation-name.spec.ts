import {expect} from 'chai';
import {equationName, nameEquation} from '../../../lib/update/equation-name.ts';

describe('nameEquation', () => {
  it('names one function, and no other one of the same text', () => {
    const make = () => (x: number) => x + 1;
    const [one, other] = [make(), make()];
    nameEquation('spec/one', one);
    nameEquation('spec/one', one);
    expect([one, other].map(equationName)).to.deep.equal(['spec/one', null]);
    expect(() => nameEquation('spec/one', other)).to.throw(/"spec\/one" belongs to another equation/);
    expect(equationName(other)).to.equal(null);
  });
});
