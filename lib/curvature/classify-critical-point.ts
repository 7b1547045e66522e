import {checkNumbers} from '../base/arguments.ts';
import {classify, type CriticalPoint} from './critical/classify.ts';
import {checkProbeOptions, type ProbeOptions, probeOptionNames} from './probe-options.ts';
import {withLoss} from './problem/with-loss.ts';
import {checkSource, type LossSource, lossSourceNames} from './problem/source.ts';

export interface ClassifyCriticalPointOptions extends LossSource, ProbeOptions {
  /** A point is critical when |g| is at most this, >= 0, default 1e-4; in the units of the loss and the weights. */
  gradientTolerance?: number;
  /** A point that is not critical is gradient-flat when |Hg| / |g| is at most this times the largest |eigenvalue|, default 0.01. */
  flatTolerance?: number;
  /** Up to so many parameters every eigenvalue is computed; beyond, so many products estimate the index. Default 200. */
  steps?: number;
}

const known = [...lossSourceNames, ...probeOptionNames, 'gradientTolerance', 'flatTolerance', 'steps'];

/**
 * What the point is that the variables are at: minimum, maximum, saddle, gradient-flat or not critical.
 *
 * critical: |g| <= gradientTolerance. Then by the signs of the eigenvalues of H, zero being within 1e-5 of the largest:
 * minimum, maximum, saddle; degenerate where all are zero. Else gradient-flat where Hg ~ 0, so that the gradient norm has a local
 * minimum without being zero.
 *
 * That an optimizer stopped tells nothing of this: look at the gradient norm. In gradient-flat regions the index says nothing about
 * critical points (Frye et al., 2021).
 *
 * @param options `loss` and `variables` (with `data`, `batchSize`, `outputs`); `gradientTolerance` (1e-4); `flatTolerance` (0.01);
 *   `steps` (200); `seed` (0); `signal`; `onProgress`
 * @returns the kind, |g|, |Hg|/|g|, ends of the spectrum, index with its error, and a verdict in words; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, and for a loss that differs from call to call;
 *   what the autograd refuses; the signal's reason
 * @example
 * const [a, b] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
 * const loss = () => tf.square(tf.sub(1, tf.mul(a, b))) as tf.Scalar; // a deep linear network
 * (await classifyCriticalPoint({loss, variables: [a, b]})).kind; // 'saddle'
 */
export async function classifyCriticalPoint(options: ClassifyCriticalPointOptions): Promise<CriticalPoint> {
  const owner = 'classifyCriticalPoint';
  checkSource(owner, options, known);
  checkProbeOptions(owner, options);
  const {gradientTolerance = 1e-4, flatTolerance = 0.01, steps = 200, seed = 0, signal, onProgress} = options;
  checkNumbers(owner, {gradientTolerance, flatTolerance}, {from: 0});
  checkNumbers(owner, {steps}, {from: 8, whole: true});
  return withLoss(owner, options, (problem) =>
    classify(owner, problem, {
      gradientTolerance,
      flatTolerance,
      steps,
      seed,
      ...(signal && {signal}),
      ...(onProgress && {onProgress}),
    }),
  );
}
