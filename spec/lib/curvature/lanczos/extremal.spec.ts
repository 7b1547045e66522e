import {expect} from 'chai';
import {extremalEigenpairs} from '../../../../lib/curvature/lanczos/extremal.ts';
import {probedOperator} from '../../../../lib/curvature/operator.ts';
import {norm} from '../../../../lib/curvature/vectors.ts';
import {reflected} from '../support.ts';

describe('extremalEigenpairs', () => {
  // An eigenvalue that is there twice is seen by a second run alone.
  const values = [9, 9, 4, 1, 0.5, 0.3, -0.2, -6, ...Array.from({length: 30}, (_, i) => 0.01 * i)];
  const operator = () => probedOperator('spec', reflected(values), {expected: () => 1});
  const found = (end: 'largest' | 'smallest' | 'both', k: number) =>
    extremalEigenpairs(operator(), {k, end, tolerance: 1e-4, steps: 38, seed: 0});

  it('finds those of an end, with their multiplicity', async () => {
    const near = (pairs: readonly {value: number}[], wanted: readonly number[]): void => {
      expect(pairs).to.have.length(wanted.length);
      for (const [i, {value}] of pairs.entries()) expect(value).to.be.closeTo(wanted[i]!, 2e-3);
    };
    near(await found('largest', 3), [9, 9, 4]);
    near(await found('smallest', 2), [-6, -0.2]);
    near(await found('both', 1), [9, -6]);
  });

  it('gives vectors of unit length whose product is the eigenvalue times them', async () => {
    for (const {value, vector} of await found('largest', 3)) {
      expect(norm(vector)).to.be.closeTo(1, 1e-5);
      const product = await operator().apply(vector);
      expect(norm(product.map((entry, i) => entry - value * vector[i]!))).to.be.below(5e-3);
    }
  });
});
