import {expect} from 'chai';
import {pointOf, tryStep} from '../../../../lib/curvature/critical/search.ts';
import {atSaddle} from './saddle.ts';

describe('a search for a zero of the gradient', () => {
  it('knows the point that it is at, and moves', () =>
    atSaddle(async (problem) => {
      const point = await pointOf(problem);
      expect([...point.gradient]).to.deep.equal([2, -4]);
      expect(point.gradientNorm).to.be.closeTo(Math.sqrt(20), 1e-6);
      const next = await tryStep(problem, point, Float32Array.of(-1, 0));
      expect([...next!.weights]).to.deep.equal([0, 1]);
      expect([...(await problem.weights())]).to.deep.equal([0, 1]);
      expect(await tryStep(problem, point, Float32Array.of(Infinity, 0))).to.equal(null);
    }));
});
