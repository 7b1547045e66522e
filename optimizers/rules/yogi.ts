import * as tf from '@tensorflow/tfjs';
import {flagOption, type OptionsOf} from '../../lib/base/options.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
import {notNegative} from '../../lib/base/arguments.ts';
import {momentOptions} from '../base/adam-rule.ts';
import {
  describeRule,
  registerRule,
  epsilonInsideOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';

const table = ruleOptions({
  ...momentOptions,
  initialAccumulator: ruleNumber(notNegative, 1e-6, 'the second moment to start from'),
  epsilon: ruleNumber(notNegative, 1e-3, 'keeps the divisor from 0'),
  epsilonInside: epsilonInsideOption,
  biasCorrection: flagOption(true, 'divide the moments by 1 - beta^t'),
});

/** Options of {@link yogi}. */
export interface YogiOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'v';
type Name = 'beta1' | 'gain1' | 'gain2' | 'epsilon' | 'rate';

/**
 * Yogi: Adam with a second moment that moves towards g^2 by the size of g^2 only, so that it shrinks slowly.
 *
 * `m <- beta1 m + (1 - beta1) g, v <- v - (1 - beta2) sign(v - g^2) g^2,`
 * `w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)`
 *
 * With `biasCorrection: false` the powers are left out, as in the paper.
 *
 * Conventions: bias correction, epsilon and the start of v are those of Optax and pytorch_optimizer; both start m there too, and
 * not at 0, which is seen where gradients are small. Neither PyTorch nor Keras nor `tf.train` have such a rule.
 *
 * Reference: Zaheer et al., Adaptive methods for nonconvex optimization, 2018.
 */
export class Yogi extends UpdateRule<WithLearningRate<YogiOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimYogi';
  }

  /**
   * @param options `learningRate`, and see {@link YogiOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<YogiOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'm'}, {name: 'v', initial: this.number('initialAccumulator', this.iterations + 1)}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const corrected = this.flag('biasCorrection');
    const correction1 = corrected ? this.correction('beta1', t) : 1;
    const correction2 = corrected ? this.correction('beta2', t) : 1;
    return {
      beta1,
      gain1: 1 - beta1,
      gain2: 1 - this.decayRate('beta2', t),
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, this.flag('epsilonInside')),
      rate: (this.number('learningRate', t) * Math.sqrt(correction2)) / correction1,
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    const squared = tf.square(gradient);
    const share = tf.mul(squared, c.gain2.scalar);
    // By comparisons, not by tf.sign of a difference: infinite ones have none, and wasm takes those below 1e-7 for 0.
    const lowered = tf.where(tf.less(squared, slots.v), tf.sub(slots.v, share), slots.v);
    const v = tf.where(tf.greater(squared, slots.v), tf.add(slots.v, share), lowered);
    const direction = normalise(m, v, c.epsilon, this.flag('epsilonInside'));
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {m, v}};
  }
}

registerRule(Yogi);

/**
 * Makes a Yogi optimizer.
 *
 * `w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)` with the moving average m of g, and
 * `v <- v - (1 - beta2) sign(v - g^2) g^2`
 *
 * @param learningRate >= 0, a number or a schedule; 0.01 is usual
 * @param options see {@link YogiOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * yogi(0.1).minimize(() => x.square()); // x is 2.9: the first step has the size of the rate
 */
export function yogi(learningRate: HyperparameterOption, options: YogiOptions = {}): Yogi {
  return new Yogi(withLearningRate('Yogi', learningRate, options));
}

export const yogiDescription = /* @__PURE__ */ describeRule(Yogi, table, {
  formula:
    'v <- v - (1 - beta2) sign(v - g^2) g^2, ' +
    'w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)',
  reference: 'Zaheer et al. 2018',
});
