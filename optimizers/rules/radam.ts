import * as tf from '@tensorflow/tfjs';
import type {OptionsOf} from '../../lib/base/options.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
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
  threshold: ruleNumber({from: 4}, 5, 'the length rho above which v is trusted'),
  epsilon: epsilonOption,
  epsilonInside: epsilonInsideOption,
});

/** Options of {@link radam}. */
export interface RadamOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'v';
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'isTrusted' | 'epsilon' | 'rate';

/**
 * RAdam: Adam that does not divide by the second moment until that has seen enough gradients, and then by degrees.
 *
 * `m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g^2,`
 * `rho_inf = 2 / (1 - beta2) - 1, rho = rho_inf - 2 t beta2^t / (1 - beta2^t),`
 * `r = sqrt((rho - 4) (rho - 2) rho_inf / ((rho_inf - 4) (rho_inf - 2) rho)),`
 * `w <- w - learningRate r (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)` where `rho > threshold`, and
 * `w <- w - learningRate m / (1 - beta1^t)` before
 *
 * rho is the number of gradients that v is an average of, in effect. With beta2 0.999 the first five updates are gradient descent
 * with momentum: their size is that of the gradient. With beta2 up to 2/3 all of them are.
 *
 * Conventions: epsilon is added after bias correction, as in Optax and in all rules here; PyTorch adds it before, which are the steps of
 * `epsilon / sqrt(1 - beta2^t)` here. The default 1e-7 is that of the rules here; both take 1e-8. Optax divides from
 * `rho >= threshold` on. pytorch_optimizer takes no step before. Keras and `tf.train` have no such rule.
 *
 * Reference: Liu et al., On the variance of the adaptive learning rate and beyond, 2020.
 */
export class Radam extends UpdateRule<WithLearningRate<RadamOptions>, typeof table, Slot, Name> {
  readonly #powers: DecayProduct;

  static get className(): string {
    return 'OptimRadam';
  }

  /**
   * @param options `learningRate`, and see {@link RadamOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<RadamOptions>) {
    super(table, options);
    const beta2 = this.hyperparameter('beta2');
    // In float64, unlike the corrections: r hangs on the last digits of 1 - beta2.
    this.#powers = new DecayProduct(typeof beta2 === 'number' ? beta2 : null, (step) => this.number('beta2', step + 1));
  }

  /** r of update t, 0 where v is not to be trusted yet. */
  #rectification(t: number): number {
    const limit = 2 / (1 - this.number('beta2', t)) - 1;
    const correction = this.#powers.complement(t);
    const rho = limit - (2 * t * (1 - correction)) / correction;
    if (rho <= this.number('threshold', t)) return 0;
    return Math.sqrt(((rho - 4) * (rho - 2) * limit) / ((limit - 4) * (limit - 2) * rho));
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'm'}, {name: 'v'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    const correction2 = this.correction('beta2', t);
    const rectification = this.#rectification(t);
    const rate = this.number('learningRate', t) / this.correction('beta1', t);
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      isTrusted: rectification > 0 ? 1 : 0,
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, this.flag('epsilonInside')),
      rate: rectification > 0 ? rate * rectification * Math.sqrt(correction2) : rate,
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    const v = movingAverage(slots.v, tf.square(gradient), c.beta2, c.gain2);
    const direction = c.isTrusted.isZero ? m : normalise(m, v, c.epsilon, this.flag('epsilonInside'));
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {m, v}};
  }
}

registerRule(Radam);

/**
 * Makes a RAdam optimizer.
 *
 * `w <- w - learningRate r (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)`, and `w <- w - learningRate m / (1 - beta1^t)`
 * in the first updates; see `Radam` for r
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 is usual
 * @param options see {@link RadamOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * radam(0.1).minimize(() => x.square()); // x is 2.4: the first steps are those of gradient descent
 */
export function radam(learningRate: HyperparameterOption, options: RadamOptions = {}): Radam {
  return new Radam(withLearningRate('Radam', learningRate, options));
}

export const radamDescription = /* @__PURE__ */ describeRule(Radam, table, {
  formula: 'w <- w - learningRate r (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon), once v can be trusted',
  reference: 'Liu et al. 2020',
});
