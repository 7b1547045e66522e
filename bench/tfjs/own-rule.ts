import * as tf from '@tensorflow/tfjs';
import {
  describeRule,
  ruleOptions,
  type SlotKind,
  type UpdateInput,
  type UpdateOutput,
  UpdateRule,
} from '../../optimizers/index.ts';

const table = ruleOptions({});

type Name = 'rate' | 'beta' | 'gain';

/** A rule that set-up does not know: `m <- 0.9 m + 0.1 g, w <- w - rate m / (1 + |m|)`. */
class OwnRule extends UpdateRule<{learningRate: number}, typeof table, 'm', Name> {
  static readonly className = 'BenchOwnRule';

  constructor(options: {learningRate: number}) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<'m'>[] {
    return [{name: 'm'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    return {rate: this.number('learningRate', t), beta: 0.9, gain: 0.1};
  }

  protected override update({value, gradient, slots, coefficients: c}: UpdateInput<'m', Name>): UpdateOutput<'m'> {
    const m = tf.add(tf.mul(slots.m, c.beta.scalar), tf.mul(gradient, c.gain.scalar));
    const bounded = tf.div(m, tf.add(tf.abs(m), 1));
    return {value: tf.sub(value, tf.mul(bounded, c.rate.scalar)), slots: {m}};
  }
}

/** Described, and so known to be a function of its input. */
export const ownRule = describeRule(OwnRule, table, {
  formula: 'w <- w - rate m / (1 + |m|)',
  reference: 'of this benchmark',
});
