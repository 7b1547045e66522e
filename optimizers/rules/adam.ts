import * as tf from '@tensorflow/tfjs';
import {flagOption, type OptionsOf} from '../../lib/base/options.ts';
import {
  decayOption,
  describeRule,
  epsilonInsideOption,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  beta1: decayOption(0.9, 'decay rate of the first moment'),
  beta2: decayOption(0.999, 'decay rate of the second moment'),
  epsilon: epsilonOption,
  epsilonInside: epsilonInsideOption,
  amsgrad: flagOption(false, 'divide by the greatest second moment so far'),
  biasCorrection: flagOption(true, 'divide the moments by 1 - beta^t'),
});

/** Options of {@link adam}. */
export interface AdamOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'v' | 'vmax';
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'epsilon' | 'rate';

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
export class Adam extends UpdateRule<WithLearningRate<AdamOptions>, typeof table, Slot, Name> {
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

  protected override slotKinds(): SlotKind<Slot>[] {
    return this.flag('amsgrad') ? [{name: 'm'}, {name: 'v'}, {name: 'vmax'}] : [{name: 'm'}, {name: 'v'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    const corrected = this.flag('biasCorrection');
    const correction1 = corrected ? this.correction('beta1', t) : 1;
    const correction2 = corrected ? this.correction('beta2', t) : 1;
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      // The correction of v is taken out of the root, so that it costs no operation on tensors.
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, this.flag('epsilonInside')),
      rate: (this.number('learningRate', t) * Math.sqrt(correction2)) / correction1,
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    const v = movingAverage(slots.v, tf.square(gradient), c.beta2, c.gain2);
    const kept = this.flag('amsgrad') ? {m, v, vmax: tf.maximum(slots.vmax, v)} : {m, v};
    const direction = normalise(m, kept.vmax ?? v, c.epsilon, this.flag('epsilonInside'));
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: kept};
  }
}

tf.serialization.registerClass(Adam);

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

export const adamDescription = describeRule(Adam, table, {
  formula: 'w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)',
  reference: 'Kingma and Ba 2015, Reddi et al. 2018',
});
