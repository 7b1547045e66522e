import * as tf from '@tensorflow/tfjs';
import {
  ruleOptions,
  type SharedInput,
  type SharedKind,
  type SlotKind,
  type UpdateInput,
  type UpdateOutput,
  UpdateRule,
} from '../../../../optimizers/base/index.ts';

const table = ruleOptions({});

type Slot = 'start' | 'sum';
type Shared = 'd' | 'before' | 'numerator';

/** The sum of scalars. */
const total = (scalars: tf.Tensor[]): tf.Tensor => tf.addN(scalars);

/**
 * Prodigy-like: the step is `rate d`, and the estimate d of the distance to the minimum grows from all variables together.
 *
 * `r <- r + d <g, w_0 - w>, s <- s + d g, d <- max(d, r / |s|_1), w <- w - rate d g`
 */
export class Prodigy extends UpdateRule<{learningRate: number}, typeof table, Slot, 'rate', Shared> {
  static get className(): string {
    return 'ToyProdigy';
  }

  constructor(options: {learningRate: number}) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'start', initial: (variable) => variable}, {name: 'sum'}];
  }

  protected override sharedKinds(): SharedKind<Shared>[] {
    return [{name: 'd', initial: 0.01}, {name: 'before'}, {name: 'numerator'}];
  }

  protected override coefficients(t: number): {rate: number} {
    return {rate: this.number('learningRate', t)};
  }

  protected override share({variables, shared}: SharedInput<Slot, 'rate', Shared>): Record<Shared, tf.Tensor> {
    const gains = variables.map(({value, gradient, slots}) => tf.sum(tf.mul(gradient, tf.sub(slots.start, value))));
    const numerator = tf.add(shared.numerator, tf.mul(shared.d, total(gains)));
    const norms = variables.map(({gradient, slots}) => tf.sum(tf.abs(tf.add(slots.sum, tf.mul(gradient, shared.d)))));
    // The old value under another name.
    return {d: tf.maximum(shared.d, tf.div(numerator, total(norms))), before: tf.mul(shared.d, 1), numerator};
  }

  protected override update(input: UpdateInput<Slot, 'rate', Shared>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c, shared} = input;
    const sum = tf.add(slots.sum, tf.mul(gradient, shared.before));
    return {value: tf.sub(value, tf.mul(gradient, tf.mul(shared.d, c.rate.scalar))), slots: {sum}};
  }
}
