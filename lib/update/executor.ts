import * as tf from '@tensorflow/tfjs';
import {type Coefficient, toCoefficients} from './coefficient.ts';
import type {UpdatePlan, UpdateTarget} from './plan.ts';

/** Carries out plans of updates; all of it runs inside tf.tidy. */
export interface Executor {
  /** The numbers of a plan for work that comes before its update. */
  coefficients(optimizer: tf.Optimizer, plan: UpdatePlan): Record<string, Coefficient>;
  /** Updates variables and their slots; returns those that it leaves to the plain way. */
  update(optimizer: tf.Optimizer, plan: UpdatePlan, targets: readonly UpdateTarget[]): readonly UpdateTarget[];
}

/**
 * Updates one variable with single operations of TensorFlow.js.
 *
 * `value <- value - shrinkage value`, then the equation
 *
 * @param coefficients the numbers of the plan
 * @param shrinkage null where nothing is taken off
 */
export function updatePlainly(
  {equation}: UpdatePlan,
  {variable, gradient, slots}: UpdateTarget,
  coefficients: Readonly<Record<string, Coefficient>>,
  shrinkage: number | tf.Scalar | null,
): void {
  // Intermediate results of a variable go before the next one's come.
  tf.tidy(() => {
    const value = shrinkage === null ? variable : tf.sub(variable, tf.mul(variable, shrinkage));
    const next = equation({value, gradient, slots, coefficients});
    variable.assign(next.value);
    for (const [name, slot] of Object.entries(slots)) {
      const value = next.slots?.[name] ?? slot;
      if (value !== slot) slot.assign(value);
    }
  });
}

/** Carries out everything with single operations of TensorFlow.js. */
const plain: Executor = {
  coefficients: (_, plan) => toCoefficients(plan.numbers),
  update(_, plan, targets) {
    if (targets.length === 0) return [];
    const coefficients = toCoefficients(plan.numbers);
    for (const target of targets) {
      const shrinkage = target.isDecayed && plan.shrinkage !== 0 ? plan.shrinkage : null;
      updatePlainly(plan, target, coefficients, shrinkage);
    }
    return [];
  },
};

let chosen: Executor | null = null;

/** Runs a function in which one executor carries out all updates, in place of those that optimizers prefer. */
export function withExecutor<Result>(executor: Executor, run: () => Result): Result {
  const previous = chosen;
  chosen = executor;
  try {
    return run();
  } finally {
    chosen = previous;
  }
}

/**
 * Runs a function in which optimizers update with the plain operations of TensorFlow.js, also on the native backend.
 *
 * All ways give the same numbers up to the rounding of float32.
 *
 * @param run synchronous
 * @returns what it returns
 * @throws what it throws
 * @example
 * const x = tf.variable(tf.scalar(3));
 * plainUpdates(() => sgd(0.1).minimize(() => x.square())); // x is 2.4
 */
export function plainUpdates<Result>(run: () => Result): Result {
  return withExecutor(plain, run);
}

/** The numbers of a plan as scalars, for work that comes before its update; they belong to the surrounding tf.tidy. */
export function coefficientsOf(optimizer: tf.Optimizer, plan: UpdatePlan): Record<string, Coefficient> {
  return (chosen ?? plain).coefficients(optimizer, plan);
}

/**
 * Carries out a plan, inside tf.tidy.
 *
 * @param preferred who does it where nobody else was chosen; what it leaves is done plainly
 */
export function carryOut(
  optimizer: tf.Optimizer,
  plan: UpdatePlan,
  targets: readonly UpdateTarget[],
  preferred: Executor['update'],
): void {
  const left = chosen === null ? preferred(optimizer, plan, targets) : chosen.update(optimizer, plan, targets);
  plain.update(optimizer, plan, left);
}
