import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import type {Sweeps} from './product-scope.ts';

/** The value of a function, which must be one tensor of real numbers. */
export function outputOf(owner: string, fn: () => tf.Tensor): tf.Tensor {
  const value: unknown = tf.tidy(fn);
  if (value instanceof tf.Tensor && value.dtype === 'float32') return value;
  const received = value instanceof tf.Tensor ? `a tensor of type ${value.dtype}` : show(value);
  throw new TypeError(`${owner}: the function must return one tensor of type float32, received ${received}`);
}

/**
 * The product of a Jacobian with a vector, by two backward sweeps.
 *
 * J'u is linear in u, so that its derivative with respect to u, swept from v, is J v for any u; ones serve.
 */
export function forward(
  z: tf.Tensor,
  xs: readonly tf.Tensor[],
  vectors: readonly tf.Tensor[],
  {record, sweep, pull}: Sweeps,
): tf.Tensor {
  const {u, transposed} = record(() => {
    const u = tf.ones(z.shape);
    return {u, transposed: sweep([{output: z, cotangent: u}], xs)};
  });
  const seeds = transposed.flatMap((output, i) => (output ? [{output, cotangent: vectors[i]!}] : []));
  return pull(seeds, [u])[0]!;
}
