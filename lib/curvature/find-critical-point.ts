import {checkChoices, checkNumbers} from '../base/arguments.ts';
import {classify, type CriticalPoint} from './critical/classify.ts';
import {gradientNormSearch} from './critical/gradient-norm-descent.ts';
import {newtonSearch} from './critical/newton.ts';
import {pointOf} from './critical/search.ts';
import {probedOperator} from './operator.ts';
import {checkProbeOptions, type ProbeOptions, probeOptionNames} from './probe-options.ts';
import {withLoss} from './problem/with-loss.ts';
import {checkSource, type LossSource, lossSourceNames} from './problem/source.ts';

export interface FindCriticalPointOptions extends LossSource, ProbeOptions {
  /** 'newton' (default): damped Newton; 'gradientNorm': gradient descent on |g|^2 / 2. */
  method?: 'newton' | 'gradientNorm';
  /** Most steps of the search, >= 1, default 100. */
  iterations?: number;
  /** The search ends where |g| is at most this, > 0, default 1e-5. */
  gradientTolerance?: number;
  /** As of `classifyCriticalPoint`, default 0.01. */
  flatTolerance?: number;
  /** Steps of Lanczos in each step of 'newton', and of the classification; default 50. */
  steps?: number;
}

export interface FoundPoint extends CriticalPoint {
  /** |g| at the start and after every step. */
  readonly gradientNorms: number[];
  /** Whether |g| came down to the tolerance. */
  readonly isConverged: boolean;
  /** What to beware of, empty where the search converged. */
  readonly warning: string;
  readonly products: number;
}

const known = [
  ...lossSourceNames,
  ...probeOptionNames,
  'method',
  'iterations',
  'gradientTolerance',
  'flatTolerance',
  'steps',
];

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
 * @param options `loss` and `variables` (with `data`, `batchSize`, `outputs`); `method` ('newton'); `iterations` (100);
 *   `gradientTolerance` (1e-5); `flatTolerance` (0.01); `steps` (50); `seed` (0); `signal`; `onProgress`
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
  checkSource(owner, options, known);
  checkProbeOptions(owner, options);
  const {method = 'newton', iterations = 100, gradientTolerance = 1e-5, flatTolerance = 0.01, steps = 50} = options;
  const {seed = 0, signal, onProgress} = options;
  checkChoices(owner, {method}, ['newton', 'gradientNorm']);
  checkNumbers(owner, {iterations}, {from: 1, whole: true});
  checkNumbers(owner, {gradientTolerance}, {above: 0});
  checkNumbers(owner, {flatTolerance}, {from: 0});
  checkNumbers(owner, {steps}, {from: 8, whole: true});
  return withLoss(owner, options, async (problem) => {
    const start = problem.weights();
    const each = Math.min(steps, problem.size);
    const expected = () => (method === 'newton' ? each : 2) * iterations;
    const probe = {...(signal && {signal}), ...(onProgress && {onProgress})};
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
