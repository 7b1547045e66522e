import type {OptionsOf} from '../../lib/base/options.ts';
import {adamOptions, AdamRule} from '../base/adam-rule.ts';
import {describeRule, registerRule, type WithLearningRate} from '../base/common-options.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';

const table = adamOptions(false, 0.01);

/** Options of {@link adamw}. */
export interface AdamwOptions extends OptionsOf<typeof table, 'learningRate'> {}

/**
 * AdamW: Adam beside a weight decay that its divisor does not touch.
 *
 * `w <- w - learningRate weightDecay w, m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g^2,`
 * `w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)`
 *
 * It is `Adam` with another default, and has its options.
 *
 * Conventions: the decay takes the learning rate as it is, as in PyTorch, Keras and Optax; in the paper only what a
 * schedule makes of it. The default 0.01 is PyTorch's; Keras takes 0.004, Optax 1e-4. Biases and normalisation layers are
 * spared (`weightDecayOn`), in none of the three by default. epsilon is that of `Adam`: 1e-8 in PyTorch and Optax, and added before
 * bias correction in Keras. `tf.train` has no such rule.
 *
 * Reference: Loshchilov and Hutter, Decoupled weight decay regularization, 2019.
 */
export class Adamw extends AdamRule {
  static get className(): string {
    return 'OptimAdamw';
  }

  /**
   * @param options `learningRate`, and see {@link AdamwOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdamwOptions>) {
    super(table, options);
  }
}

registerRule(Adamw);

/**
 * Makes an AdamW optimizer.
 *
 * `w <- w - learningRate (weightDecay w + (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon))` with the moving
 * averages m of g and v of g^2
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 is usual
 * @param options see {@link AdamwOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * adamw(0.1).minimize(() => x.square()); // x is 3 - 0.003 - 0.1
 */
export function adamw(learningRate: HyperparameterOption, options: AdamwOptions = {}): Adamw {
  return new Adamw(withLearningRate('Adamw', learningRate, options));
}

export const adamwDescription = /* @__PURE__ */ describeRule(Adamw, table, {
  formula: 'w <- w - learningRate (weightDecay w + (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon))',
  reference: 'Loshchilov and Hutter 2019',
});
