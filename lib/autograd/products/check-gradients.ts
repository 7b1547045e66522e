import * as tf from '@tensorflow/tfjs';
import {positive} from '../../base/arguments.ts';
import {numberOption, type OptionsOf, readOptions} from '../../base/options.ts';
import {randomStream} from '../../base/random.ts';
import {givenVariables} from '../given/given-variables.ts';
import {gradientOf, scalarOf} from './gradient-of.ts';
import {functionTable} from './product-options.ts';
import {productScope} from './product-scope.ts';
import {toTensors, type Variables} from '../given/variables.ts';
import {checkReadsAtOnce} from '../../base/read.ts';

/** How the gradient of one variable compares with differences of the loss. */
export interface GradientCheck {
  /** Name of the variable, or its place among the variables. */
  readonly name: string;
  /** The directional derivative g'd along a random unit vector d. */
  readonly gradient: number;
  /** (L(w + h d) - L(w - h d)) / 2h. */
  readonly difference: number;
  /** |gradient - difference| / max(|gradient|, |difference|); 0 where both are 0. */
  readonly relativeError: number;
  /** The step h that was used. */
  readonly step: number;
  /** The error that rounding of the loss to float32 alone can make, relative as above: smaller errors mean nothing. */
  readonly resolution: number;
}

const checkTable = {
  step: numberOption(
    positive,
    undefined,
    'the step h; when left out, 0.01 times the root mean square of the variable, at least 0.001',
  ),
  ...functionTable,
};

/** How gradients are checked. */
export interface CheckOptions extends Readonly<OptionsOf<typeof checkTable>> {}

const float32 = 2 ** -24;

/**
 * Compares the gradient of a loss with central differences, variable by variable, along one random direction each.
 *
 * The differences are of float32 numbers: for a smooth loss expect relative errors of 1e-3 or less, and see `resolution`. They are no
 * judge where the loss has kinks (ReLU, max pooling) within the step.
 *
 * @param loss the loss, a scalar
 * @param variables variables that the loss depends on, or a model for its trainable weights; their values are restored
 * @param options see {@link CheckOptions}; `seed` is that of the direction, too
 * @returns one entry for each variable, in order; nothing to dispose
 * @throws TypeError for tensors that are no variables, RangeError for options out of range
 * @example
 * const w = tf.variable(tf.tensor1d([1, 2]));
 * checkGradients(() => tf.sum(tf.pow(w, 3)), [w])[0]!.relativeError < 1e-3; // true
 */
export function checkGradients(
  loss: (...variables: tf.Tensor[]) => tf.Scalar,
  variables: Variables,
  options: CheckOptions = {},
): GradientCheck[] {
  checkReadsAtOnce('checkGradients');
  const {step, ...own} = readOptions('checkGradients', checkTable, options);
  const xs = toTensors('checkGradients', variables);
  const call = givenVariables<never>('checkGradients', {loss}, {variables, xs}) as () => tf.Scalar;
  const wrong = xs.findIndex((x) => !(x instanceof tf.Variable));
  if (wrong >= 0)
    throw new TypeError(
      `checkGradients: variables[${wrong}] must be a tf.Variable, so that it can be moved, received a tensor: tf.variable(x)`,
    );
  const valueOf = (): number =>
    tf.tidy(() => productScope('checkGradients', own, () => scalarOf('checkGradients', call)).dataSync()[0]!);
  const gradients = productScope('checkGradients', own, ({record, sweep}) =>
    record(() => gradientOf('checkGradients', call, xs, sweep)).map((each) => each ?? tf.scalar(0)),
  );
  try {
    return xs.map((x, i) => checkVariable(x as tf.Variable, gradients[i]!, valueOf, {step, seed: own.seed}, i));
  } finally {
    tf.dispose(gradients);
  }
}

function checkVariable(
  variable: tf.Variable,
  gradient: tf.Tensor,
  valueOf: () => number,
  {seed, step}: {seed: number; step: number | undefined},
  index: number,
): GradientCheck {
  const random = randomStream(seed, 'direction', index);
  const draws = Float64Array.from({length: variable.size}, () => random.normal());
  const norm = Math.hypot(...draws);
  const direction = draws.map((draw) => draw / norm);
  const values = variable.dataSync().slice();
  const rootMeanSquare = Math.hypot(...values) / Math.sqrt(values.length);
  const h = step ?? Math.max(0.01 * rootMeanSquare, 0.001) * Math.sqrt(values.length);
  const before = variable.clone();
  const lossAt = (distance: number): number => {
    tf.tidy(() =>
      variable.assign(
        tf.tensor(
          values.map((value, i) => value + distance * direction[i]!),
          variable.shape,
        ),
      ),
    );
    return valueOf();
  };
  try {
    const slopes = gradient.dataSync();
    const derivative = direction.reduce((sum, d, i) => sum + d * (slopes[i] ?? 0), 0);
    const [right, left] = [lossAt(h), lossAt(-h)];
    const difference = (right - left) / (2 * h);
    const scale = Math.max(Math.abs(derivative), Math.abs(difference));
    return {
      name: variable.name,
      gradient: derivative,
      difference,
      relativeError: scale === 0 ? 0 : Math.abs(derivative - difference) / scale,
      step: h,
      resolution: scale === 0 ? 0 : (float32 * Math.max(Math.abs(right), Math.abs(left))) / (h * scale),
    };
  } finally {
    variable.assign(before);
    before.dispose();
  }
}
