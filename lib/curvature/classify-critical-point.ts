import {notNegative} from '../base/arguments.ts';
import {numberOption, type OptionsOf} from '../base/options.ts';
import {classify, type CriticalPoint} from './critical/classify.ts';
import {probeTable} from './probe-options.ts';
import {withLoss} from './problem/with-loss.ts';
import {lossTable, readSource} from './problem/source.ts';

export const classifyCriticalPointTable = {
  ...lossTable,
  ...probeTable,
  gradientTolerance: numberOption(
    notNegative,
    1e-4,
    'a point is critical when |g| is at most this; in the units of the loss and the weights',
  ),
  flatTolerance: numberOption(
    notNegative,
    0.01,
    'a point that is not critical is gradient-flat when |Hg| / |g| is at most this times the largest |eigenvalue|',
  ),
  steps: numberOption(
    {from: 8, whole: true},
    200,
    'up to so many parameters every eigenvalue is computed; beyond, so many products estimate the index',
  ),
};

/** Options of {@link classifyCriticalPoint}. */
export interface ClassifyCriticalPointOptions extends OptionsOf<typeof classifyCriticalPointTable> {}

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
 * @param options see {@link ClassifyCriticalPointOptions}
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
  const settings = readSource(owner, classifyCriticalPointTable, options);
  const {gradientTolerance, flatTolerance, steps, seed, signal, onProgress} = settings;
  return withLoss(owner, options, (problem) =>
    classify(owner, problem, {gradientTolerance, flatTolerance, steps, seed, signal, onProgress}),
  );
}
