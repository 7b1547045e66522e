import * as tf from '@tensorflow/tfjs';
import {positive} from '../../lib/base/arguments.ts';
import {flagOption, type OptionsOf} from '../../lib/base/options.ts';
import {
  decayOption,
  describeRule,
  registerRule,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {finiteAverage, movingAverage} from '../base/moving-average.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SharedKind} from '../base/shared-state.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {Coefficient, SharedInput, UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  beta1: decayOption(0.9, 'decay rate of the first moment'),
  beta2: decayOption(0.999, 'decay rate of the second moment'),
  beta3: decayOption(0, 'decay rate of the sums that d follows from; 0 stands for sqrt(beta2)'),
  epsilon: epsilonOption,
  biasCorrection: flagOption(false, 'multiply the rate by sqrt(1 - beta2^t) / (1 - beta1^t)'),
  d0: ruleNumber(positive, 1e-6, 'the first d, which should be too small'),
  dCoef: ruleNumber(positive, 1, 'factor of the estimate of d'),
  growthRate: ruleNumber(
    {from: 1},
    1e30,
    'the greatest factor of d from update to update, but for the first time it grows',
  ),
  safeguardWarmup: flagOption(false, 'leave the learning rate out of the divisor of the estimate'),
});

/** Options of {@link prodigy}. */
export interface ProdigyOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'start' | 's' | 'm' | 'v';
type Name =
  'beta1' | 'gain1' | 'beta2' | 'gain2' | 'beta3' | 'epsilon' | 'rate' | 'd0' | 'dCoef' | 'growthRate' | 'shrinkage';
type Shared = 'd' | 'before' | 'dMax' | 'numerator';

/** The sum of numbers, one of each variable. */
const total = (scalars: tf.Tensor[]): tf.Tensor => tf.sum(tf.stack(scalars));

/**
 * Prodigy: Adam whose rate finds itself, as an estimate d of how far the minimum is from the start.
 *
 * `r <- beta3 r + (d / d0) d learningRate <g, w0 - w>, s <- beta3 s + (d / d0) d learningRate g, d' = dCoef r / |s|_1,`
 * `m <- beta1 m + (1 - beta1) d g, v <- beta2 v + (1 - beta2) d^2 g^2,`
 * `w <- w - d learningRate m / (sqrt(v) + d epsilon)`
 *
 * `<g, w0 - w>` and `|s|_1` are over all variables together, w0 is where they were at their first update. The next d is the
 * greatest d' so far, at least d0, but no more than growthRate d, from when it has once grown. In the last line d is the old one before
 * the rate, and the new one beside epsilon. With `biasCorrection` the rate is `learningRate sqrt(1 - beta2^t) / (1 - beta1^t)` everywhere.
 * The learning rate is 1, or a schedule that falls from there. d is a tensor: nothing is read back.
 *
 * Conventions: those of the authors' `prodigyopt`, and of pytorch_optimizer. Optax always corrects the bias, and has no growthRate.
 * Weight decay takes off `d learningRate weightDecay w`, with the bias correction of the rate, as in all of these. The way w0 - w is
 * that of the weights in float32: a d0 that is less than 1e-7 of the weights loses it to rounding at first.
 *
 * Reference: Mishchenko and Defazio, Prodigy: an expeditiously adaptive parameter-free learner, 2023.
 */
export class Prodigy extends UpdateRule<WithLearningRate<ProdigyOptions>, typeof table, Slot, Name, Shared> {
  static get className(): string {
    return 'OptimProdigy';
  }

