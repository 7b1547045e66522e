import type {OptionsOf} from '../../lib/base/options.ts';
import {adamOptions, AdamRule} from '../base/adam-rule.ts';
import {describeRule, registerRule, type WithLearningRate} from '../base/common-options.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';

const table = adamOptions(true);

/** Options of {@link amsgrad}. */
export interface AmsgradOptions extends OptionsOf<typeof table, 'learningRate'> {}

/**
 * AMSGrad: Adam that divides by the greatest second moment so far, so that no step grows because a large gradient is forgotten.
 *
 * `m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g^2, vmax <- max(vmax, v),`
 * `w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(vmax / (1 - beta2^t)) + epsilon)`
 *
 * It is `Adam` with the option `amsgrad`, under its own name.
 *
 * Conventions: the maximum is that of the uncorrected v, which is corrected afterwards, as in `Adam(amsgrad)` of PyTorch and
 * Keras. Optax's `amsgrad` takes the maximum of the corrected one. The paper corrects nothing: `biasCorrection: false`. epsilon is
 * that of `Adam`: 1e-8 in PyTorch and Optax, and added before bias correction in Keras. `tf.train` has no such rule.
 *
 * Reference: Reddi et al., On the convergence of Adam and beyond, 2018.
 */
export class Amsgrad extends AdamRule {
  static get className(): string {
    return 'OptimAmsgrad';
  }

  /**
   * @param options `learningRate`, and see {@link AmsgradOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AmsgradOptions>) {
    super(table, options);
  }
}

registerRule(Amsgrad);

/**
 * Makes an AMSGrad optimizer.
 *
 * `w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(vmax / (1 - beta2^t)) + epsilon)` with the moving average m of g, and
 * the greatest so far, vmax, of that of g^2
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 is usual
 * @param options see {@link AmsgradOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * amsgrad(0.1).minimize(() => x.square()); // x is 2.9, as with Adam: it has nothing to remember yet
 */
export function amsgrad(learningRate: HyperparameterOption, options: AmsgradOptions = {}): Amsgrad {
  return new Amsgrad(withLearningRate('Amsgrad', learningRate, options));
}

export const amsgradDescription = /* @__PURE__ */ describeRule(Amsgrad, table, {
  formula: 'w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(vmax / (1 - beta2^t)) + epsilon)',
  reference: 'Reddi et al. 2018',
});
