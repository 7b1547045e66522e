import {expect} from 'chai';
import {probedOperator} from '../../../../lib/curvature/operator.ts';
import {rangeBasis} from '../../../../lib/curvature/trace/range-basis.ts';
import {dot} from '../../../../lib/curvature/vectors.ts';
import {reflected} from '../support.ts';

describe('rangeBasis', () => {
  it('has orthonormal columns, two products each, and the whole trace of a matrix of small rank', async () => {
    const operator = probedOperator('spec', reflected([7, -3, 2, 0, 0, 0, 0, 0]), {expected: () => 1});
    const {basis, trace, rounding} = await rangeBasis(operator, {rank: 5, seed: 1});
    // Beyond the rank there is only rounding, which brings no new direction.
    expect(basis).to.have.length(3);
    expect(operator.products).to.equal(5 + 3);
    for (const [i, one] of basis.entries())
      for (const [j, other] of basis.entries()) expect(dot(one, other)).to.be.closeTo(i === j ? 1 : 0, 1e-5);
    expect(trace).to.be.closeTo(6, 1e-4);
    expect(rounding).to.be.within(1e-7, 1e-4);
  });
});
