import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import type {Sweeps} from './product-scope.ts';

/** The value of a loss, which must be a scalar. */
export function scalarOf(owner: string, loss: () => tf.Tensor): tf.Scalar {
  const value: unknown = tf.tidy(loss);
  if (value instanceof tf.Tensor && value.rank === 0 && value.dtype === 'float32') return value as tf.Scalar;
  const received = value instanceof tf.Tensor ? `${value.dtype} of shape [${value.shape.join(', ')}]` : show(value);
  throw new TypeError(
    `${owner}: loss must return a scalar tensor of type float32, such as a tf.mean, received ${received}`,
  );
}

/** The gradient of a loss, recorded so that it can be differentiated itself; null for an x without influence. */
export function gradientOf(
  owner: string,
  loss: () => tf.Tensor,
  xs: readonly tf.Tensor[],
  sweep: Sweeps['sweep'],
): (tf.Tensor | null)[] {
  const output = scalarOf(owner, loss);
  return sweep([{output, cotangent: tf.scalar(1)}], xs);
}
