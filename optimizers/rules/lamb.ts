import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import {flagOption, type OptionsOf} from '../../lib/base/options.ts';
import {
  decayOption,
  describeRule,
  registerRule,
  epsilonInsideOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {finiteAverage, movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {trustRatio} from '../base/lengths.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  beta1: decayOption(0.9, 'decay rate of the first moment'),
  beta2: decayOption(0.999, 'decay rate of the second moment'),
  epsilon: ruleNumber(notNegative, 1e-6, 'keeps the divisor from 0'),
  epsilonInside: epsilonInsideOption,
  biasCorrection: flagOption(true, 'divide the moments by 1 - beta^t'),
  decayInside: ruleNumber(notNegative, 0, 'share of weight decay inside of the trust ratio, for every variable'),
});

/** Options of {@link lamb}. */
export interface LambOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'v';
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'epsilon' | 'size' | 'decayInside' | 'rate';

/**
 * LAMB: the direction of Adam, with steps whose length is the learning rate times the length of the variable.
 *
 * `u = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon) + decayInside w` with the moments of Adam,
 * `w <- w - learningRate |w| / |u| u`
 *
 * Norms are over all elements of a variable; the ratio is 1 where one of them is 0. With `biasCorrection: false` the powers
 * are left out.
 *
 * Conventions: the paper, Optax and timm take weight decay into u, inside of the ratio: that is `decayInside` here, which
 * holds for every variable. `weightDecay` goes off w before, outside of the ratio, as in Keras and in timm with
 * `decoupled_decay`. |w| is not bounded, as in Optax, Keras and timm; pytorch_optimizer bounds it by 10 and does not correct
 * the moments. timm shortens gradients by their global norm first, and has no ratio where there is no decay. epsilon is
 * added after bias correction, as in Optax and timm; before in Keras.
 *
 * Reference: You et al., Large batch optimization for deep learning: training BERT in 76 minutes, 2020.
 */
export class Lamb extends UpdateRule<WithLearningRate<LambOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimLamb';
  }

  /**
   * @param options `learningRate`, and see {@link LambOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<LambOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'm'}, {name: 'v'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    const corrected = this.flag('biasCorrection');
    const correction2 = corrected ? this.correction('beta2', t) : 1;
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, this.flag('epsilonInside')),
      size: Math.sqrt(correction2) / (corrected ? this.correction('beta1', t) : 1),
      decayInside: this.number('decayInside', t),
      rate: this.number('learningRate', t),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const m = finiteAverage(slots.m, gradient, c.beta1, c.gain1);
    const v = movingAverage(slots.v, tf.square(gradient), c.beta2, c.gain2);
    const adam = tf.mul(normalise(m, v, c.epsilon, this.flag('epsilonInside')), c.size.scalar);
    const direction = tf.add(adam, tf.mul(value, c.decayInside.scalar));
    const ratio = trustRatio(value, direction);
    return {value: tf.sub(value, tf.mul(direction, tf.mul(ratio, c.rate.scalar))), slots: {m, v}};
  }
}

registerRule(Lamb);

/**
 * Makes a LAMB optimizer.
 *
 * `w <- w - learningRate |w| / |u| u` with the direction u of Adam
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 to 0.01 is usual
 * @param options see {@link LambOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * lamb(0.1).minimize(() => x.square()); // x is 2.7: a tenth of its length
 */
export function lamb(learningRate: HyperparameterOption, options: LambOptions = {}): Lamb {
  return new Lamb(withLearningRate('Lamb', learningRate, options));
}

export const lambDescription = /* @__PURE__ */ describeRule(Lamb, table, {
  formula: 'u = m / (sqrt(v) + epsilon) of Adam, w <- w - learningRate |w| / |u| u',
  reference: 'You et al. 2020',
});
