import * as tf from '@tensorflow/tfjs';
import {type Point, pointTensors, toPoint} from '../scan/weights.ts';
import {checkReadsAtOnce} from '../../base/read.ts';

/** The Euclidean norm of all numbers of some tensors together, in float64. */
export function pointNorm(tensors: readonly tf.Tensor[]): number {
  return Math.sqrt(innerProduct(tensors, tensors));
}

/**
 * The inner product of two points of weight space.
 *
 * @param a tensors
 * @param b tensors of the same shapes
 */
export function innerProduct(a: readonly tf.Tensor[], b: readonly tf.Tensor[]): number {
  let sum = 0;
  for (const [i, tensor] of a.entries()) {
    const [left, right] = [tensor.dataSync(), b[i]!.dataSync()];
    // float64, because the float32 sum of a million squares has three digits.
    for (let k = 0; k < left.length; k++) sum += left[k]! * right[k]!;
  }
  return sum;
}

/** a - b; the caller disposes the tensors. */
export function difference(a: readonly tf.Tensor[], b: readonly tf.Tensor[]): tf.Tensor[] {
  return a.map((tensor, i) => tf.sub(tensor, b[i]!));
}

/**
 * How far two points of weight space are from each other, in units of the norm of the first.
 *
 * |to - from| / |from|
 *
 * @param from tensors, such as the initial weights, or a model
 * @param to tensors of the same shapes, such as the trained weights, or a model
 * @returns Infinity from the origin
 * @throws TypeError, RangeError where shapes differ
 * @example
 * normalizedDistance([tf.tensor1d([3, 4])], [tf.tensor1d([3, 14])]); // 2
 */
export function normalizedDistance(from: Point, to: Point): number {
  checkReadsAtOnce('normalizedDistance');
  const start = pointTensors('normalizedDistance', 'from', from);
  const step = difference(toPoint('normalizedDistance', 'to', to, start), start);
  const distance = pointNorm(step) / pointNorm(start);
  tf.dispose(step);
  return distance;
}
