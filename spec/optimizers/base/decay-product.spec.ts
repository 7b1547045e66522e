import {expect} from 'chai';
import {DecayProduct} from '../../../optimizers/base/decay-product.ts';

describe('DecayProduct', () => {
  it('is 1 - beta^t for a number, exactly', () => {
    const product = new DecayProduct(0.8, () => 0.8);
    // .2 x1, then .16 x1 + .2 x2: the averages of the lecture, divided by .2 and .36.
    expect(product.complement(1)).to.be.closeTo(0.2, 1e-15);
    expect(product.complement(2)).to.be.closeTo(0.36, 1e-15);
    expect(new DecayProduct(0.9999, () => 0.9999).complement(20000)).to.equal(1 - 0.9999 ** 20000);
    expect(new DecayProduct(0, () => 0).complement(1)).to.equal(1);
  });

  it('is 1 less the product of all values where they change, whatever the order of the calls', () => {
    const values = [0.5, 0.9, 0.1, 0.7];
    const asked: number[] = [];
    const valueAt = (step: number) => {
      asked.push(step);
      return values[step]!;
    };
    const product = new DecayProduct(null, valueAt);
    expect(product.complement(1)).to.equal(1 - 0.5);
    expect(product.complement(3)).to.equal(1 - 0.5 * 0.9 * 0.1);
    expect(asked, 'kept, not made again').to.deep.equal([0, 1, 2]);
    expect(product.complement(2), 'after a restore to an earlier update').to.equal(1 - 0.5 * 0.9);
    expect(product.complement(4)).to.equal(1 - 0.5 * 0.9 * 0.1 * 0.7);
  });
});