  /**
   * @param options `learningRate`, and see {@link ProdigyOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<ProdigyOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'start', initial: (variable) => variable}, {name: 's'}, {name: 'm'}, {name: 'v'}];
  }

  protected override sharedKinds(): SharedKind<Shared>[] {
    const initial = this.number('d0', 1);
    return [{name: 'd', initial}, {name: 'before'}, {name: 'dMax', initial}, {name: 'numerator'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const isCorrected = this.flag('biasCorrection');
    const correction = isCorrected ? Math.sqrt(this.correction('beta2', t)) / this.correction('beta1', t) : 1;
    // A correction belongs to rates as float32 holds them; without one the share of new squares has to be right by itself.
    const [beta1, beta2] = (['beta1', 'beta2'] as const).map((name) =>
      isCorrected ? this.decayRate(name, t) : this.number(name, t),
    );
    return {
      beta1: beta1!,
      gain1: 1 - beta1!,
      beta2: beta2!,
      gain2: 1 - beta2!,
      beta3: this.number('beta3', t) || Math.sqrt(this.number('beta2', t)),
      epsilon: this.number('epsilon', t),
      rate: this.number('learningRate', t) * correction,
      d0: this.number('d0', 1),
      dCoef: this.number('dCoef', t),
      growthRate: this.number('growthRate', t),
      shrinkage: this.shrinkage(t) * correction,
    };
  }

  /** The new s of a variable. */
  #sum(s: tf.Tensor, gradient: tf.Tensor, d: tf.Tensor, c: Readonly<Record<Name, Coefficient>>): tf.Tensor {
    const grown = tf.mul(tf.div(d, c.d0.scalar), d);
    const weight = this.flag('safeguardWarmup') ? grown : tf.mul(grown, c.rate.scalar);
    return tf.add(tf.mul(s, c.beta3.scalar), tf.mul(gradient, weight));
  }

  protected override share(input: SharedInput<Slot, Name, Shared>): Record<Shared, tf.Tensor> {
    const {variables, shared, coefficients: c} = input;
    const {d} = shared;
    const ways = variables.map(({value, gradient, slots}) => tf.sum(tf.mul(gradient, tf.sub(slots.start, value))));
    const weight = tf.mul(tf.mul(tf.div(d, c.d0.scalar), d), c.rate.scalar);
    const numerator = tf.add(tf.mul(shared.numerator, c.beta3.scalar), tf.mul(weight, total(ways)));
    const norms = variables.map(({gradient, slots}) => tf.sum(tf.abs(this.#sum(slots.s, gradient, d, c))));
    const estimate = tf.mul(tf.divNoNan(numerator, total(norms)), c.dCoef.scalar);
    const dMax = tf.maximum(shared.dMax, estimate);
    // The first leap is free.
    const base = tf.where(tf.equal(d, c.d0.scalar), tf.maximum(d, estimate), d);
    return {d: tf.minimum(dMax, tf.mul(base, c.growthRate.scalar)), before: tf.clone(d), dMax, numerator};
  }

  protected override update(input: UpdateInput<Slot, Name, Shared>): UpdateOutput<Slot> {
    const {value, undecayed, gradient, slots, coefficients: c, shared} = input;
    const {d, before} = shared;
    const scaled = tf.mul(gradient, before);
    const m = finiteAverage(slots.m, scaled, c.beta1, c.gain1);
    const v = movingAverage(slots.v, tf.square(scaled), c.beta2, c.gain2);
    const s = this.#sum(slots.s, gradient, before, c);
    const direction = tf.divNoNan(m, tf.add(tf.sqrt(v), tf.mul(d, c.epsilon.scalar)));
    // The share of weight decay has d in it.
    const from = value === undecayed ? value : tf.sub(undecayed, tf.mul(undecayed, tf.mul(before, c.shrinkage.scalar)));
    const next = tf.sub(from, tf.mul(direction, tf.mul(before, c.rate.scalar)));
    return {value: next, from, slots: {start: slots.start, s, m, v}};
  }
}

registerRule(Prodigy);

/**
 * Makes a Prodigy optimizer: Adam that finds its rate.
 *
 * `w <- w - d learningRate m / (sqrt(v) + d epsilon)` with moments of d g, and d an estimate of the distance from the start to the
 * minimum
 *
 * @param learningRate >= 0, a number or a schedule; 1 is usual
 * @param options see {@link ProdigyOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(1));
 * prodigy(1, {d0: 0.1, beta1: 0, beta2: 0}).minimize(() => x.square()); // d is 0.1, as there is no way yet: x is 0.9
 */
export function prodigy(learningRate: HyperparameterOption, options: ProdigyOptions = {}): Prodigy {
  return new Prodigy(withLearningRate('Prodigy', learningRate, options));
}

export const prodigyDescription = /* @__PURE__ */ describeRule(Prodigy, table, {
  formula:
    'w <- w - d learningRate m / (sqrt(v) + d epsilon), d the greatest sum of <g, w0 - w> by |sum of g|_1 so far',
  reference: 'Mishchenko and Defazio 2023',
});
