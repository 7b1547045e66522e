import * as tf from '@tensorflow/tfjs';
import type {OptionsOf} from '../../lib/base/options.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
import {notNegative} from '../../lib/base/arguments.ts';
import {momentOptions} from '../base/adam-rule.ts';
import {
  describeRule,
  registerRule,
  epsilonInsideOption,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {DecayProduct} from '../base/decay-product.ts';
import {movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';

const table = ruleOptions({
  ...momentOptions,
  momentumDecay: ruleNumber(notNegative, 0.004, 'how fast the momentum mu grows from beta1 / 2 to beta1'),
  epsilon: epsilonOption,
  epsilonInside: epsilonInsideOption,
});

/** Options of {@link nadam}. */
export interface NadamOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'v';
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'gradientShare' | 'momentShare' | 'epsilon' | 'rate';

/**
 * NAdam: Adam with Nesterov's momentum, which looks ahead of the average by the gradient of the moment.
 *
 * `mu_t = beta1 (1 - 0.96^(t momentumDecay) / 2), m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g^2,`
 * `n = (1 - mu_t) g / (1 - mu_1 ... mu_t) + mu_(t+1) m / (1 - mu_1 ... mu_(t+1)),`
 * `w <- w - learningRate n / (sqrt(v / (1 - beta2^t)) + epsilon)`
 *
 * Conventions: the momentum and its default are PyTorch's; there epsilon is 1e-8. Keras has `momentumDecay: 1`. Optax's momentum
 * is constant, here that of a huge `momentumDecay` such as 1e6. Where beta1 or momentumDecay is a schedule, mu_(t+1) is
 * made of its values at update t. Weight decay is decoupled (NAdamW), in PyTorch only on demand. `tf.train` has no such rule.
 *
 * Reference: Dozat, Incorporating Nesterov momentum into Adam, 2016.
 */
export class Nadam extends UpdateRule<WithLearningRate<NadamOptions>, typeof table, Slot, Name> {
  readonly #momenta = new DecayProduct(null, (step) => this.#momentum(step + 1, step + 1));

  static get className(): string {
    return 'OptimNadam';
  }

  /**
   * @param options `learningRate`, and see {@link NadamOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<NadamOptions>) {
    super(table, options);
  }

  /** mu_k, of the options at update t. */
  #momentum(k: number, t: number): number {
    return this.decayRate('beta1', t) * (1 - 0.5 * 0.96 ** (k * this.number('momentumDecay', t)));
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'm'}, {name: 'v'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    const correction2 = this.correction('beta2', t);
    const correction = this.#momenta.complement(t);
    const next = this.#momentum(t + 1, t);
    const gradientShare = (1 - this.#momentum(t, t)) / correction;
    const momentShare = next / (1 - (1 - correction) * next);
    // Shares of 1 cannot take the sum out of float32.
    const total = gradientShare + momentShare;
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      gradientShare: gradientShare / total,
      momentShare: momentShare / total,
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, this.flag('epsilonInside')),
      rate: this.number('learningRate', t) * Math.sqrt(correction2) * total,
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    const v = movingAverage(slots.v, tf.square(gradient), c.beta2, c.gain2);
    const ahead = tf.add(tf.mul(gradient, c.gradientShare.scalar), tf.mul(m, c.momentShare.scalar));
    const direction = normalise(ahead, v, c.epsilon, this.flag('epsilonInside'));
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {m, v}};
  }
}

registerRule(Nadam);

/**
 * Makes a NAdam optimizer.
 *
 * `w <- w - learningRate n / (sqrt(v / (1 - beta2^t)) + epsilon)`, where n is the corrected average of g with g itself in
 * front of it; see `Nadam`
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 is usual
 * @param options see {@link NadamOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * nadam(0.1).minimize(() => x.square()); // x is 2.894: a little more than the rate, because it looks ahead
 */
export function nadam(learningRate: HyperparameterOption, options: NadamOptions = {}): Nadam {
  return new Nadam(withLearningRate('Nadam', learningRate, options));
}

export const nadamDescription = /* @__PURE__ */ describeRule(Nadam, table, {
  formula:
    'n = (1 - mu_t) g / (1 - mu_1 ... mu_t) + mu_(t+1) m / (1 - mu_1 ... mu_(t+1)), ' +
    'w <- w - learningRate n / (sqrt(v / (1 - beta2^t)) + epsilon)',
  reference: 'Dozat 2016',
});
