import * as tf from '@tensorflow/tfjs';
import {replaceMethods} from '../../base/replace-methods.ts';
import {
  answer,
  type Asked,
  type Coefficient,
  coefficient,
  type Declaration,
  declarationOf,
  type Executor,
  numberOf,
  shrinkageName,
  undeclared,
  updatePlainly,
  type UpdatePlan,
  type UpdateTarget,
  withExecutor,
} from '../../update/index.ts';
import {type NativeBackend} from '../binding.ts';
import {byValue, groupsOf, hasUpdates, streamsOf} from '../fused/index.ts';
import type {Recorder} from './recorder.ts';

/** One update of an optimizer within the recorded function. */
export interface RecordedUpdate {
  readonly optimizer: tf.Optimizer;
  readonly declaration: Declaration;
  /** How many updates of the same optimizer came before it in the same call. */
  readonly offset: number;
  /** What the optimizer declared. */
  readonly variant: string;
  /** Whether it was the first one of the optimizer, which makes its state. */
  readonly isFirst: boolean;
  readonly asked: readonly Asked[];
  /** Whether it was counted: numbers may be asked for an update that another call ends, as gradients of a part of a batch are. */
  readonly isCounted: boolean;
}

/** The numbers of an update, by the names under which they are fed. */
export type NumberOf = (name: string) => number;

/**
 * The numbers to be fed to the next call of an update; null where the operations would be others than those recorded.
 *
 * Asked at every call: nothing is made of them but what is looked up.
 */
export function nextNumbers({declaration, offset, variant, asked}: RecordedUpdate): NumberOf | null {
  if (declaration.variant(offset) !== variant) return null;
  const plan = declaration.plan?.(offset);
  const numbers: Readonly<Record<string, number>> = plan?.numbers ?? declaration.numbers?.(offset) ?? {};
  const planned: NumberOf = (name) => (name === shrinkageName && plan !== undefined ? plan.shrinkage : numbers[name]!);
  for (const {name, question, given} of asked) if (!Object.is(answer(question, planned(name)), given)) return null;
  return planned;
}

/** A text that is the same for updates of the same operations. */
export function formOf(updates: readonly RecordedUpdate[]): string {
  return JSON.stringify(updates.map(({variant, asked}) => [variant, asked]));
}

/** An update that has begun and is not counted yet. */
type Open = {-readonly [Key in keyof RecordedUpdate]: RecordedUpdate[Key]} & {readonly index: number; asked: Asked[]};

/** Notes what an equation asked of a number, once. */
function note(all: Asked[], asked: Asked): void {
  if (!all.some(({name, question}) => name === asked.name && question === asked.question)) all.push(asked);
}

/** Carries out updates so that the recorder sees values, fed numbers and operations, and nothing changes in place. */
class RecordingExecutor implements Executor {
  readonly updates: RecordedUpdate[] = [];
  readonly #backend: NativeBackend;
  readonly #recorder: Recorder;
  readonly #fuses: boolean;
  readonly #counts = new Map<tf.Optimizer, number>();
  readonly #open = new Map<tf.Optimizer, Open>();

  constructor(backend: NativeBackend, recorder: Recorder, fuses: boolean) {
    this.#backend = backend;
    this.#recorder = recorder;
    this.#fuses = fuses && hasUpdates(backend);
  }

  /** What an optimizer declares; the recording ends where it declares nothing. */
  declarationOf(optimizer: tf.Optimizer): Declaration {
    return declarationOf(optimizer) ?? this.#recorder.refuse(undeclared(optimizer));
  }

