import type {ProbedOperator} from '../operator.ts';
import type {LossProblem} from '../problem/loss-problem.ts';
import {dot, norm, scaled} from '../vectors.ts';
import {type SearchStep, sufficient, trials, tryStep} from './search.ts';

/**
 * Gradient descent on 1/2 |g|^2: w <- w - e d, d = Hg, e halved until |g| falls.
 *
 * The first e is d'd / |Hd|^2, with which |g - e Hd| is least.
 */
export function gradientNormSearch(problem: LossProblem, operator: ProbedOperator): SearchStep {
  return async (point) => {
    const direction = await operator.apply(point.gradient);
    const squared = dot(direction, direction);
    if (squared === 0) return null;
    const curved = norm(await operator.apply(direction));
    let rate = curved === 0 ? 1 : squared / curved ** 2;
    for (let trial = 0; trial < trials; trial++) {
      const next = await tryStep(problem, point, scaled(direction, -rate));
      if (next !== null && next.gradientNorm < sufficient * point.gradientNorm) return next;
      rate /= 2;
    }
    return null;
  };
}
