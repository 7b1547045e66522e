import * as tf from '@tensorflow/tfjs';
import {choiceOption, type OptionsOf} from '../../lib/base/options.ts';
import {decayOption, describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {LookAheadRule} from '../base/look-ahead-rule.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  momentum: decayOption(0.9, 'share of the velocity that stays'),
  form: choiceOption(
    ['lookahead', 'reformulated', 'trace'],
    'where the gradient is evaluated: ahead, or at the variables, with the rate inside of the velocity or outside',
  ),
});

/** Options of {@link nesterov}. */
export interface NesterovOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Name = 'momentum' | 'rate';

/**
 * Nesterov's momentum: the gradient is taken where the velocity is about to lead.
 *
 * - lookahead: `v <- momentum v - learningRate g(w + momentum v), w <- w + v`
 * - reformulated: `v <- momentum v - learningRate g(w), w <- w + momentum v - learningRate g(w)`
 * - trace: `v <- momentum v + g(w), w <- w - learningRate (g(w) + momentum v)`
 *
 * Conventions: with a constant momentum the iterates of the reformulated form are the look-ahead points w + momentum v
 * of the other. The reformulated form is that of Keras's `SGD(nesterov)`; trace is that of PyTorch, Optax and
 * `tf.train.momentum`, the same as long as the rate stays. None of them has the look-ahead.
 *
 * The look-ahead form moves the variables inside `computeGradients`; see `LookAheadRule` for what follows from that.
 *
 * Reference: Nesterov, A method of solving a convex programming problem with convergence rate O(1/k^2), 1983; Sutskever et
 * al., On the importance of initialization and momentum in deep learning, 2013.
 */
export class Nesterov extends LookAheadRule<WithLearningRate<NesterovOptions>, typeof table, 'velocity', Name> {
  static get className(): string {
    return 'OptimNesterov';
  }

  /**
   * @param options `learningRate`, and see {@link NesterovOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<NesterovOptions>) {
    super(table, options);
  }

  protected override get distance(): 'momentum' | null {
    return this.choice('form') === 'lookahead' ? 'momentum' : null;
  }

  protected override direction(_: tf.Tensor, slots: {readonly velocity?: tf.Tensor}): tf.Tensor | null {
    return slots.velocity ?? null;
  }

  protected override slotKinds(): [SlotKind<'velocity'>] {
    return [{name: 'velocity'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    return {momentum: this.number('momentum', t), rate: this.number('learningRate', t)};
  }

  protected override update(input: UpdateInput<'velocity', Name>): UpdateOutput<'velocity'> {
    const {value, gradient, slots, coefficients: c} = input;
    if (this.choice('form') === 'trace') {
      const trace = tf.add(tf.mul(slots.velocity, c.momentum.scalar), gradient);
      const step = tf.add(gradient, tf.mul(trace, c.momentum.scalar));
      return {value: tf.sub(value, tf.mul(step, c.rate.scalar)), slots: {velocity: trace}};
    }
    const step = tf.mul(gradient, c.rate.scalar);
    const velocity = tf.sub(tf.mul(slots.velocity, c.momentum.scalar), step);
    if (this.choice('form') === 'lookahead') return {value: tf.add(value, velocity), slots: {velocity}};
    return {value: tf.add(value, tf.sub(tf.mul(velocity, c.momentum.scalar), step)), slots: {velocity}};
  }
}

registerRule(Nesterov);

/**
 * Makes an optimizer with Nesterov's momentum.
 *
 * `v <- momentum v - learningRate g(w + momentum v), w <- w + v`; see `Nesterov` for the form of the libraries.
 *
 * @param learningRate >= 0, a number or a schedule
 * @param options see {@link NesterovOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(1));
 * const optimizer = nesterov(0.1, {momentum: 0.5});
 * optimizer.minimize(() => x.square()); // v = -0.2, x is 0.8
 * optimizer.minimize(() => x.square()); // v = -0.1 - 0.1 2 (0.8 - 0.1) = -0.24, x is 0.56
 */
export function nesterov(learningRate: HyperparameterOption, options: NesterovOptions = {}): Nesterov {
  return new Nesterov(withLearningRate('Nesterov', learningRate, options));
}

export const nesterovDescription = /* @__PURE__ */ describeRule(Nesterov, table, {
  formula: 'v <- momentum v - learningRate g(w + momentum v), w <- w + v',
  reference: 'Nesterov 1983, Sutskever et al. 2013',
});