  #begin(optimizer: tf.Optimizer): Open {
    const begun = this.#open.get(optimizer);
    if (begun !== undefined) return begun;
    const declaration = this.declarationOf(optimizer);
    const update: Open = {
      index: this.updates.length,
      optimizer,
      declaration,
      offset: this.#counts.get(optimizer) ?? 0,
      // The optimizer counts as before this update, which is the next one at this moment.
      variant: declaration.variant(0),
      isFirst: declaration.iterations === 0,
      asked: [],
      isCounted: false,
    };
    this.updates.push(update);
    this.#open.set(optimizer, update);
    return update;
  }

  /** An optimizer counts an update, with which it ends. */
  counted(optimizer: tf.Optimizer): void {
    const update = this.#begin(optimizer);
    const {declaration, variant, isFirst, offset} = update;
    // The first update may make what it keeps.
    if (!isFirst && declaration.variant(0) !== variant) {
      this.#recorder.refuse(
        `an update changes a field of the optimizer ${optimizer.constructor.name} or a setting of it, which a graph does not; ` +
          'keep state in variables or slots, and find what depends on the count of updates from the count',
      );
    }
    update.isCounted = true;
    this.#counts.set(optimizer, offset + 1);
    this.#open.delete(optimizer);
  }

  #number({index, asked}: Open, name: string, number: number): Coefficient {
    const scalar = this.#recorder.feed({kind: 'number', update: index, name}, () => tf.scalar(number));
    return coefficient(number, scalar, (question, given) => note(asked, {name, question, given}));
  }

  coefficients(optimizer: tf.Optimizer, numbers: Readonly<Record<string, number>>): Record<string, Coefficient> {
    const update = this.#begin(optimizer);
    const entries = Object.entries(numbers);
    return Object.fromEntries(entries.map(([name, number]) => [name, this.#number(update, name, number)]));
  }

  update(optimizer: tf.Optimizer, plan: UpdatePlan, targets: readonly UpdateTarget[]): readonly UpdateTarget[] {
    const update = this.#begin(optimizer);
    const decay = this.#number(update, shrinkageName, plan.shrinkage);
    const shrinkage = targets.some(({isDecayed}) => isDecayed) && !decay.isZero ? decay.scalar : null;
    const left = this.#fuses && plan.share === undefined ? this.#fuse(update, plan, targets) : targets;
    if (left.length === 0) return [];
    const coefficients = this.coefficients(optimizer, plan.numbers);
    for (const target of left) updatePlainly(plan, target, coefficients, target.isDecayed ? shrinkage : null);
    return [];
  }

  /** Updates by one operation for each program; returns what needs the plain way. */
  #fuse(update: Open, plan: UpdatePlan, targets: readonly UpdateTarget[]): readonly UpdateTarget[] {
    const {binding} = this.#backend;
    const {groups, left, asked} = groupsOf(binding, plan, targets);
    for (const each of asked) note(update.asked, each);
    for (const {program, members, attributes} of groups) {
      const states = members.flatMap((i) => streamsOf(program, targets[i]!));
      const gradients = members.map((i) => targets[i]!.gradient);
      const numbers = Float32Array.from(program.numbers, (name) => numberOf(plan, name));
      const ids = [
        ...this.#backend.getInputTensorIds([...states, ...gradients]),
        this.#recorder.fedNumbers(update.index, program.numbers, numbers),
      ];
      const outputs = binding.executeOp(byValue, attributes, ids, states.length);
      for (const [i, state] of states.entries()) state.assign(this.#backend.createOutputTensor(outputs[i]!));
    }
    return left.map((i) => targets[i]!);
  }
}

/** The parts of tf.Optimizer through which every optimizer goes. */
interface OptimizerBase {
  readonly incrementIterations: (this: tf.Optimizer) => void;
  readonly minimize: (this: tf.Optimizer, ...args: unknown[]) => unknown;
}

/**
 * Runs a function and lists the updates of optimizers in it; the recorder learns which scalars are their numbers.
 *
 * The count of updates lives in JavaScript, so that each call of the graph has to move it on.
 *
 * @param fuses whether updates may become one operation
 */
export function recordUpdates<Result>(
  backend: NativeBackend,
  recorder: Recorder,
  fuses: boolean,
  run: () => Result,
): {result: Result; updates: readonly RecordedUpdate[]} {
  const executor = new RecordingExecutor(backend, recorder, fuses);
  // Whatever an optimizer does, it begins or ends here: in the methods that TensorFlow.js gives to all of them.
  // Protected and generic: no other type shows them as they are replaced.
  const base = tf.Optimizer.prototype as unknown as OptimizerBase;
  const {incrementIterations, minimize} = base;
  const own: OptimizerBase = {
    incrementIterations() {
      executor.counted(this);
      incrementIterations.call(this);
    },
    minimize(...args) {
      executor.declarationOf(this);
      return minimize.apply(this, args);
    },
  };
  const undo = replaceMethods(base, {...own});
  try {
    return {result: withExecutor(executor, run), updates: executor.updates};
  } finally {
    undo();
  }
}
