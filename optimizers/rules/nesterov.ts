import * as tf from '@tensorflow/tfjs';
import {choiceOption, type OptionsOf} from '../../lib/base/options.ts';
import {decayOption, describeRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {withShifted} from '../base/look-ahead.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import {
  type Declaration,
  evaluateAgain,
  expectEvaluations,
  type UpdateInput,
  type UpdateOutput,
} from '../../lib/update/index.ts';

const table = ruleOptions({
  momentum: decayOption(0.9, 'share of the velocity that stays'),
  form: choiceOption(['lookahead', 'reformulated'], 'where the gradient is evaluated: ahead, or at the variables'),
});

/** Options of {@link nesterov}. */
export interface NesterovOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Name = 'momentum' | 'rate';

/**
 * Nesterov's momentum: the gradient is taken where the velocity is about to lead.
 *
 * - lookahead: `v <- momentum v - learningRate g(w + momentum v), w <- w + v`
 * - reformulated: `v <- momentum v - learningRate g(w), w <- w + momentum v - learningRate g(w)`
 *
 * Conventions: with a constant momentum the iterates of the reformulated form are the look-ahead points w + momentum v
 * of the other. The reformulated form is that of Keras's `SGD(nesterov)`; PyTorch, Optax and `tf.train.momentum` put the
 * learning rate outside the velocity, which differs once it changes. None of them has the look-ahead.
 *
 * The look-ahead form moves the variables inside `computeGradients` and puts them back before it returns. So `minimize`
 * and `model.fit` follow the equation, and the loss that they return is that of the look-ahead point, not of the variables.
 * `applyGradients` takes a gradient for one of the look-ahead point; gradients of `tf.variableGrads` are not. Where
 * the first call after restoring weights names no variables, it evaluates the loss twice, to see on which it depends.
 *
 * Reference: Nesterov, A method of solving a convex programming problem with convergence rate O(1/k^2), 1983; Sutskever et
 * al., On the importance of initialization and momentum in deep learning, 2013.
 */
export class Nesterov extends UpdateRule<WithLearningRate<NesterovOptions>, typeof table, 'velocity', Name> {
  static get className(): string {
    return 'OptimNesterov';
  }

  /**
   * @param options `learningRate`, and see {@link NesterovOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<NesterovOptions>) {
    super(table, options);
    expectEvaluations();
  }

  /** What is done ahead of an update depends on tensors, and on the numbers of its plan. */
  override get declaration(): Declaration {
    return super.declaration;
  }

  /**
   * The loss and its gradients, in the form 'lookahead' at w + momentum v.
   *
   * @param f the loss, () => scalar
   * @param varList the variables; all trainable ones by default
   */
  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    const isWrong = varList !== undefined && varList !== null && !Array.isArray(varList);
    // TensorFlow.js says what is wrong with other lists.
    if (this.choice('form') === 'reformulated' || isWrong) return super.computeGradients(f, varList);
    // The variables that restored state belongs to show in an evaluation of their own.
    const loss = this.isWaiting && !varList ? evaluateAgain(f) : f;
    const variables = varList ?? this.#variablesOf(loss);
    const slots = this.peekSlots(variables);
    const shifts = variables.flatMap((variable, i) => {
      const velocity = slots[i]?.velocity;
      return velocity === undefined ? [] : [{variable, direction: velocity}];
    });
    return withShifted(
      shifts,
      () => this.nextCoefficients.momentum,
      () => super.computeGradients(loss, varList),
    );
  }

  // Restored velocities find their variables among those that the loss depends on, not among all that are registered.
  #variablesOf(loss: () => tf.Scalar): tf.Variable[] {
    const {registeredVariables} = tf.engine();
    const trainable = Object.values(registeredVariables).filter((variable) => variable.trainable);
    if (!this.isWaiting) return trainable;
    const {value, grads} = super.computeGradients(loss);
    tf.dispose([value, grads]);
    return trainable.filter((variable) => Object.hasOwn(grads, variable.name));
  }

  protected override slotKinds(): [SlotKind<'velocity'>] {
    return [{name: 'velocity'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    return {momentum: this.number('momentum', t), rate: this.number('learningRate', t)};
  }

  protected override update(input: UpdateInput<'velocity', Name>): UpdateOutput<'velocity'> {
    const {value, gradient, slots, coefficients: c} = input;
    const step = tf.mul(gradient, c.rate.scalar);
    const velocity = tf.sub(tf.mul(slots.velocity, c.momentum.scalar), step);
    if (this.choice('form') === 'lookahead') return {value: tf.add(value, velocity), slots: {velocity}};
    return {value: tf.add(value, tf.sub(tf.mul(velocity, c.momentum.scalar), step)), slots: {velocity}};
  }
}

tf.serialization.registerClass(Nesterov);

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

export const nesterovDescription = describeRule(Nesterov, table, {
  formula: 'v <- momentum v - learningRate g(w + momentum v), w <- w + v',
  reference: 'Nesterov 1983, Sutskever et al. 2013',
});
