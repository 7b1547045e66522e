import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import type {OptionsOf} from '../../lib/base/options.ts';
import {
  decayOption,
  describeRule,
  registerRule,
  epsilonInsideOption,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {finiteAverage, movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  beta1: decayOption(0.9, 'decay rate of the fast first moment'),
  beta2: decayOption(0.999, 'decay rate of the second moment'),
  beta3: decayOption(0.9999, 'decay rate of the slow first moment'),
  alpha: ruleNumber(notNegative, 5, 'weight of the slow moment beside the fast one'),
  warmupSteps: ruleNumber({from: 0, whole: true}, 0, 'updates until alpha and beta3 have come to their values'),
  epsilon: epsilonOption,
  epsilonInside: epsilonInsideOption,
});

/** Options of {@link ademamix}. */
export interface AdemamixOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'slow' | 'v';
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'beta3' | 'gain3' | 'alpha' | 'epsilon' | 'rate';

/** How long an average remembers: the time in which a share falls to 1 / e. */
const memory = (beta: number): number => -1 / Math.log(beta);

/**
 * AdEMAMix: Adam with a second, slow average of gradients, which remembers thousands of updates, beside the fast one.
 *
 * `m <- beta1 m + (1 - beta1) g, s <- beta3 s + (1 - beta3) g, v <- beta2 v + (1 - beta2) g^2,`
 * `w <- w - learningRate (m / (1 - beta1^t) + alpha s) / (sqrt(v / (1 - beta2^t)) + epsilon)`
 *
 * s is not corrected: it fills slowly. With `warmupSteps` T, alpha grows linearly from 0 to its value in T updates, and the
 * memory of s (its half-life) from that of beta1 to that of beta3.
 *
 * Conventions: Optax (`optax.contrib.ademamix`) and pytorch_optimizer compute the same, with epsilon 1e-8; Optax has no
 * warm-up. Weight decay is decoupled, as in Optax; pytorch_optimizer adds it to the gradient by default. PyTorch, Keras and
 * timm have none.
 *
 * Reference: Pagliardini, Ablin and Grangier, The AdEMAMix optimizer: better, faster, older, 2024.
 */
export class Ademamix extends UpdateRule<WithLearningRate<AdemamixOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimAdemamix';
  }

  /**
   * @param options `learningRate`, and see {@link AdemamixOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdemamixOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'm'}, {name: 'slow'}, {name: 'v'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    const warmth = Math.min(1, t / this.number('warmupSteps', t));
    const full = this.decayRate('beta3', t);
    const remembers = (1 - warmth) * memory(beta1) + warmth * memory(full);
    const beta3 = warmth === 1 ? full : Math.fround(Math.exp(-1 / remembers));
    const correction1 = this.correction('beta1', t);
    const correction2 = this.correction('beta2', t);
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      beta3,
      gain3: 1 - beta3,
      // The correction of m stands in the rate, for s too.
      alpha: warmth * this.number('alpha', t) * correction1,
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, this.flag('epsilonInside')),
      rate: (this.number('learningRate', t) * Math.sqrt(correction2)) / correction1,
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const m = finiteAverage(slots.m, gradient, c.beta1, c.gain1);
    const slow = finiteAverage(slots.slow, gradient, c.beta3, c.gain3);
    const v = movingAverage(slots.v, tf.square(gradient), c.beta2, c.gain2);
    const mixed = tf.add(m, tf.mul(slow, c.alpha.scalar));
    const direction = normalise(mixed, v, c.epsilon, this.flag('epsilonInside'));
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {m, slow, v}};
  }
}

registerRule(Ademamix);

/**
 * Makes an AdEMAMix optimizer.
 *
 * `w <- w - learningRate (m / (1 - beta1^t) + alpha s) / (sqrt(v / (1 - beta2^t)) + epsilon)` with the moving averages m and
 * s (slow) of g, and v of g^2
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 is usual
 * @param options see {@link AdemamixOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * ademamix(0.1).minimize(() => x.square()); // x is 2.89995: the slow average has seen a ten thousandth of g
 */
export function ademamix(learningRate: HyperparameterOption, options: AdemamixOptions = {}): Ademamix {
  return new Ademamix(withLearningRate('Ademamix', learningRate, options));
}

export const ademamixDescription = /* @__PURE__ */ describeRule(Ademamix, table, {
  formula: 'w <- w - learningRate (m / (1 - beta1^t) + alpha s) / (sqrt(v / (1 - beta2^t)) + epsilon)',
  reference: 'Pagliardini, Ablin and Grangier 2024',
});
