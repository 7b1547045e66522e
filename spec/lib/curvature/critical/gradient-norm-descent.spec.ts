import {expect} from 'chai';
import {gradientNormSearch} from '../../../../lib/curvature/critical/gradient-norm-descent.ts';
import {pointOf} from '../../../../lib/curvature/critical/search.ts';
import {atSaddle, matrixOf} from './saddle.ts';

describe('gradientNormSearch', () => {
  it('lowers the norm of the gradient at every step, and ends where nothing is left', () =>
    atSaddle(async (problem) => {
      const step = gradientNormSearch(problem, matrixOf(problem));
      const start = await pointOf(problem);
      const next = await step(start);
      // d = Hg = (4, 16), e = d'd / |Hd|^2 = 272 / 4160.
      const rate = 272 / 4160;
      expect(next!.weights[0]).to.be.closeTo(1 - 4 * rate, 1e-5);
      expect(next!.weights[1]).to.be.closeTo(1 - 16 * rate, 1e-5);
      expect(next!.gradientNorm).to.be.below(start.gradientNorm);
      expect(await step({...start, gradient: new Float32Array(2), gradientNorm: 0})).to.equal(null);
    }));
});
