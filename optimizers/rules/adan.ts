import * as tf from '@tensorflow/tfjs';
import type {OptionsOf} from '../../lib/base/options.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
import {
  decayOption,
  describeRule,
  registerRule,
  epsilonInsideOption,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';

const table = ruleOptions({
  beta1: decayOption(0.98, 'decay rate of the first moment'),
  beta2: decayOption(0.92, 'decay rate of the average of differences, and the share of a difference to look ahead by'),
  beta3: decayOption(0.99, 'decay rate of the second moment'),
  epsilon: epsilonOption,
  epsilonInside: epsilonInsideOption,
});

/** Options of {@link adan}. */
export interface AdanOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'd' | 'v' | 'previous';
type Name =
  | 'beta1'
  | 'gain1'
  | 'beta2'
  | 'gain2'
  | 'beta3'
  | 'gain3'
  | 'ahead'
  | 'hasPrevious'
  | 'differenceShare'
  | 'momentShare'
  | 'epsilon'
  | 'rate';

/**
 * Adan: Adam with Nesterov's momentum, found from how the gradient has changed since the last update.
 *
 * `d = g - previous g (0 at the first update), m <- beta1 m + (1 - beta1) g, D <- beta2 D + (1 - beta2) d,`
 * `v <- beta3 v + (1 - beta3) (g + beta2 d)^2,`
 * `w <- w - learningRate (m / (1 - beta1^t) + beta2 D / (1 - beta2^t)) / (sqrt(v / (1 - beta3^t)) + epsilon)`
 *
 * A variable that gets its first gradient later than others counts from 0: its d is g then.
 *
 * Conventions: the decay rates are those that stay, as in the authors' code, Optax and pytorch_optimizer; the paper writes 1 - beta for
 * them. Differences are weighted by beta2, as in the paper, the authors' code and pytorch_optimizer; Optax weights them by 1 - beta2.
 * Weight decay comes before the step, as in pytorch_optimizer's `weight_decouple`; the paper divides by
 * `1 + learningRate weightDecay` after it. epsilon is 1e-8 elsewhere. Neither PyTorch nor Keras nor `tf.train` have such a rule.
 *
 * Reference: Xie et al., Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models, 2024.
 */
export class Adan extends UpdateRule<WithLearningRate<AdanOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimAdan';
  }

  /**
   * @param options `learningRate`, and see {@link AdanOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdanOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'm'}, {name: 'd'}, {name: 'v'}, {name: 'previous'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    const beta3 = this.decayRate('beta3', t);
    const correction3 = this.correction('beta3', t);
    const momentShare = 1 / this.correction('beta1', t);
    const differenceShare = beta2 / this.correction('beta2', t);
    // Shares of 1 cannot take the sum out of float32.
    const total = momentShare + differenceShare;
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      beta3,
      gain3: 1 - beta3,
      ahead: 1 + beta2,
      hasPrevious: t > 1 ? 1 : 0,
      momentShare: momentShare / total,
      differenceShare: differenceShare / total,
      epsilon: correctedEpsilon(this.number('epsilon', t), correction3, this.flag('epsilonInside')),
      rate: this.number('learningRate', t) * Math.sqrt(correction3) * total,
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const previous = c.hasPrevious.isZero ? gradient : slots.previous;
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    // Products first: the difference of two large gradients may leave float32.
    const difference = tf.sub(tf.mul(gradient, c.gain2.scalar), tf.mul(previous, c.gain2.scalar));
    const d = tf.add(tf.mul(slots.d, c.beta2.scalar), difference);
    const ahead = tf.sub(tf.mul(gradient, c.ahead.scalar), tf.mul(previous, c.beta2.scalar));
    const v = movingAverage(slots.v, tf.square(ahead), c.beta3, c.gain3);
    const sum = tf.add(tf.mul(m, c.momentShare.scalar), tf.mul(d, c.differenceShare.scalar));
    const direction = normalise(sum, v, c.epsilon, this.flag('epsilonInside'));
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {m, d, v, previous: gradient}};
  }
}

registerRule(Adan);

/**
 * Makes an Adan optimizer.
 *
 * `w <- w - learningRate (m / (1 - beta1^t) + beta2 D / (1 - beta2^t)) / (sqrt(v / (1 - beta3^t)) + epsilon)` with the moving
 * averages m of g, D of the change d of g, and v of (g + beta2 d)^2
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 is usual
 * @param options see {@link AdanOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * adan(0.1).minimize(() => x.square()); // x is 2.9: the first step has the size of the rate
 */
export function adan(learningRate: HyperparameterOption, options: AdanOptions = {}): Adan {
  return new Adan(withLearningRate('Adan', learningRate, options));
}

export const adanDescription = /* @__PURE__ */ describeRule(Adan, table, {
  formula: 'w <- w - learningRate (m / (1 - beta1^t) + beta2 D / (1 - beta2^t)) / (sqrt(v / (1 - beta3^t)) + epsilon)',
  reference: 'Xie et al. 2024',
});
