import * as tf from '@tensorflow/tfjs';
import type {OptionsOf} from '../../lib/base/options.ts';
import {decayOption, describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {finiteAverage} from '../base/moving-average.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {signOf} from '../base/sign-of.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  beta1: decayOption(0.9, 'share of the average in the direction of a step'),
  beta2: decayOption(0.99, 'decay rate of the average'),
});

/** Options of {@link lion}. */
export interface LionOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'rate';

/**
 * Lion: every weight moves by the learning rate, in the direction of an average of gradients in which the newest counts more.
 *
 * `w <- w - learningRate sign(beta1 m + (1 - beta1) g), m <- beta2 m + (1 - beta2) g`
 *
 * Conventions: Optax, Keras, timm and pytorch_optimizer compute the same; PyTorch has no Lion. Weight decay is decoupled, as
 * in the paper and all of them: 0 by default as in Keras and timm, 0.001 in Optax. Every step has the size of the learning
 * rate, which is why the paper takes a third to a tenth of Adam's and three to ten times its weight decay.
 *
 * Reference: Chen et al., Symbolic discovery of optimization algorithms, 2023.
 */
export class Lion extends UpdateRule<WithLearningRate<LionOptions>, typeof table, 'm', Name> {
  static get className(): string {
    return 'OptimLion';
  }

  /**
   * @param options `learningRate`, and see {@link LionOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<LionOptions>) {
    super(table, options);
  }

  protected override slotKinds(): [SlotKind<'m'>] {
    return [{name: 'm'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    return {beta1, gain1: 1 - beta1, beta2, gain2: 1 - beta2, rate: this.number('learningRate', t)};
  }

  protected override update(input: UpdateInput<'m', Name>): UpdateOutput<'m'> {
    const {value, gradient, slots, coefficients: c} = input;
    const direction = signOf(finiteAverage(slots.m, gradient, c.beta1, c.gain1));
    const m = finiteAverage(slots.m, gradient, c.beta2, c.gain2);
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {m}};
  }
}

registerRule(Lion);

/**
 * Makes a Lion optimizer.
 *
 * `w <- w - learningRate sign(beta1 m + (1 - beta1) g), m <- beta2 m + (1 - beta2) g`
 *
 * @param learningRate >= 0, a number or a schedule; 0.0001 is usual
 * @param options see {@link LionOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * lion(0.1).minimize(() => x.square()); // x is 2.9
 */
export function lion(learningRate: HyperparameterOption, options: LionOptions = {}): Lion {
  return new Lion(withLearningRate('Lion', learningRate, options));
}

export const lionDescription = /* @__PURE__ */ describeRule(Lion, table, {
  formula: 'w <- w - learningRate sign(beta1 m + (1 - beta1) g), m <- beta2 m + (1 - beta2) g',
  reference: 'Chen et al. 2023',
});
