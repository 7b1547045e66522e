import * as tf from '@tensorflow/tfjs';
import {type Declaration, evaluateAgain, expectEvaluations} from '../../lib/update/index.ts';
import {withShifted} from './look-ahead.ts';
import type {OptionTable} from './rule-options.ts';
import {UpdateRule} from './update-rule.ts';

/**
 * A rule that takes its gradients ahead of the variables, where its state leads.
 *
 * The variables move inside `computeGradients` and are put back before it returns. So `minimize` and `model.fit` follow the
 * equation, and the loss that they return is that of the point ahead, not of the variables. `applyGradients` takes a gradient for
 * one of that point; gradients of `tf.variableGrads` are not. Where the first call after restoring weights names no variables, it
 * evaluates the loss twice, to see on which it depends.
 */
export abstract class LookAheadRule<
  Options extends object,
  Table extends OptionTable,
  Slot extends string,
  Name extends string,
> extends UpdateRule<Options, Table, Slot, Name> {
  constructor(table: Table, options: Options) {
    super(table, options);
    expectEvaluations();
  }

  /** The number of the next update by which directions are multiplied; null where gradients are taken at the variables. */
  protected abstract get distance(): Name | null;

  /** Where a variable leads by its slots, inside tf.tidy; null where a saved state lacks what this takes. */
  protected abstract direction(value: tf.Tensor, slots: Readonly<Partial<Record<Slot, tf.Tensor>>>): tf.Tensor | null;

  /** What is done ahead of an update depends on tensors, and on the numbers of its plan. */
  override get declaration(): Declaration {
    return super.declaration;
  }

  /**
   * The loss and its gradients ahead of the variables.
   *
   * @param f the loss, () => scalar
   * @param varList the variables; all trainable ones by default
   */
  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    const isWrong = varList !== undefined && varList !== null && !Array.isArray(varList);
    // TensorFlow.js says what is wrong with other lists.
    const {distance} = this;
    if (distance === null || isWrong) return super.computeGradients(f, varList);
    // The variables that restored state belongs to show in an evaluation of their own.
    const loss = this.isWaiting && !varList ? evaluateAgain(f) : f;
    const variables = varList ?? this.#variablesOf(loss);
    const slots = this.peekSlots(variables);
    const shifts = () =>
      variables.flatMap((variable, i) => {
        const direction = slots[i] && this.direction(variable, slots[i]);
        return direction ? [{variable, direction}] : [];
      });
    return withShifted(
      shifts,
      () => this.nextCoefficients[distance],
      () => super.computeGradients(loss, varList),
    );
  }

  // Restored state finds its variables among those that the loss depends on, not among all that are registered.
  #variablesOf(loss: () => tf.Scalar): tf.Variable[] {
    const {registeredVariables} = tf.engine();
    const trainable = Object.values(registeredVariables).filter((variable) => variable.trainable);
    if (!this.isWaiting) return trainable;
    const {value, grads} = super.computeGradients(loss);
    tf.dispose([value, grads]);
    return trainable.filter((variable) => Object.hasOwn(grads, variable.name));
  }
}
