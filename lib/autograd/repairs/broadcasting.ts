import * as tf from '@tensorflow/tfjs';
import {lower, type Lowering} from './lowering.ts';
import {gradient, type Repair} from './repair.ts';

/** Sums a gradient over the axes along which its operand was repeated. */
export function summedTo(shape: readonly number[], values: tf.Tensor): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes([...shape], values.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(values, axes) : values, [...shape]);
}

type Derivative = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** The registered gradients have the shape of the result even where an operand was repeated, which throws. */
const binary = (kernelName: string, byA: Derivative, byB: Derivative): Repair =>
  gradient({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => summedTo(a!.shape, tf.mul(dy as tf.Tensor, byA(a!, b!))),
      b: () => summedTo(b!.shape, tf.mul(dy as tf.Tensor, byB(a!, b!))),
    }),
  });

const twice = (values: tf.Tensor): tf.Tensor => tf.mul(values, 2);

/** 1 where a condition holds, 0 elsewhere, and no number where one of the operands is none. */
const mask = (condition: tf.Tensor, a: tf.Tensor, b: tf.Tensor): tf.Tensor => {
  const unknown = tf.logicalOr(tf.isNaN(a), tf.isNaN(b));
  return tf.where(unknown, tf.fill(unknown.shape, Number.NaN), tf.cast(condition, 'float32'));
};

export const broadcasting: readonly Repair[] = [
  binary(
    tf.Maximum,
    (a, b) => mask(tf.greaterEqual(a, b), a, b),
    (a, b) => mask(tf.less(a, b), a, b),
  ),
  binary(
    tf.Minimum,
    (a, b) => mask(tf.lessEqual(a, b), a, b),
    (a, b) => mask(tf.greater(a, b), a, b),
  ),
  binary(
    tf.SquaredDifference,
    (a, b) => twice(tf.sub(a, b)),
    (a, b) => twice(tf.sub(b, a)),
  ),
];

/**
 * Matrix products over batches of different shape: their gradient throws, and the backend `cpu` multiplies the wrong matrices where both are repeated.
 *
 * The batches are made alike first; a single matrix on the right is multiplied once with all rows on the left.
 */
export const matrixProduct: Lowering = lower<{a: tf.Tensor; b: tf.Tensor}, tf.BatchMatMulAttrs>(
  tf.BatchMatMul,
  ({inputs: {a, b}, attributes: {transposeA, transposeB}}) => {
    const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
    if (batchA.join() === batchB.join()) return undefined;
    if (b.rank === 2 && !transposeA) {
      const product = tf.matMul(tf.reshape(a, [-1, a.shape.at(-1)!]), b, false, transposeB);
      return tf.reshape(product, [...a.shape.slice(0, -1), product.shape[1]!]);
    }
    const batch = tf.broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
    const repeated = (operand: tf.Tensor): tf.Tensor => tf.broadcastTo(operand, [...batch, ...operand.shape.slice(-2)]);
    return tf.matMul(repeated(a), repeated(b), transposeA, transposeB);
  },
);
