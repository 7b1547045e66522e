import {Lanczos} from '../lanczos/lanczos.ts';
import type {ProbedOperator} from '../operator.ts';
import type {LossProblem} from '../problem/loss-problem.ts';
import {combination} from '../vectors.ts';
import {type SearchStep, sufficient, trials, tryStep} from './search.ts';

/**
 * Damped Newton steps for a zero of the gradient: the Levenberg-Marquardt step of 1/2 |g|^2.
 *
 * s = -(H^2 + mu^2 I)^-1 H g, within the Krylov space of m steps of Lanczos from g, where every mu costs no further product
 *
 * Near a critical point of any index, with mu going to 0, it is Newton's method. mu falls after a step that lowered |g| and rises
 * after one that did not.
 */
export function newtonSearch(problem: LossProblem, operator: ProbedOperator, steps: number): SearchStep {
  let damping = 1e-2;
  return async (point) => {
    const lanczos = new Lanczos(operator, point.gradient);
    while (lanczos.steps < steps && !lanczos.isExhausted) await lanczos.step();
    const {values, vectors} = lanczos.ritz();
    const scale = Math.max(...Array.from(values, Math.abs)) || 1;
    for (let trial = 0; trial < trials; trial++) {
      const mu = damping * scale;
      const filtered = values.map(
        (value, i) => (-point.gradientNorm * vectors[0]![i]! * value) / (value ** 2 + mu ** 2),
      );
      const coefficients = vectors.map((row) => row.reduce((sum, entry, i) => sum + entry * filtered[i]!, 0));
      const next = await tryStep(problem, point, combination(coefficients, lanczos.basis, operator.size));
      if (next !== null && next.gradientNorm < sufficient * point.gradientNorm) {
        damping = Math.max(1e-6, damping / 8);
        return next;
      }
      damping = Math.min(1e6, damping * 4);
    }
    return null;
  };
}
