import * as tf from '@tensorflow/tfjs';
import {flagOption, type OptionsOf} from '../../lib/base/options.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
import {momentOptions} from '../base/adam-rule.ts';
import {describeRule, registerRule, epsilonOption, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {movingAverage} from '../base/moving-average.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';

const table = ruleOptions({
  ...momentOptions,
  epsilon: epsilonOption,
  epsilonInside: flagOption(true, 'max(beta2 u, |g| + epsilon), or else u + epsilon divides'),
});

/** Options of {@link adamax}. */
export interface AdamaxOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'u';
type Name = 'beta1' | 'gain1' | 'beta2' | 'epsilon' | 'rate';

/**
 * AdaMax: Adam that divides by the greatest recent gradient in place of the root mean square.
 *
 * `m <- beta1 m + (1 - beta1) g, u <- max(beta2 u, |g| + epsilon),`
 * `w <- w - learningRate (m / (1 - beta1^t)) / u`
 *
 * With `epsilonInside: false`, `u <- max(beta2 u, |g|)`, and `u + epsilon` divides.
 *
 * Conventions: epsilon in the maximum is that of PyTorch and Optax, 1e-8 there; outside it is that of Keras and
 * `tf.train.adamax`, 1e-7 as here. PyTorch adds weight decay to the gradient (`weightDecayForm: 'l2'`). The `decay` of
 * `tf.train.adamax` is a schedule of the learning rate here.
 *
 * Reference: Kingma and Ba, Adam: a method for stochastic optimization, section 7.1, 2015.
 */
export class Adamax extends UpdateRule<WithLearningRate<AdamaxOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimAdamax';
  }

  /**
   * @param options `learningRate`, and see {@link AdamaxOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdamaxOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'm'}, {name: 'u'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    return {
      beta1,
      gain1: 1 - beta1,
      beta2: this.decayRate('beta2', t),
      epsilon: this.number('epsilon', t),
      rate: this.number('learningRate', t) / this.correction('beta1', t),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const inside = this.flag('epsilonInside');
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    const size = inside ? tf.add(tf.abs(gradient), c.epsilon.scalar) : tf.abs(gradient);
    const u = tf.maximum(tf.mul(slots.u, c.beta2.scalar), size);
    const divisor = inside ? u : tf.add(u, c.epsilon.scalar);
    // Where epsilon is 0 and so were all gradients.
    const direction = c.epsilon.isNegligible ? tf.divNoNan(m, divisor) : tf.div(m, divisor);
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {m, u}};
  }
}

registerRule(Adamax);

/**
 * Makes an AdaMax optimizer.
 *
 * `w <- w - learningRate (m / (1 - beta1^t)) / u` with the moving average m of g, and `u <- max(beta2 u, |g| + epsilon)`
 *
 * @param learningRate >= 0, a number or a schedule; 0.002 is usual
 * @param options see {@link AdamaxOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * adamax(0.1).minimize(() => x.square()); // x is 2.9: the first step has the size of the rate
 */
export function adamax(learningRate: HyperparameterOption, options: AdamaxOptions = {}): Adamax {
  return new Adamax(withLearningRate('Adamax', learningRate, options));
}

export const adamaxDescription = /* @__PURE__ */ describeRule(Adamax, table, {
  formula: 'u <- max(beta2 u, |g| + epsilon), w <- w - learningRate (m / (1 - beta1^t)) / u',
  reference: 'Kingma and Ba 2015',
});
