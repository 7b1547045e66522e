import * as tf from '@tensorflow/tfjs';
import {
  ruleOptions,
  type SlotKind,
  type UpdateInput,
  type UpdateOutput,
  UpdateRule,
} from '../../../../optimizers/base/index.ts';

const table = ruleOptions({});
const isMatrix = ({rank}: tf.Tensor): boolean => rank === 2;

/** `A^(-1/4)` of a symmetric positive matrix, by Newton's iteration. */
function inverseFourthRoot(matrix: tf.Tensor2D): tf.Tensor2D {
  const identity = tf.eye(matrix.shape[0]);
  const scale = tf.div(5 / 2, tf.norm(matrix));
  let root = tf.mul(identity, tf.pow(scale, 0.25)) as tf.Tensor2D;
  let rest = tf.mul(matrix, scale) as tf.Tensor2D;
  for (let i = 0; i < 8; i++) {
    const factor = tf.sub(tf.mul(identity, 1.25), tf.mul(rest, 0.25)) as tf.Tensor2D;
    root = tf.matMul(root, factor);
    const square = tf.matMul(factor, factor);
    rest = tf.matMul(tf.matMul(square, square), rest);
  }
  return root;
}

/** Shampoo-like: matrices of any shape have a factor for their rows and one for their columns, all else a sum of squares. */
export class Shampoo extends UpdateRule<{learningRate: number}, typeof table, 'left' | 'right' | 'sum', 'rate'> {
  static get className(): string {
    return 'ToyShampoo';
  }

  constructor(options: {learningRate: number}) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<'left' | 'right' | 'sum'>[] {
    const factor = (axis: 0 | 1) => ({
      isFor: isMatrix,
      shape: ({shape}: tf.Tensor) => [shape[axis]!, shape[axis]!],
      initial: ({shape}: tf.Tensor) => tf.mul(tf.eye(shape[axis]!), 0.1),
    });
    return [
      {name: 'left', ...factor(0)},
      {name: 'right', ...factor(1)},
      {name: 'sum', initial: 0.1, isFor: (variable) => !isMatrix(variable)},
    ];
  }

  protected override coefficients(t: number): {rate: number} {
    return {rate: this.number('learningRate', t)};
  }

  protected override update(
    input: UpdateInput<'left' | 'right' | 'sum', 'rate'>,
  ): UpdateOutput<'left' | 'right' | 'sum'> {
    const {value, gradient, slots, coefficients: c} = input;
    if (!isMatrix(value)) {
      const sum = tf.add(slots.sum, tf.square(gradient));
      return {value: tf.sub(value, tf.mul(tf.div(gradient, tf.sqrt(sum)), c.rate.scalar)), slots: {sum}};
    }
    const g = gradient as tf.Tensor2D;
    const left = tf.add(slots.left, tf.matMul(g, g, false, true)) as tf.Tensor2D;
    const right = tf.add(slots.right, tf.matMul(g, g, true)) as tf.Tensor2D;
    const direction = tf.matMul(tf.matMul(inverseFourthRoot(left), g), inverseFourthRoot(right));
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {left, right}};
  }
}
