import * as tf from '@tensorflow/tfjs';
import {flagOption, type OptionsOf} from '../../lib/base/options.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
import {notNegative} from '../../lib/base/arguments.ts';
import {decayOption, describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {type EstimateNumber, hessianOptions, HessianRule} from '../base/hessian-diagonal.ts';
import {movingAverage} from '../base/moving-average.ts';
import {normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';

const table = ruleOptions({
  beta1: decayOption(0.9, 'decay rate of the first moment'),
  beta2: decayOption(0.999, 'decay rate of the squares of the diagonal'),
  hessianPower: ruleNumber({from: 0, to: 1}, 1, 'power of the diagonal in the divisor'),
  ...hessianOptions(1),
  spatialAverage: flagOption(true, 'take the mean size of the diagonal over the places of the kernel of a convolution'),
  epsilon: ruleNumber(notNegative, 1e-4, 'keeps the divisor from 0'),
});

/** Options of {@link adahessian}. */
export interface AdahessianOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'v';
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'power' | 'isUnlike1' | 'epsilon' | 'rate';

/** What stands for an estimate where there was none yet: its square is 0 in float32, and no estimate is this number. */
const unknown = 2 ** -100;

/** The mean of absolute values over all axes but the last two, inputs and outputs, in the shape of the kernel. */
function spatialMean(diagonal: tf.Tensor): tf.Tensor {
  if (diagonal.rank < 3) return diagonal;
  const places = diagonal.shape.slice(0, -2);
  const mean = tf.mean(
    tf.abs(diagonal),
    places.map((_, axis) => axis),
    true,
  );
  return tf.tile(mean, [...places, 1, 1]);
}

/**
 * AdaHessian: Adam with the diagonal of the Hessian in place of the gradient in the second moment.
 *
 * `m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) D^2,`
 * `w <- w - learningRate (m / (1 - beta1^t)) / ((v / (1 - beta2^t))^(hessianPower / 2) + epsilon)`
 *
 * D is the newest estimate `z (H z)` of the diagonal, with random signs z and the exact product H z; between two estimates it stays
 * in v. With `spatialAverage` that of a kernel [h, w, in, out] of a convolution, or of any variable of rank >= 3, is the mean of |D|
 * over all axes but the last two. A variable that joins between two estimates gets one at once; where D has not been finite yet, a
 * weight stays, and later the last finite D stands. An update with an estimate takes about three times as long as a gradient.
 *
 * Conventions: those of the authors' code and timm. The paper has means of D, not of |D|, over the places of a kernel; timm takes
 * none by default, pytorch_optimizer none at all, which also leaves v as it is between two estimates. epsilon is that of the
 * authors, 1e-8 in timm, 1e-16 in pytorch_optimizer: where the loss is straight along a weight nothing else bounds a step. With
 * `weightDecayForm: 'l2'` the penalty is in g, not in D. z follows from seed and t alone. PyTorch, Keras and Optax have none.
 *
 * `applyGradients` takes gradients of its own `computeGradients` alone: others come without D.
 *
 * Reference: Yao et al., ADAHESSIAN: an adaptive second order optimizer for machine learning, 2021.
 */
export class Adahessian extends HessianRule<WithLearningRate<AdahessianOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimAdahessian';
  }

  /**
   * @param options `learningRate`, and see {@link AdahessianOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdahessianOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot | 'estimate'>[] {
    return [{name: 'm'}, {name: 'v'}, {name: 'estimate', initial: unknown}];
  }

  /** Without D and with v = 0, epsilon alone would divide. */
  protected override get estimatesAtOnce(): boolean {
    return true;
  }

  protected override coefficients(t: number): Record<Name | EstimateNumber, number> {
    const [beta1, beta2] = [this.decayRate('beta1', t), this.decayRate('beta2', t)];
    const power = this.number('hessianPower', t);
    // Out of the power, so that it costs no operation on tensors.
    const correction = this.correction('beta2', t) ** (power / 2);
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      power,
      isUnlike1: Number(power !== 1),
      epsilon: this.number('epsilon', t) * correction,
      rate: (this.number('learningRate', t) * correction) / this.correction('beta1', t),
      ...this.estimateNumbers(t),
    };
  }

  protected override update(
    input: UpdateInput<Slot | 'estimate', Name | EstimateNumber>,
  ): UpdateOutput<Slot | 'estimate'> {
    const {value, gradient, slots, coefficients: c} = input;
    const diagonal = this.flag('spatialAverage') ? spatialMean(slots.estimate) : slots.estimate;
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    const v = movingAverage(slots.v, tf.square(diagonal), c.beta2, c.gain2);
    const moment = c.isUnlike1.isZero ? v : tf.pow(v, c.power.scalar);
    const quotient = normalise(m, moment, c.epsilon, false);
    const step = tf.where(tf.equal(slots.estimate, unknown), 0, quotient);
    return {value: tf.sub(value, tf.mul(step, c.rate.scalar)), slots: {m, v}};
  }
}

registerRule(Adahessian);

/**
 * Makes an AdaHessian optimizer, which needs the loss: `minimize`, `fit`, `train`.
 *
 * `w <- w - learningRate m / (sqrt(v) + epsilon)` with the moving averages m of g and v of the squares of the diagonal of the Hessian
 *
 * @param learningRate >= 0, a number or a schedule; 0.1 is usual
 * @param options see {@link AdahessianOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * const optimizer = adahessian(1, {epsilon: 0});
 * optimizer.minimize(() => x.square()); // g is 6, the Hessian 2: x is 0, as by Newton's method
 */
export function adahessian(learningRate: HyperparameterOption, options: AdahessianOptions = {}): Adahessian {
  return new Adahessian(withLearningRate('Adahessian', learningRate, options));
}

export const adahessianDescription = /* @__PURE__ */ describeRule(Adahessian, table, {
  formula:
    'm <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) D^2, w <- w - learningRate m / (v^(hessianPower / 2) + epsilon), ' +
    'D = z (H z), z random signs',
  reference: 'Yao et al. 2021',
});
