import * as tf from '@tensorflow/tfjs';
import type {OptionsOf} from '../../lib/base/options.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
import {notNegative} from '../../lib/base/arguments.ts';
import {momentOptions} from '../base/adam-rule.ts';
import {describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';

const table = ruleOptions({
  ...momentOptions,
  epsilon: ruleNumber(notNegative, 1e-16, 'added to s at every update, and to its root'),
});

/** Options of {@link adabelief}. */
export interface AdabeliefOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 's';
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'epsilon' | 'epsilonOfRoot' | 'rate';

/**
 * AdaBelief: Adam that divides by how far gradients are from their average, so that steps are long where they are as expected.
 *
 * `m <- beta1 m + (1 - beta1) g, s <- beta2 s + (1 - beta2) (g - m)^2 + epsilon,`
 * `w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + epsilon)`
 *
 * Conventions: epsilon stands in both places, and adds up in s to epsilon / (1 - beta2), as in the paper, in pytorch_optimizer and in
 * Optax with `eps_root = eps`; all have 1e-16. m is the new average in `g - m`. Neither PyTorch nor Keras nor `tf.train` have
 * such a rule. The rectification of pytorch_optimizer (`rectify`) and of the paper's code is left out, as in the paper itself and
 * in Optax.
 *
 * Reference: Zhuang et al., AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, 2020.
 */
export class Adabelief extends UpdateRule<WithLearningRate<AdabeliefOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimAdabelief';
  }

  /**
   * @param options `learningRate`, and see {@link AdabeliefOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdabeliefOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'm'}, {name: 's'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    const correction2 = this.correction('beta2', t);
    const epsilon = this.number('epsilon', t);
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      epsilon,
      epsilonOfRoot: correctedEpsilon(epsilon, correction2, false),
      rate: (this.number('learningRate', t) * Math.sqrt(correction2)) / this.correction('beta1', t),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    const surprise = tf.square(tf.sub(gradient, m));
    const s = tf.add(movingAverage(slots.s, surprise, c.beta2, c.gain2), c.epsilon.scalar);
    const direction = normalise(m, s, c.epsilonOfRoot, false);
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {m, s}};
  }
}

registerRule(Adabelief);

/**
 * Makes an AdaBelief optimizer.
 *
 * `w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + epsilon)` with the moving averages m of g and
 * s of (g - m)^2
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 is usual
 * @param options see {@link AdabeliefOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * adabelief(0.1).minimize(() => x.square()); // x is 3 - 0.1 / 0.9: g is 0.9 g away from its average
 */
export function adabelief(learningRate: HyperparameterOption, options: AdabeliefOptions = {}): Adabelief {
  return new Adabelief(withLearningRate('Adabelief', learningRate, options));
}

export const adabeliefDescription = /* @__PURE__ */ describeRule(Adabelief, table, {
  formula:
    's <- beta2 s + (1 - beta2) (g - m)^2 + epsilon, ' +
    'w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + epsilon)',
  reference: 'Zhuang et al. 2020',
});
