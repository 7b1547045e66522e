import * as tf from '@tensorflow/tfjs';
import {flagOption, type OptionsOf} from '../../lib/base/options.ts';
import {
  decayOption,
  describeRule,
  registerRule,
  epsilonInsideOption,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {movingAverage, movingVariance} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  rho: decayOption(0.9, 'decay rate of the averages'),
  momentum: decayOption(0, 'share of the last step that is taken again'),
  centered: flagOption(false, 'divide by the deviation of the gradient from its mean'),
  biasCorrection: flagOption(false, 'divide the second moment by 1 - rho^t'),
  epsilon: epsilonOption,
  epsilonInside: epsilonInsideOption,
});

/** Options of {@link rmsprop}. */
export interface RmspropOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'v' | 'mean' | 'step';
type Name = 'rho' | 'gain' | 'momentum' | 'epsilon' | 'rate';

/**
 * RMSProp: the gradient divided by the root of its recent mean square.
 *
 * `v <- rho v + (1 - rho) g^2, w <- w - learningRate g / (sqrt(v) + epsilon)`
 *
 * With `momentum`, `b <- momentum b + learningRate g / (sqrt(v) + epsilon), w <- w - b`. With `biasCorrection`,
 * `v / (1 - rho^t)` stands for v.
 *
 * With `centered`, v is the variance `E[g^2] - E[g]^2` of the moving averages. It is kept in the form
 * `v <- rho (v + (1 - rho) (g - mean)^2), mean <- rho mean + (1 - rho) g`, which is the same number, but is never
 * negative and loses no digits where gradients are steady. Bias correction divides it by `1 - rho^t` too: that is
 * `E'[g^2] - (1 - rho^t) E'[g]^2` of the corrected averages E', which is nearly `g^2` at first, where there is no variance
 * yet, and the corrected variance later. Correcting the mean as well (as Optax does) would give 0 at the first update,
 * whatever the gradient is, and a step of `learningRate g / epsilon`.
 *
 * Conventions: epsilon stands outside the root, as in PyTorch; inside in Keras, Optax and `tf.train.rmsprop`. The rate
 * goes into the momentum buffer b, as in Keras, TensorFlow and `tf.train.rmsprop`; PyTorch's buffer holds `g / sqrt(v)`
 * and is multiplied by the current rate, which differs once the rate changes. rho is 0.9, PyTorch's 0.99.
 *
 * Reference: Tieleman and Hinton, Lecture 6.5, rmsprop, 2012; Graves, Generating sequences with recurrent neural networks,
 * 2013, for the centered form.
 */
export class Rmsprop extends UpdateRule<WithLearningRate<RmspropOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimRmsprop';
  }

  /**
   * @param options `learningRate`, and see {@link RmspropOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<RmspropOptions>) {
    super(table, options);
  }

  get #hasMomentum(): boolean {
    return this.hyperparameter('momentum') !== 0;
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    const kinds: SlotKind<Slot>[] = [{name: 'v'}];
    if (this.flag('centered')) kinds.push({name: 'mean'});
    if (this.#hasMomentum) kinds.push({name: 'step'});
    return kinds;
  }

  protected override coefficients(t: number): Record<Name, number> {
    const rho = this.decayRate('rho', t);
    const correction = this.flag('biasCorrection') ? this.correction('rho', t) : 1;
    return {
      rho,
      gain: 1 - rho,
      momentum: this.number('momentum', t),
      epsilon: correctedEpsilon(this.number('epsilon', t), correction, this.flag('epsilonInside')),
      rate: this.number('learningRate', t) * Math.sqrt(correction),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const {v, mean} = this.flag('centered')
      ? movingVariance(slots.v, slots.mean, gradient, c.rho, c.gain)
      : {v: movingAverage(slots.v, tf.square(gradient), c.rho, c.gain), mean: slots.mean};
    const scaled = tf.mul(normalise(gradient, v, c.epsilon, this.flag('epsilonInside')), c.rate.scalar);
    const step = this.#hasMomentum ? tf.add(tf.mul(slots.step, c.momentum.scalar), scaled) : scaled;
    return {value: tf.sub(value, step), slots: {v, mean, ...(this.#hasMomentum && {step})}};
  }
}

registerRule(Rmsprop);

/**
 * Makes an RMSProp optimizer.
 *
 * `v <- rho v + (1 - rho) g^2, w <- w - learningRate g / (sqrt(v) + epsilon)`
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 is usual
 * @param options see {@link RmspropOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * rmsprop(0.1).minimize(() => x.square()); // x is 3 - 0.1 / sqrt(0.1) = 2.683772
 */
export function rmsprop(learningRate: HyperparameterOption, options: RmspropOptions = {}): Rmsprop {
  return new Rmsprop(withLearningRate('Rmsprop', learningRate, options));
}

export const rmspropDescription = /* @__PURE__ */ describeRule(Rmsprop, table, {
  formula: 'v <- rho v + (1 - rho) g^2, w <- w - learningRate g / (sqrt(v) + epsilon)',
  reference: 'Tieleman and Hinton 2012, Graves 2013',
});
