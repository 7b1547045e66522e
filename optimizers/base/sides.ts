import * as tf from '@tensorflow/tfjs';
import type {SlotKind} from './slot-variable.ts';

/** The two sides of a matrix: its rows, which a square matrix multiplies from the left, and its columns. */
export type Side = 'left' | 'right';

export const sides: readonly Side[] = ['left', 'right'];

/** A matrix as it is, a kernel [h, w, in, out] of a convolution as [h w in, out]. */
export const asMatrix = (tensor: tf.Tensor): tf.Tensor2D => tf.reshape(tensor, [-1, tensor.shape.at(-1)!]);

/** The length of a side of the matrix that a variable of rank >= 2 counts as. */
export function sideLength({size, shape}: tf.Tensor, side: Side): number {
  const columns = shape.at(-1)!;
  return side === 'right' ? columns : size / columns;
}

/**
 * A kind of state that is a square matrix for each side of a matrix.
 *
 * @param name its name but for the side, such as 'Basis'
 * @param longest the sides that are longer have none
 * @param scale of the identity that it starts from
 */
export function squareKinds<const Name extends string>(
  name: Name,
  longest: number,
  scale: number,
): SlotKind<`${Side}${Name}`>[] {
  return sides.map((side) => ({
    name: `${side}${name}` as const,
    isFor: (variable) => variable.rank >= 2 && variable.size > 0 && sideLength(variable, side) <= longest,
    shape: (variable) => [sideLength(variable, side), sideLength(variable, side)],
    initial: (variable) => tf.mul(tf.eye(sideLength(variable, side)), scale),
  }));
}

/** The products of a matrix with itself over a side: g g' on the left, g' g on the right. */
export const gramOf = (matrix: tf.Tensor2D, side: Side): tf.Tensor2D =>
  tf.matMul(matrix, matrix, side === 'right', side === 'left');

/** Multiplies a matrix by square ones from both sides where they are: left' x right, or left x right' as the way back. */
export function between(
  matrix: tf.Tensor2D,
  {left, right}: Partial<Record<Side, tf.Tensor>>,
  isBack = false,
): tf.Tensor2D {
  let product = matrix;
  if (left !== undefined) product = tf.matMul(left, product, !isBack, false);
  return right === undefined ? product : tf.matMul(product, right, false, isBack);
}
