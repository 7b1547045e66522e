import {expect} from 'chai';
import {newtonSearch} from '../../../../lib/curvature/critical/newton.ts';
import {pointOf, sufficient} from '../../../../lib/curvature/critical/search.ts';
import {atSaddle, matrixOf} from './saddle.ts';

describe('newtonSearch', () => {
  it('comes to the saddle, to which descent on the loss would not go', () =>
    atSaddle(async (problem) => {
      const step = newtonSearch(problem, matrixOf(problem), 10);
      let point = await pointOf(problem);
      for (let i = 0; i < 6 && point.gradientNorm > 1e-5; i++) {
        const next = await step(point);
        expect(next!.gradientNorm).to.be.below(sufficient * point.gradientNorm);
        point = next!;
      }
      expect(point.gradientNorm).to.be.below(1e-5);
    }));
});
