import * as tf from '@tensorflow/tfjs';
import {
  type Executor,
  isAnswered,
  numberOf,
  provideUpdates,
  programKey,
  recordEquation,
  type UpdatePlan,
  type UpdateTarget,
} from '../../update/index.ts';
import {type NativeBackend, nativeBackend, nativeId, nativeTypes, operationExists} from '../binding.ts';
import {type Group, type Groups, groupsOf, streamsOf} from './groups.ts';

/** The operation that changes tensors where they lie. */
const inPlace = 'OptimUpdate';

/** The operation of the same inputs that makes new tensors. */
export const byValue = 'OptimUpdateValues';

/** How the last update with an equation was carried out; most of the next ones are like it. */
interface Prepared extends Groups {
  readonly variant: string;
  readonly shrinks: boolean;
  readonly targets: readonly Pick<UpdateTarget, 'variable' | 'slots' | 'isDecayed'>[];
}

const prepared = new WeakMap<UpdatePlan['equation'], Prepared>();

function isLike(before: Prepared, plan: UpdatePlan, targets: readonly UpdateTarget[]): boolean {
  if (before.variant !== plan.variant || before.shrinks !== (plan.shrinkage !== 0)) return false;
  if (before.targets.length !== targets.length || !isAnswered(before.asked, plan)) return false;
  for (let i = 0; i < targets.length; i++) {
    const [a, b] = [before.targets[i]!, targets[i]!];
    if (a.variable !== b.variable || a.slots !== b.slots || a.isDecayed !== b.isDecayed) return false;
  }
  return true;
}

/** Equations that did something else than before for the same input: a counter, a random number, a setting that nobody declares. */
const varying = new WeakSet<UpdatePlan['equation']>();

/** Whether the equation still is what was recorded, as seen from one variable of each group; it is not carried out as a record else. */
function isStill({groups}: Groups, plan: UpdatePlan, targets: readonly UpdateTarget[]): boolean {
  const isSame = groups.every(({program, members: [first]}) => {
    const target = targets[first!]!;
    const {program: now} = recordEquation(plan, target, target.isDecayed && plan.shrinkage !== 0);
    return now !== null && programKey(now) === programKey(program);
  });
  if (isSame) return true;
  varying.add(plan.equation);
  console.warn(
    'tfjs-optim: an update rule does something else from update to update for the same input, and runs operation by operation: ' +
      'keep what changes in coefficients, slots or public fields that are numbers, flags or texts',
  );
  return false;
}

function prepare(backend: NativeBackend, plan: UpdatePlan, targets: readonly UpdateTarget[]): Prepared | null {
  const before = prepared.get(plan.equation);
  if (before !== undefined && isLike(before, plan, targets)) {
    return plan.isKnown === true || isStill(before, plan, targets) ? before : null;
  }
  const now = {
    ...groupsOf(backend.binding, plan, targets),
    variant: plan.variant,
    shrinks: plan.shrinkage !== 0,
    // Without the gradients, which are gone by the next update.
    targets: targets.map(({variable, slots, isDecayed}) => ({variable, slots, isDecayed})),
  };
  prepared.set(plan.equation, now);
  return now;
}

/** Whether the operation could run in place: TensorFlow shares memory among tensors too, as where one is reshaped. */
function ranInPlace({binding}: NativeBackend, {attributes}: Group, ids: number[]): boolean {
  try {
    binding.executeOp(inPlace, attributes, ids, 0);
    return true;
  } catch (error) {
    if (String(error).includes('optim: somebody else holds a state')) return false;
    throw error;
  }
}

/** Updates a group in one call, in place where nobody else holds the memory: what somebody holds, such as a clone, never changes. */
function update(backend: NativeBackend, plan: UpdatePlan, group: Group, targets: readonly UpdateTarget[]): void {
  const {binding, tensorMap} = backend;
  const {program, members} = group;
  const ids: number[] = [];
  let isAlone = true;
  const addState = ({dataId}: tf.Variable): void => {
    const data = tensorMap.get(dataId)!;
    isAlone &&= data.refCount === 1;
    ids.push(data.values === null ? data.id : nativeId(backend, dataId));
  };
  for (const i of members) {
    const {variable, slots} = targets[i]!;
    addState(variable);
    for (const name of program.slots) addState(slots[name]!);
  }
  for (const i of members) {
    const {gradient} = targets[i]!;
    // It may be one of those that change.
    isAlone &&= !(gradient instanceof tf.Variable);
    ids.push(nativeId(backend, gradient.dataId));
  }
  const numbers = Float32Array.from(program.numbers, (name) => numberOf(plan, name));
  const given = binding.createTensor([numbers.length], nativeTypes.float32, numbers);
  ids.push(given);
  try {
    if (isAlone && ranInPlace(backend, group, ids)) return;
    const states = members.flatMap((i) => streamsOf(program, targets[i]!));
    const outputs = binding.executeOp(byValue, group.attributes, ids, states.length);
    for (const [i, state] of states.entries()) {
      const tensor = backend.createOutputTensor(outputs[i]!);
      state.assign(tensor);
      tensor.dispose();
    }
  } finally {
    binding.deleteTensor(given);
  }
}

/** Whether this binding has the operations of updates, which this package builds. */
export function hasUpdates(backend: Pick<NativeBackend, 'binding'>): boolean {
  return operationExists(backend, inPlace);
}

/**
 * Updates variables and their slots in place, in one pass over memory, by one native call for all variables of a program.
 *
 * @returns those that need the plain way: all on other backends and in builds of tfjs-node's own, and such whose equation is no program
 *   over elements
 */
export const fusedUpdates: Executor['update'] = (_, plan, targets) => {
  const backend = nativeBackend();
  // An equation that knows something shared is another one at each update.
  if (backend === null || targets.length === 0 || plan.share !== undefined || !hasUpdates(backend)) return targets;
  const ready = varying.has(plan.equation) ? null : prepare(backend, plan, targets);
  if (ready === null) return targets;
  const {groups, left} = ready;
  for (const group of groups) update(backend, plan, group, targets);
  return left.map((i) => targets[i]!);
};

provideUpdates(fusedUpdates);
