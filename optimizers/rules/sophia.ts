import * as tf from '@tensorflow/tfjs';
import {positive} from '../../lib/base/arguments.ts';
import type {OptionsOf} from '../../lib/base/options.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
import {decayOption, describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {type EstimateNumber, hessianOptions, HessianRule} from '../base/hessian-diagonal.ts';
import {movingAverage} from '../base/moving-average.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';

const table = ruleOptions({
  beta1: decayOption(0.96, 'decay rate of the first moment'),
  beta2: decayOption(0.99, 'decay rate of the diagonal, from estimate to estimate'),
  gamma: ruleNumber(positive, 0.01, 'share of the diagonal that divides'),
  ...hessianOptions(10),
  clipThreshold: ruleNumber(positive, 1, 'greatest step at a learning rate of 1'),
  epsilon: ruleNumber(positive, 1e-12, 'the least divisor'),
});

/** Options of {@link sophia}. */
export interface SophiaOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'h';
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'gamma' | 'epsilon' | 'limit' | 'negativeLimit' | 'rate';

/**
 * Sophia-H: the first moment divided by the diagonal of the Hessian, no step of a weight longer than the learning rate.
 *
 * `m <- beta1 m + (1 - beta1) g`, at every `updateEvery`th update, the first one included, `h <- beta2 h + (1 - beta2) D`, and
 * `w <- w - learningRate clip(m / max(gamma h, epsilon), clipThreshold)`
 *
 * D is the estimate `z (H z)` of the diagonal, with random signs z and the exact product H z, and clip takes into [-c, c]. Where
 * the curvature is not positive, or not known yet because a variable has joined between two estimates, a weight moves by the sign of m, as in Lion. An update with an estimate takes about three times as
 * long as a gradient.
 *
 * Conventions: those of the paper, which draws z from a normal distribution. `SophiaH` of pytorch_optimizer has gamma 1 and clips at
 * `p` (0.01); with `gamma: p` and `learningRate: p lr` the same steps come out here. Optax corrects the bias of m, and divides by
 * h as it was before the estimate. The authors' code has Sophia-G, which estimates from labels that are drawn. With
 * `weightDecayForm: 'l2'` the penalty is in g, not in D; with `maximize` both have the other sign. z follows from seed and t
 * alone. PyTorch, Keras and timm have none.
 *
 * `applyGradients` takes gradients of its own `computeGradients` alone: others come without D.
 *
 * Reference: Liu et al., Sophia: a scalable stochastic second-order optimizer for language model pre-training, 2023.
 */
export class Sophia extends HessianRule<WithLearningRate<SophiaOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimSophia';
  }

  /**
   * @param options `learningRate`, and see {@link SophiaOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<SophiaOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot | 'estimate'>[] {
    return [{name: 'm'}, {name: 'h'}, {name: 'estimate'}];
  }

  protected override coefficients(t: number): Record<Name | EstimateNumber, number> {
    const [beta1, beta2] = [this.decayRate('beta1', t), this.decayRate('beta2', t)];
    const limit = this.number('clipThreshold', t);
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      gamma: this.number('gamma', t),
      epsilon: this.number('epsilon', t),
      limit,
      negativeLimit: -limit,
      rate: this.number('learningRate', t),
      ...this.estimateNumbers(t),
    };
  }

  protected override update(
    input: UpdateInput<Slot | 'estimate', Name | EstimateNumber>,
  ): UpdateOutput<Slot | 'estimate'> {
    const {value, gradient, slots, coefficients: c} = input;
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    let h = slots.h;
    if (!c.isDue.isZero) {
      const diagonal = this.flag('maximize') ? tf.neg(slots.estimate) : slots.estimate;
      h = movingAverage(slots.h, diagonal, c.beta2, c.gain2);
    }
    const ratio = tf.div(m, tf.maximum(tf.mul(h, c.gamma.scalar), c.epsilon.scalar));
    const step = tf.maximum(tf.minimum(ratio, c.limit.scalar), c.negativeLimit.scalar);
    return {value: tf.sub(value, tf.mul(step, c.rate.scalar)), slots: {m, h}};
  }
}

registerRule(Sophia);

/**
 * Makes a Sophia optimizer, which needs the loss: `minimize`, `fit`, `train`.
 *
 * `w <- w - learningRate clip(m / max(gamma h, epsilon), 1)` with the moving averages m of g and h of the diagonal of the Hessian
 *
 * @param learningRate >= 0, a number or a schedule; the longest step of a weight, about that of Lion
 * @param options see {@link SophiaOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * sophia(0.1, {gamma: 1}).minimize(() => x.square()); // m is 0.24, h is 0.02: x is 2.9
 */
export function sophia(learningRate: HyperparameterOption, options: SophiaOptions = {}): Sophia {
  return new Sophia(withLearningRate('Sophia', learningRate, options));
}

export const sophiaDescription = /* @__PURE__ */ describeRule(Sophia, table, {
  formula:
    'm <- beta1 m + (1 - beta1) g, h <- beta2 h + (1 - beta2) D, w <- w - learningRate clip(m / max(gamma h, epsilon), ' +
    'clipThreshold), D = z (H z), z random signs',
  reference: 'Liu et al. 2023',
});
