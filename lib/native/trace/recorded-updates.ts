import * as tf from '@tensorflow/tfjs';
import {replaceMethods} from '../../base/replace-methods.ts';
import {
  answer,
  type Coefficient,
  coefficient,
  type Declaration,
  declarationOf,
  type Executor,
  type Question,
  undeclared,
  updatePlainly,
  type UpdatePlan,
  type UpdateTarget,
  withExecutor,
} from '../../update/index.ts';
import {type NativeBackend, nativeBackend} from '../binding.ts';
import {type FusedKernel, kernelOf} from '../fused/index.ts';
import {kernelForm, kernelNumber, type KernelRecord, updateByRecordedKernel} from './kernel-update.ts';
import type {Recorder} from './recorder.ts';

/** How the updates of a call may be recorded. */
export interface UpdateKernels {
  /** Whether they may become fused kernels. */
  readonly kernels: boolean;
  /** Whether several of them follow on each other. */
  readonly isChained: boolean;
}

/** The name under which the share that weight decay takes off is fed. */
const shrinkageName = 'weight decay';

/** What an equation asked of a number while it was recorded. */
interface Asked {
  readonly name: string;
  readonly question: Question;
  readonly given: number | boolean;
}

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
  /** The form of the kernel that it became; null where it became none because none was wanted. */
  readonly form: string | null;
  readonly asked: readonly Asked[];
}

/** The numbers of an update, by the names under which they are fed. */
export type NumberOf = (name: string) => number;

/**
 * The numbers to be fed to the next call of an update; null where the operations would be others than those recorded.
 *
 * Asked at every call: nothing is made of them but what is looked up.
 */
export function nextNumbers({declaration, offset, variant, form, asked}: RecordedUpdate): NumberOf | null {
  if (declaration.variant(offset) !== variant) return null;
  const plan = declaration.plan?.(offset);
  const numbers: Readonly<Record<string, number>> = plan?.numbers ?? declaration.numbers?.(offset) ?? {};
  const planned: NumberOf = (name) => (name === shrinkageName && plan !== undefined ? plan.shrinkage : numbers[name]!);
  for (const {name, question, given} of asked) if (!Object.is(answer(question, planned(name)), given)) return null;
  if (form === null || plan === undefined) return planned;
  const backend = nativeBackend();
  const kernel = backend && kernelOf(backend, plan);
  if (kernelForm(kernel) !== form) return null;
  return kernel === null ? planned : (name) => kernelNumber(kernel, name) ?? planned(name);
}

/** A text that is the same for updates of the same operations. */
export function formOf(updates: readonly RecordedUpdate[]): string {
  return JSON.stringify(updates.map(({variant, form, asked}) => [variant, form, asked]));
}

/** An update that has begun and is not counted yet. */
type Open = {-readonly [Key in keyof RecordedUpdate]: RecordedUpdate[Key]} & {readonly index: number; asked: Asked[]};

/** Carries out updates so that the recorder sees values, fed numbers and operations, and nothing changes in place. */
class RecordingExecutor implements Executor {
  readonly updates: RecordedUpdate[] = [];
  readonly #backend: NativeBackend;
  readonly #recorder: Recorder;
  readonly #kernels: UpdateKernels;
  readonly #counts = new Map<tf.Optimizer, number>();
  readonly #open = new Map<tf.Optimizer, Open>();

  constructor(backend: NativeBackend, recorder: Recorder, kernels: UpdateKernels) {
    this.#backend = backend;
    this.#recorder = recorder;
    this.#kernels = kernels;
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
      form: null,
      asked: [],
    };
    this.updates.push(update);
    this.#open.set(optimizer, update);
    return update;
  }

  /** An optimizer counts an update, with which it ends. */
  counted(optimizer: tf.Optimizer): void {
    const {declaration, variant, isFirst, offset} = this.#begin(optimizer);
    // The first update may make what it keeps.
    if (!isFirst && declaration.variant(0) !== variant) {
      this.#recorder.refuse(
        `an update changes a field of the optimizer ${optimizer.constructor.name} or a setting of it, which a graph does not; ` +
          'keep state in variables or slots, and find what depends on the count of updates from the count',
      );
    }
    this.#counts.set(optimizer, offset + 1);
    this.#open.delete(optimizer);
  }

  #number({index, asked}: Open, name: string, number: number): Coefficient {
    const scalar = this.#recorder.feed({kind: 'number', update: index, name}, () => tf.scalar(number));
    return coefficient(number, scalar, (question, given) => {
      const isKnown = asked.some((each) => each.name === name && each.question === question);
      if (!isKnown) asked.push({name, question, given});
    });
  }

  coefficients(optimizer: tf.Optimizer, numbers: Readonly<Record<string, number>>): Record<string, Coefficient> {
    const update = this.#begin(optimizer);
    const entries = Object.entries(numbers);
    return Object.fromEntries(entries.map(([name, number]) => [name, this.#number(update, name, number)]));
  }

  update(optimizer: tf.Optimizer, plan: UpdatePlan, targets: readonly UpdateTarget[]): readonly UpdateTarget[] {
    const update = this.#begin(optimizer);
    const kernel = this.#kernels.kernels ? kernelOf(this.#backend, plan) : null;
    if (this.#kernels.kernels) update.form = kernelForm(kernel);
    const coefficients = this.coefficients(optimizer, plan.numbers);
    const decay = this.#number(update, shrinkageName, plan.shrinkage);
    const shrinkage = targets.some(({isDecayed}) => isDecayed) && !decay.isZero ? decay.scalar : null;
    for (const target of targets) {
      const own = kernel === null ? plan : {...plan, equation: this.#withKernel(update, plan, kernel)};
      updatePlainly(own, target, coefficients, target.isDecayed ? shrinkage : null);
    }
    return [];
  }

  #withKernel({index}: Open, plan: UpdatePlan, kernel: FusedKernel): UpdatePlan['equation'] {
    const record: KernelRecord = {
      isChained: this.#kernels.isChained,
      scalar: (name, number) => this.#recorder.fedScalar(index, name, number),
      mustBeFinite: (id) => this.#recorder.mustBeFinite(id),
    };
    return (input) => {
      const isFloat = input.value.dtype === 'float32' && input.gradient.dtype === 'float32';
      return (isFloat ? updateByRecordedKernel(this.#backend, kernel, input, record) : null) ?? plan.equation(input);
    };
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
 * @param kernels how updates may become fused kernels
 */
export function recordUpdates<Result>(
  backend: NativeBackend,
  recorder: Recorder,
  kernels: UpdateKernels,
  run: () => Result,
): {result: Result; updates: readonly RecordedUpdate[]} {
  const executor = new RecordingExecutor(backend, recorder, kernels);
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
