import * as tf from '@tensorflow/tfjs';
import type {OptionsOf} from '../../lib/base/options.ts';
import {describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({});

/** Options of {@link sgd}. */
export interface SgdOptions extends OptionsOf<typeof table, 'learningRate'> {}

/**
 * Gradient descent; stochastic when the gradient is that of a mini-batch.
 *
 * `w <- w - learningRate g`
 *
 * Conventions: g is the mean over the batch. Weight decay is decoupled, `w <- w - learningRate weightDecay w` first;
 * PyTorch's `SGD` adds `weight_decay w` to the gradient, which for this rule is the same, and decays biases too.
 * Momentum is a rule of its own: `momentum`, `nesterov`.
 *
 * Reference: Robbins and Monro, A stochastic approximation method, 1951.
 */
export class Sgd extends UpdateRule<WithLearningRate<SgdOptions>, typeof table, never, 'rate'> {
  static get className(): string {
    return 'OptimSgd';
  }

  /**
   * @param options `learningRate`, and see {@link SgdOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<SgdOptions>) {
    super(table, options);
  }

  protected override slotKinds(): [] {
    return [];
  }

  protected override coefficients(t: number): Record<'rate', number> {
    return {rate: this.number('learningRate', t)};
  }

  protected override update({value, gradient, coefficients}: UpdateInput<never, 'rate'>): UpdateOutput<never> {
    return {value: tf.sub(value, tf.mul(gradient, coefficients.rate.scalar))};
  }
}

registerRule(Sgd);

/**
 * Makes an optimizer that descends along the gradient.
 *
 * `w <- w - learningRate g`
 *
 * @param learningRate >= 0, a number or a schedule
 * @param options see {@link SgdOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * sgd(0.1).minimize(() => x.square()); // x is 2.4
 */
export function sgd(learningRate: HyperparameterOption, options: SgdOptions = {}): Sgd {
  return new Sgd(withLearningRate('Sgd', learningRate, options));
}

export const sgdDescription = /* @__PURE__ */ describeRule(Sgd, table, {
  formula: 'w <- w - learningRate g',
  reference: 'Robbins and Monro 1951',
});
