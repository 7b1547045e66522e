import * as tf from '@tensorflow/tfjs';
import {notNegative, positive} from '../../lib/base/arguments.ts';
import type {OptionsOf} from '../../lib/base/options.ts';
import {describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {finite} from '../base/lengths.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  initialAccumulator: ruleNumber(positive, 0.1, 'the sum of squares to start from'),
  l1: ruleNumber(notNegative, 0, 'strength of the penalty l1 |w|, which makes weights exactly 0'),
  l2: ruleNumber(notNegative, 0, 'strength of the penalty l2 w^2'),
  beta: ruleNumber(notNegative, 0, 'is added to the root of the sum of squares'),
});

/** Options of {@link ftrl}. */
export interface FtrlOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'accumulator' | 'linear';
type Name = 'inverse' | 'rate' | 'shift' | 'least' | 'l1';

/**
 * FTRL-Proximal: Adagrad whose weights follow from the sum of all gradients, so that an l1 penalty makes many of them exactly 0.
 *
 * `n' = n + g^2, z <- z + g - (sqrt(n') - sqrt(n)) / learningRate w, n <- n',`
 * `w <- -(z - clip(z, -l1, l1)) learningRate / (sqrt(n) + beta + 2 l2 learningRate)`
 *
 * z starts from `-w (sqrt(n) + beta) / learningRate`: weights go on from where they are, and without penalties the rule is
 * Adagrad at a constant rate. A weight whose gradient is 0 stays what it is.
 *
 * Conventions: Keras starts z from 0, so that the first update forgets the weights, which is the same where they start from 0 as
 * in the paper; and it computes weights without gradient anew, which is the same at a constant rate. Its `learning_rate_power` is
 * -0.5 here, and its l2 shrinkage is near `weightDecayForm: 'l2'` with twice the number, which also counts in n. Decoupled weight
 * decay reaches only what z takes of w; penalties are `l1` and `l2`. PyTorch, Optax, timm and pytorch_optimizer have no FTRL.
 *
 * Reference: McMahan et al., Ad click prediction: a view from the trenches, 2013.
 */
export class Ftrl extends UpdateRule<WithLearningRate<FtrlOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimFtrl';
  }

  /**
   * @param options `learningRate`, and see {@link FtrlOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range; at an update, RangeError
   *   where the learning rate is 0
   */
  constructor(options: WithLearningRate<FtrlOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    const t = this.iterations + 1;
    const start = this.number('initialAccumulator', t);
    return [
      {name: 'accumulator', initial: start},
      {
        name: 'linear',
        initial: (variable) =>
          tf.mul(variable, -(Math.sqrt(start) + this.number('beta', t)) / this.number('learningRate', t)),
      },
    ];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const rate = this.number('learningRate', t);
    const l1 = this.number('l1', t);
    return {
      inverse: 1 / rate,
      rate,
      shift: this.number('beta', t) + 2 * this.number('l2', t) * rate,
      least: -l1,
      l1,
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const accumulator = finite(tf.add(slots.accumulator, tf.square(gradient)));
    const root = tf.sqrt(accumulator);
    const pull = tf.mul(tf.mul(tf.sub(root, tf.sqrt(slots.accumulator)), c.inverse.scalar), value);
    const linear = finite(tf.add(slots.linear, tf.sub(gradient, pull)));
    const beyond = c.l1.isZero
      ? tf.neg(linear)
      : tf.sub(tf.minimum(tf.maximum(linear, c.least.scalar), c.l1.scalar), linear);
    const next = tf.div(tf.mul(beyond, c.rate.scalar), tf.add(root, c.shift.scalar));
    return {value: tf.where(tf.equal(gradient, 0), value, next), slots: {accumulator, linear}};
  }
}

registerRule(Ftrl);

/**
 * Makes an FTRL-Proximal optimizer.
 *
 * `w = -(z - clip(z, -l1, l1)) learningRate / (sqrt(n) + beta + 2 l2 learningRate)` with the sum n of squared gradients, and z
 * that of gradients less what holds w where it was
 *
 * @param learningRate > 0, a number or a schedule
 * @param options see {@link FtrlOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range; at an update, RangeError
 *   where the learning rate is 0
 * @example
 * const x = tf.variable(tf.scalar(3));
 * ftrl(0.1).minimize(() => x.square()); // x is 3 - 0.1 6 / sqrt(0.1 + 36) = 2.900139
 */
export function ftrl(learningRate: HyperparameterOption, options: FtrlOptions = {}): Ftrl {
  return new Ftrl(withLearningRate('Ftrl', learningRate, options));
}

export const ftrlDescription = /* @__PURE__ */ describeRule(Ftrl, table, {
  formula:
    'z <- z + g - (sqrt(n + g^2) - sqrt(n)) / learningRate w, w <- -(z - clip(z)) learningRate / (sqrt(n) + beta)',
  reference: 'McMahan et al. 2013',
});
