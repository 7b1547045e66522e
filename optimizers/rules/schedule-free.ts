import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import {choiceOption, type OptionsOf} from '../../lib/base/options.ts';
import {
  decayOption,
  describeRule,
  registerRule,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {LookAheadRule} from '../base/look-ahead-rule.ts';
import {movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import type {Hyperparameter} from '../../schedules/schedule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  form: choiceOption(['adamw', 'sgd'], 'the rule by which the fast point moves'),
  beta1: decayOption(0.9, 'share of the average in the point where gradients are taken'),
  beta2: decayOption(0.999, "decay rate of the second moment; only for the form 'adamw'"),
  epsilon: epsilonOption,
  stepPower: ruleNumber(notNegative, 0, 'the weight of a point in the average grows with t to this power'),
  ratePower: ruleNumber(notNegative, 2, 'and with the greatest learning rate so far to this power'),
});

/** Options of {@link scheduleFree}. */
export interface ScheduleFreeOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'z' | 'v';
type Name = 'gap' | 'beta2' | 'gain2' | 'epsilon' | 'rate' | 'shrinkage' | 'share';

/** The shares of all updates that were asked for, and what the next one follows from. */
interface Known {
  readonly setting: Hyperparameter | null;
  readonly shares: number[];
  rate: number;
  greatest: number;
  sum: number;
}

const unknown = {rate: 0, greatest: 0, sum: 0};

/**
 * Schedule-free SGD and AdamW: no schedule, and no end of training that has to be known; the variables hold the average w.
 *
 * `y = beta1 w + (1 - beta1) z, v <- beta2 v + (1 - beta2) g(y)^2,`
 * `z <- z - learningRate (g(y) / (sqrt(v / (1 - beta2^t)) + epsilon) + weightDecay y), w <- w + share (z - w)`
 *
 * z starts from w. share is the weight of this z by the sum of all weights so far, and the weight is
 * `t^stepPower max(learningRate so far)^ratePower`: with a constant rate and by default w is the mean of all z. The form 'sgd' has g(y)
 * alone in place of the quotient; 1 is a usual rate for it, 0.0025 for 'adamw'.
 *
 * Between updates the variables hold w, the point that counts, so that predictions, saved models and evaluations need nothing;
 * `withEvaluationWeights` leaves them as they are. They move to y inside `computeGradients`; see `LookAheadRule` for what
 * follows from that. Statistics of batch normalisation are gathered at y.
 *
 * Conventions: those of the closure form of `schedulefree`, whose `r` is stepPower, and `weight_lr_power` is ratePower. Its
 * `warmup_steps` n is here `warmup(constant(r), {steps: n - 1, from: r / n})` for the rate r. In its other form, and in Optax, the variables
 * hold y until they are told otherwise. Optax weighs by the rate of the next update. Keras differs with warm-up and decay. Weight
 * decay acts at y on z; with the form 'l2' of it the penalty is that of w. Where the rate is replaced during training, the
 * weights are as if it had been so from the start.
 *
 * Reference: Defazio et al., The road less scheduled, 2024.
 */
export class ScheduleFree extends LookAheadRule<WithLearningRate<ScheduleFreeOptions>, typeof table, Slot, Name> {
  #known: Known = {...unknown, setting: null, shares: []};

  static get className(): string {
    return 'OptimScheduleFree';
  }

  /**
   * @param options `learningRate`, and see {@link ScheduleFreeOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<ScheduleFreeOptions>) {
    super(table, options);
  }

  protected override get distance(): Name {
    return 'gap';
  }

  protected override direction(value: tf.Tensor, {z}: {readonly z?: tf.Tensor}): tf.Tensor | null {
    return z === undefined ? null : tf.sub(z, value);
  }

  /** The variables themselves are for evaluation; see `withEvaluationWeights`. */
  evaluationValues(variables: readonly tf.Variable[]): null[] {
    return variables.map(() => null);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    const z: SlotKind<Slot> = {name: 'z', initial: (variable) => variable};
    return this.choice('form') === 'sgd' ? [z] : [z, {name: 'v'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta2 = this.decayRate('beta2', t);
    const correction2 = this.choice('form') === 'sgd' ? 1 : this.correction('beta2', t);
    return {
      gap: 1 - this.number('beta1', t),
      beta2,
      gain2: 1 - beta2,
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, false),
      rate: this.number('learningRate', t) * Math.sqrt(correction2),
      shrinkage: this.shrinkage(t),
      share: this.#share(t),
    };
  }

  /** The weight of z at update t by the sum of all weights until then, 0 where all are 0. */
  #share(t: number): number {
    const setting = this.hyperparameter('learningRate');
    let known = this.#known;
    // Schedules that watch the loss change the past too, so that shares are the same after a restore.
    const isValid = known.setting === setting && known.rate === this.#rateAt(known.shares.length);
    if (!isValid) known = this.#known = {...unknown, setting, shares: []};
    while (known.shares.length < t) {
      const at = known.shares.length + 1;
      known.rate = this.#rateAt(at);
      known.greatest = Math.max(known.greatest, known.rate);
      const weight = at ** this.number('stepPower', at) * known.greatest ** this.number('ratePower', at);
      known.sum += weight;
      known.shares.push(weight === 0 ? 0 : weight / known.sum);
    }
    return known.shares[t - 1]!;
  }

  #rateAt(t: number): number {
    return t === 0 ? 0 : this.number('learningRate', t);
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, undecayed: w, gradient, slots, coefficients: c} = input;
    const moved: Partial<Record<Slot, tf.Tensor>> = {};
    let direction = gradient;
    if (this.choice('form') === 'adamw') {
      moved.v = movingAverage(slots.v, tf.square(gradient), c.beta2, c.gain2);
      direction = normalise(gradient, moved.v, c.epsilon, false);
    }
    let z = tf.sub(slots.z, tf.mul(direction, c.rate.scalar));
    if (value !== w) {
      const y = tf.add(w, tf.mul(tf.sub(slots.z, w), c.gap.scalar));
      z = tf.sub(z, tf.mul(y, c.shrinkage.scalar));
    }
    return {value: tf.add(w, tf.mul(tf.sub(z, w), c.share.scalar)), from: w, slots: {...moved, z}};
  }
}

registerRule(ScheduleFree);

/**
 * Makes a schedule-free optimizer.
 *
 * `y = beta1 w + (1 - beta1) z`, z moves by a step of AdamW or SGD with the gradient at y, and the variables w are the average of all z
 *
 * @param learningRate >= 0, a number or a schedule, such as a warm-up; 0.0025 is usual for 'adamw', 1 for 'sgd'
 * @param options see {@link ScheduleFreeOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(1));
 * const optimizer = scheduleFree(0.25, {form: 'sgd', beta1: 0.5});
 * optimizer.minimize(() => x.square()); // z = 0.5 and x is 0.5
 * optimizer.minimize(() => x.square()); // z = 0.25 and x is 0.375
 */
export function scheduleFree(learningRate: HyperparameterOption, options: ScheduleFreeOptions = {}): ScheduleFree {
  return new ScheduleFree(withLearningRate('ScheduleFree', learningRate, options));
}

export const scheduleFreeDescription = /* @__PURE__ */ describeRule(ScheduleFree, table, {
  formula: 'y = beta1 w + (1 - beta1) z, z <- z - learningRate g(y) / (sqrt(v) + epsilon), w <- w + share (z - w)',
  reference: 'Defazio et al. 2024',
});
