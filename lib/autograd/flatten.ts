import * as tf from '@tensorflow/tfjs';
import {show} from '../base/arguments.ts';
import {toTensors, type Variables} from './given/variables.ts';

/**
 * Lays tensors end to end as one vector.
 *
 * @param tensors the tensors, or a model for its trainable weights; they stay the caller's
 * @returns their values in order, of shape [n]; the caller disposes of it
 * @throws TypeError, RangeError where there are none
 * @example
 * flatten([tf.tensor2d([[1, 2]]), tf.scalar(3)]).print(); // [1, 2, 3]
 */
export function flatten(tensors: Variables): tf.Tensor1D {
  const parts = toTensors('flatten', tensors);
  return tf.tidy(() => tf.concat(parts.map((part) => tf.reshape(part, [part.size]))));
}

/**
 * Cuts a vector into tensors of given shapes: the inverse of flatten.
 *
 * @param vector shape [n], of as many numbers as the tensors hold; it stays the caller's
 * @param like the tensors, or a model for its trainable weights, whose shapes and order to take
 * @returns the tensors; the caller disposes of them
 * @throws TypeError, RangeError where the numbers do not fit
 * @example
 * const [a, b] = unflatten(tf.tensor1d([1, 2, 3]), [tf.zeros([1, 2]), tf.scalar(0)]); // [[1, 2]] and 3
 */
export function unflatten(vector: tf.Tensor1D, like: Variables): tf.Tensor[] {
  const shapes = toTensors('unflatten', like).map(({shape, size}) => ({shape, size}));
  const count = shapes.reduce((sum, {size}) => sum + size, 0);
  if (!((vector as unknown) instanceof tf.Tensor) || vector.rank !== 1 || vector.size !== count) {
    const received = (vector as unknown) instanceof tf.Tensor ? `shape [${vector.shape.join(', ')}]` : show(vector);
    throw new RangeError(`unflatten: vector must be a tensor of shape [${count}], received ${received}`);
  }
  return tf.tidy(() => {
    const parts = tf.split(
      vector,
      shapes.map(({size}) => size),
    );
    return parts.map((part, i) => tf.reshape(part, shapes[i]!.shape));
  });
}
