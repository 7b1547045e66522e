import * as tf from '@tensorflow/tfjs';
import {
  ruleOptions,
  type SlotKind,
  type UpdateInput,
  type UpdateOutput,
  UpdateRule,
} from '../../../../optimizers/base/index.ts';

const table = ruleOptions({});
type Slot = 'fast' | 'mean';

/**
 * Schedule-free-like: gradients are taken between a fast point and the mean of all fast points, which is what counts in the end.
 *
 * `z <- z - rate g(y), x <- (1 - 1/t) x + z / t, y <- 0.1 z + 0.9 x`
 */
export class ScheduleFree extends UpdateRule<{learningRate: number}, typeof table, Slot, 'rate' | 'share' | 'rest'> {
  static get className(): string {
    return 'ToyScheduleFree';
  }

  constructor(options: {learningRate: number}) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    const initial = (variable: tf.Variable): tf.Tensor => variable;
    return [
      {name: 'fast', initial},
      {name: 'mean', initial},
    ];
  }

  protected override coefficients(t: number): Record<'rate' | 'share' | 'rest', number> {
    return {rate: this.number('learningRate', t), share: 1 / t, rest: 1 - 1 / t};
  }

  protected override update({
    gradient,
    slots,
    coefficients: c,
  }: UpdateInput<Slot, 'rate' | 'share' | 'rest'>): UpdateOutput<Slot> {
    const fast = tf.sub(slots.fast, tf.mul(gradient, c.rate.scalar));
    const mean = tf.add(tf.mul(slots.mean, c.rest.scalar), tf.mul(fast, c.share.scalar));
    return {value: tf.add(tf.mul(fast, 0.1), tf.mul(mean, 0.9)), slots: {fast, mean}};
  }

  /** Runs a function while variables have the weights that count, and gives them those of the training back. */
  evaluating<Result>(variables: readonly tf.Variable[], run: () => Result): Result {
    const slots = this.peekSlots(variables);
    const training = variables.map((variable) => tf.clone(variable));
    try {
      for (const [i, variable] of variables.entries()) if (slots[i]) variable.assign(slots[i].mean);
      return run();
    } finally {
      for (const [i, variable] of variables.entries()) variable.assign(training[i]!);
      tf.dispose(training);
    }
  }
}
