import type {OptionsOf} from '../../lib/base/options.ts';
import {adamOptions, AdamRule} from '../base/adam-rule.ts';
import {describeRule, registerRule, type WithLearningRate} from '../base/common-options.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';

const table = adamOptions();

/** Options of {@link adam}. */
export interface AdamOptions extends OptionsOf<typeof table, 'learningRate'> {}

/**
 * Adam: steps of the size of the learning rate, scaled by the ratio of mean to root mean square of recent gradients.
 *
 * `m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g^2,`
 * `w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)`
 *
 * With `amsgrad`, `vmax <- max(vmax, v)` stands for v in the last line. With `biasCorrection: false` the powers are left
 * out. With `epsilonInside`, `sqrt(v / (1 - beta2^t) + epsilon)` divides. Where beta1 or beta2 is a schedule, the product
 * of its values so far stands for its power.
 *
 * Conventions: epsilon is added after bias correction (Algorithm 1 of the paper, PyTorch, Optax, `tf.train.adam`). Keras
 * adds it before (epsilon-hat): its steps are those of `epsilon / sqrt(1 - beta2^t)` here. The default 1e-7 is that of
 * TensorFlow.js and Keras; PyTorch and Optax take 1e-8. The maximum of amsgrad is that of the uncorrected v, as in PyTorch
 * and Keras; Optax's is that of the corrected one. Weight decay is decoupled, as in AdamW, not PyTorch's `Adam`.
 *
 * Reference: Kingma and Ba, Adam: a method for stochastic optimization, 2015; Reddi et al., On the convergence of Adam and
 * beyond, 2018.
 */
export class Adam extends AdamRule {
  static get className(): string {
    return 'OptimAdam';
  }

  /**
   * @param options `learningRate`, and see {@link AdamOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdamOptions>) {
    super(table, options);
  }
}

registerRule(Adam);

/**
 * Makes an Adam optimizer.
 *
 * `w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)` with the moving averages m of g and
 * v of g^2
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 is usual
 * @param options see {@link AdamOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * adam(0.1).minimize(() => x.square()); // x is 2.9: the first step has the size of the rate
 */
export function adam(learningRate: HyperparameterOption, options: AdamOptions = {}): Adam {
  return new Adam(withLearningRate('Adam', learningRate, options));
}

export const adamDescription = /* @__PURE__ */ describeRule(Adam, table, {
  formula: 'w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)',
  reference: 'Kingma and Ba 2015, Reddi et al. 2018',
});
