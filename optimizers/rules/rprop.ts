import * as tf from '@tensorflow/tfjs';
import {notNegative, proper} from '../../lib/base/arguments.ts';
import type {OptionsOf} from '../../lib/base/options.ts';
import {describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {signOf} from '../base/sign-of.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  etaMinus: ruleNumber(proper, 0.5, 'factor of a step where the gradient has changed its sign'),
  etaPlus: ruleNumber({above: 1}, 1.2, 'factor of a step where it has kept it'),
  minStep: ruleNumber(notNegative, 1e-6, 'the least step'),
  maxStep: ruleNumber(notNegative, 50, 'the greatest step'),
});

/** Options of {@link rprop}. */
export interface RpropOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'sign' | 'step';
type Name = 'etaMinus' | 'etaPlus' | 'minStep' | 'maxStep';

/**
 * Rprop: every weight has its own step, which grows while its gradient keeps its sign and shrinks when it changes; the size of the
 * gradient does not count. It is made for gradients of all examples: the signs of small batches are noise.
 *
 * `step <- step etaPlus` where g has the sign of the last update, `step <- step etaMinus` where it has the other one, between
 * `minStep` and `maxStep`; `w <- w - step sign(g)`, but where the sign has changed, w stays, and the next sign counts as new
 *
 * Conventions: this is PyTorch's rule, Rprop without backtracking (iRprop-). A step starts from the learning rate of the first
 * update of its variable; later values of a schedule change nothing but weight decay. Optax gives out each update one call
 * late. Keras, timm and pytorch_optimizer have none.
 *
 * Reference: Riedmiller and Braun, A direct adaptive method for faster backpropagation learning: the RPROP algorithm, 1993; Igel
 * and Huesken, Empirical evaluation of the improved Rprop learning algorithms, 2003.
 */
export class Rprop extends UpdateRule<WithLearningRate<RpropOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimRprop';
  }

  /**
   * @param options `learningRate`, and see {@link RpropOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<RpropOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'sign'}, {name: 'step', initial: this.number('learningRate', this.iterations + 1)}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    return {
      etaMinus: this.number('etaMinus', t),
      etaPlus: this.number('etaPlus', t),
      minStep: this.number('minStep', t),
      maxStep: this.number('maxStep', t),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const newest = signOf(gradient);
    // Of signs, because the product of two gradients may leave the range of float32.
    const agreement = tf.mul(newest, slots.sign);
    const [agrees, differs] = [tf.greater(agreement, 0), tf.less(agreement, 0)];
    const grown = tf.where(agrees, tf.mul(slots.step, c.etaPlus.scalar), slots.step);
    const scaled = tf.where(differs, tf.mul(slots.step, c.etaMinus.scalar), grown);
    const step = tf.minimum(tf.maximum(scaled, c.minStep.scalar), c.maxStep.scalar);
    const sign = tf.where(differs, tf.zerosLike(newest), newest);
    return {value: tf.sub(value, tf.mul(step, sign)), slots: {sign, step}};
  }
}

registerRule(Rprop);

/**
 * Makes an Rprop optimizer.
 *
 * `step <- step etaPlus` or `step etaMinus`, as the gradient keeps its sign or not; `w <- w - step sign(g)`
 *
 * @param learningRate >= 0, a number or a schedule: the first step; 0.01 is usual
 * @param options see {@link RpropOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * const optimizer = rprop(0.1);
 * optimizer.minimize(() => x.square()); // x is 2.9
 * optimizer.minimize(() => x.square()); // x is 2.78: the step is 0.12
 */
export function rprop(learningRate: HyperparameterOption, options: RpropOptions = {}): Rprop {
  return new Rprop(withLearningRate('Rprop', learningRate, options));
}

export const rpropDescription = /* @__PURE__ */ describeRule(Rprop, table, {
  formula: 'step <- step etaPlus or etaMinus, as the sign of g stays or changes, w <- w - step sign(g)',
  reference: 'Riedmiller and Braun 1993, Igel and Huesken 2003',
});
