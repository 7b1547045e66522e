import * as tf from '@tensorflow/tfjs';
import {type Coefficient, toCoefficients} from './coefficient.ts';
import type {UpdatePlan, UpdateTarget} from './plan.ts';
import {shrinkageName} from './program.ts';
import {startOf} from './start-of.ts';

/** Carries out plans of updates; all of it runs inside tf.tidy. */
export interface Executor {
  /** Numbers of the update that an optimizer is about, for its work beside the equation. */
  coefficients(optimizer: tf.Optimizer, numbers: Readonly<Record<string, number>>): Record<string, Coefficient>;
  /** Updates variables and their slots; returns those that it leaves to the plain way. */
  update(optimizer: tf.Optimizer, plan: UpdatePlan, targets: readonly UpdateTarget[]): readonly UpdateTarget[];
}

/**
 * Updates one variable with single operations of TensorFlow.js.
 *
 * What {@link startOf} does, then the equation.
 *
 * @param coefficients the numbers of the plan
 * @param shrinkage null where weight decay does not apply
 */
export function updatePlainly(
  plan: UpdatePlan,
  {variable, gradient, slots}: UpdateTarget,
  coefficients: Readonly<Record<string, Coefficient>>,
  shrinkage: number | tf.Scalar | null,
): void {
  // Intermediate results of a variable go before the next one's come.
  tf.tidy(() => {
    const next = plan.equation({...startOf(plan, variable, gradient, shrinkage), slots, coefficients, shared: {}});
    const changes = [
      [variable, next.value] as const,
      ...Object.entries(slots).map(([name, slot]) => [slot, next.slots?.[name] ?? slot] as const),
    ]
      .filter(([state, value]) => value !== state)
      // One that changes as well is taken as it was.
      .map(([state, value]) => [state, value instanceof tf.Variable ? tf.clone(value) : value] as const);
    for (const [state, value] of changes) state.assign(value);
  });
}

/** Carries out everything with single operations of TensorFlow.js. */
const plain: Executor = {
  coefficients: (_, numbers) => toCoefficients(numbers),
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

let preferred: Executor['update'] = (_, __, targets) => targets;

/**
 * Says who carries out updates from now on where nobody else was chosen, as lib/native does where it is loaded; what they leave is
 * done plainly.
 *
 * @returns who did before
 */
export function provideUpdates(update: Executor['update']): Executor['update'] {
  const before = preferred;
  preferred = update;
  return before;
}

let chosen: Executor | null = null;

/** Runs a function in which one executor carries out all updates, in place of who else would. */
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

/**
 * Numbers of an update as scalars, for what an optimizer does beside its equation, or without one; they belong to the surrounding
 * tf.tidy.
 *
 * A compiled update gets them anew at each call, as the optimizer declares them in its `plan` or its `numbers`.
 *
 * @param optimizer the one whose numbers they are
 * @param numbers of the update that it is about, in float64
 * @example
 * tf.tidy(() => coefficientsOf(optimizer, {rate: 0.1})['rate'].scalar);
 */
export function coefficientsOf<Name extends string>(
  optimizer: tf.Optimizer,
  numbers: Readonly<Record<Name, number>>,
): Record<Name, Coefficient> {
  return (chosen ?? plain).coefficients(optimizer, numbers);
}

/**
 * Brings what all variables share up to date, and returns the plan whose equation knows it.
 *
 * The new values belong to the surrounding tf.tidy.
 */
function withShared(
  optimizer: tf.Optimizer,
  plan: UpdatePlan,
  targets: readonly UpdateTarget[],
  state: Readonly<Record<string, tf.Variable>>,
): UpdatePlan {
  if (plan.share === undefined || targets.length === 0) return plan;
  const numbers = {...plan.numbers, [shrinkageName]: plan.shrinkage};
  const {[shrinkageName]: decay, ...coefficients} = coefficientsOf<string>(optimizer, numbers);
  const variables = targets.map(({variable, gradient, slots, isDecayed}) => {
    const penalty = plan.isPenalty === true && isDecayed && !decay!.isZero ? decay!.scalar : null;
    return {value: variable, gradient: startOf(plan, variable, gradient, penalty).gradient, slots};
  });
  const shared = plan.share({variables, shared: state, coefficients});
  // What is handed back unchanged would follow the assignment to its variable.
  for (const [name, value] of Object.entries(shared)) if (value !== state[name]) state[name]!.assign(value);
  return {...plan, equation: (input) => plan.equation({...input, shared})};
}

/**
 * Carries out a plan, inside tf.tidy.
 *
 * @param shared the state of a plan that shares some among all variables
 */
export function carryOut(
  optimizer: tf.Optimizer,
  plan: UpdatePlan,
  targets: readonly UpdateTarget[],
  shared: Readonly<Record<string, tf.Variable>> = {},
): void {
  const own = withShared(optimizer, plan, targets, shared);
  const left = chosen === null ? preferred(optimizer, own, targets) : chosen.update(optimizer, own, targets);
  plain.update(optimizer, own, left);
}
