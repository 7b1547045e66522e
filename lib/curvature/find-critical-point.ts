import {positive} from '../base/arguments.ts';
import {choiceOption, numberOption, type OptionsOf} from '../base/options.ts';
import {classifyCriticalPointTable} from './classify-critical-point.ts';
import {classify, type CriticalPoint} from './critical/classify.ts';
import {gradientNormSearch} from './critical/gradient-norm-descent.ts';
import {newtonSearch} from './critical/newton.ts';
import {pointOf} from './critical/search.ts';
import {probedOperator} from './operator.ts';
import {probeTable} from './probe-options.ts';
import {withLoss} from './problem/with-loss.ts';
import {lossTable, readSource} from './problem/source.ts';

export const findCriticalPointTable = {
  ...lossTable,
  ...probeTable,
  method: choiceOption(['newton', 'gradientNorm'], 'damped Newton, or gradient descent on |g|^2 / 2'),
  iterations: numberOption({from: 1, whole: true}, 100, 'most steps of the search'),
  gradientTolerance: numberOption(positive, 1e-5, 'the search ends where |g| is at most this'),
  flatTolerance: classifyCriticalPointTable.flatTolerance,
  steps: numberOption(
    {from: 8, whole: true},
    50,
    "steps of Lanczos in each step of 'newton', and of the classification",
  ),
};

/** Options of {@link findCriticalPoint}. */
export interface FindCriticalPointOptions extends OptionsOf<typeof findCriticalPointTable> {}

export interface FoundPoint extends CriticalPoint {
  /** |g| at the start and after every step. */
  readonly gradientNorms: number[];
  /** Whether |g| came down to the tolerance. */
  readonly isConverged: boolean;
  /** What to beware of, empty where the search converged. */
  readonly warning: string;
  readonly products: number;
}

const flatWarning =
  'the gradient norm stopped falling before it was zero: this is no critical point, and its index says nothing about critical points ' +
  'at this loss (searches for them often end in gradient-flat regions); start elsewhere, or take more iterations';

/**
 * Moves the variables to a critical point near them, of whatever index, and says what it is.
 *
 * newton: w <- w - (H^2 + mu^2 I)^-1 H g, mu by trial; gradientNorm: w <- w - e Hg, e by halving. Both lower |g|, not the loss.
 *
 * On networks both often end where Hg ~ 0 while g is not zero: that point is reported as gradient-flat, with a warning, and must not be
 * counted among critical points (Frye et al., 2021). Where the search throws or is stopped, the variables are put back.
 *
 * @param options see {@link FindCriticalPointOptions}
 * @returns what `classifyCriticalPoint` gives of the point, the gradient norms on the way, whether it converged; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, and for a loss that differs from call to call;
 *   what the autograd refuses; the signal's reason
 * @example
 * const [a, b] = [tf.variable(tf.scalar(0.2)), tf.variable(tf.scalar(-0.1))];
 * const loss = () => tf.square(tf.sub(1, tf.mul(a, b))) as tf.Scalar; // a deep linear network
 * (await findCriticalPoint({loss, variables: [a, b]})).kind; // 'saddle', at a = b = 0
 */
export async function findCriticalPoint(options: FindCriticalPointOptions): Promise<FoundPoint> {
  const owner = 'findCriticalPoint';
  const settings = readSource(owner, findCriticalPointTable, options);
  const {method, iterations, gradientTolerance, flatTolerance, steps, seed, signal, onProgress} = settings;
  return withLoss(owner, options, async (problem) => {
    const start = await problem.weights();
    const each = Math.min(steps, problem.size);
    const expected = () => (method === 'newton' ? each : 2) * iterations;
    const probe = {signal, onProgress};
    const operator = probedOperator(owner, problem.matrix(), {...probe, expected});
    const search = method === 'newton' ? newtonSearch(problem, operator, each) : gradientNormSearch(problem, operator);
    try {
      let point = await pointOf(problem);
      const gradientNorms = [point.gradientNorm];
      while (point.gradientNorm > gradientTolerance && gradientNorms.length <= iterations) {
        const next = await search(point);
        if (next === null) break;
        point = next;
        gradientNorms.push(point.gradientNorm);
      }
      // A trial that failed may have left the weights elsewhere.
      problem.assign(point.weights);
      const found = await classify(owner, problem, {gradientTolerance, flatTolerance, steps, seed, ...probe});
      const isConverged = point.gradientNorm <= gradientTolerance;
      return {
        ...found,
        gradientNorms,
        isConverged,
        warning: isConverged ? '' : flatWarning,
        products: operator.products,
      };
    } catch (error) {
      problem.assign(start);
      throw error;
    }
  });
}
