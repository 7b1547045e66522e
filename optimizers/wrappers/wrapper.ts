import * as tf from '@tensorflow/tfjs';
import {show} from '../../lib/base/arguments.ts';
import {checkDevice} from '../../lib/base/device-loss.ts';
import {orDeviceLost} from '../../lib/base/or-device-lost.ts';
import {
  carryOut,
  type Declaration,
  declarationOf,
  declareAround,
  type DeclaringOptimizer,
  inFloat32,
  type OwnWords,
  releasingTape,
  type UpdatePlan,
  type UpdateTarget,
} from '../../lib/update/index.ts';
import {CountWeight} from '../base/count-weight.ts';
import {describeWrapper} from '../base/describe-state.ts';
import {type GradientArgument, listGradients, type NamedGradient, type VariableGradient} from '../base/gradients.ts';
import type {HyperparameterOption} from '../base/rule-options.ts';
import {restoredShared} from '../base/restored-shared.ts';
import {restoredSlots} from '../base/restored-slots.ts';
import {checkCount, checkSaved} from '../base/saved-weights.ts';
import {type SharedKind, SharedState} from '../base/shared-state.ts';
import {kindsFor, type SlotKind} from '../base/slot-variable.ts';
import {type NamedWeight, Slots} from '../base/slots.ts';
import {UpdateRule} from '../base/update-rule.ts';
import {configOf} from './inner-optimizer.ts';

/** The name under which the only optimizer within stands in options, configurations and weights. */
const single = 'optimizer';

/** Of state that an equation changes alone; the same one at every update, by which the executor knows it again. */
export const noSlots: Readonly<Record<string, tf.Variable>> = {};

/** What begins the names of a wrapper's own state among its weights; none of its parts has this name. */
const own = 'own';

/** What optimizers may have beside tf.Optimizer; TypeScript keeps the rate of those of tf.train for their subclasses. */
interface Rated {
  learningRate?: HyperparameterOption;
  setLearningRate?: (rate: HyperparameterOption) => void;
  observe?: (metric: number) => void;
}

/**
 * An optimizer around others, which hands gradients on to them.
 *
 * A subclass says in `hand` what it does with the gradients, in `words` what that depends on beside tensors, and which state it
 * keeps. Count, weights, memory and all that the optimizers within say of themselves is here. Weights are named `own/variable/slot`
 * for its own state, and `optimizer/...` for those of the optimizer within.
 */
export abstract class Wrapper<Options extends object = object> extends tf.Optimizer implements DeclaringOptimizer {
  readonly #parts: Readonly<Record<string, tf.Optimizer>>;
  readonly #options: Options;
  readonly #slots = new Slots();
  readonly #shared = new SharedState();
  readonly #count = new CountWeight();
  #declaration: Declaration | null | undefined;

  /**
   * @param parts the optimizers within, by their names among the weights
   * @param options its own settings, as plain JSON
   */
  constructor(parts: Readonly<Record<string, tf.Optimizer>>, options: Options) {
    super();
    for (const part of Object.values(parts)) {
      if (declarationOf(part)?.search === undefined) continue;
      throw new TypeError(
        `${this.owner}: ${part.getClassName().replace(/^Optim/, '')} evaluates the loss along a line, and gets no gradients that a wrapper ` +
          'could hand on; use it by itself',
      );
    }
    this.#parts = parts;
    this.#options = options;
  }

  /** Does what there is to do with the gradients of an update, inside tf.tidy; null where the loss does not depend on a variable. */
  protected abstract hand(list: readonly VariableGradient[]): void;

  /** What its own operations depend on; see `declareAround`. */
  protected words(): Omit<OwnWords, 'count'> {
    return {};
  }

  /** The kinds of state that it keeps for every variable; none by default. */
  protected slotKinds(): readonly SlotKind[] {
    return [];
  }

  /** The state that it keeps once; none by default. */
  protected sharedKinds(): readonly SharedKind[] {
    return [];
  }

  /** What `compile`, `accelerate` and `train` need to know; null where an optimizer within does not say it. */
  get declaration(): Declaration | null {
    this.#declaration ??= declareAround(this, this.parts, {
      ...this.words(),
      count: (updates) => {
        this.iterations_ = updates;
      },
    });
    return this.#declaration;
  }

  /** The first word of messages. */
  protected get owner(): string {
    return ownerOf(this.constructor as unknown as WrapperClass);
  }

  /** The optimizers within. */
  get parts(): readonly tf.Optimizer[] {
    return Object.values(this.#parts);
  }

  /** The optimizer within; the first one, where there are several. */
  get inner(): tf.Optimizer {
    return this.parts[0]!;
  }

  /** The settings, as they were given. */
  protected get options(): Options {
    return this.#options;
  }

  /** Whether an optimizer within takes gradients elsewhere than at the variables. */
  get looksAhead(): boolean {
    return this.parts.some(looksAhead);
  }

  /** The learning rate of the next update of the optimizer within; undefined where it tells none, or there are several. */
  get learningRate(): number | undefined {
    return this.parts.length > 1 ? undefined : ((this.inner as Rated).learningRate as number | undefined);
  }

  /** Replaces the learning rate of the optimizer within. */
  set learningRate(rate: HyperparameterOption) {
    if (this.parts.length > 1) {
      throw new TypeError(`${this.owner}: each optimizer within has a rate of its own; set those of optimizer.parts`);
    }
    const inner = this.inner as Rated;
    if (inner.setLearningRate === undefined) inner.learningRate = rate;
    else inner.setLearningRate(rate);
  }

  /** Tells the schedules of all optimizers within the newest value of what they watch. */
  observe(metric: number): void {
    for (const part of this.parts) (part as Rated).observe?.(metric);
  }

  /** The own state of a variable, made where it is missing. */
  protected slotsOf(variable: tf.Variable): Readonly<Record<string, tf.Variable>> {
    return this.#slots.of(variable, kindsFor(this.slotKinds(), variable));
  }

  /** The own state of a variable; null where it has none. */
  protected findSlots(variable: tf.Variable): Readonly<Record<string, tf.Variable>> | null {
    return this.#slots.find(variable);
  }

  /** Gives restored state to its variables. */
  protected settle(variables: readonly tf.Variable[]): void {
    this.#slots.settle(variables, this.slotKinds());
  }

  /** The state that it keeps once. */
  protected get shared(): Readonly<Record<string, tf.Variable>> {
    return this.#shared.of(this.sharedKinds());
  }

  /** Its settings as `describe` tells them. */
  protected get told(): Readonly<Record<string, unknown>> {
    return this.options as Readonly<Record<string, unknown>>;
  }

  /** What `describe` tells above an optimizer within; nothing by default. */
  protected headingOf(_part: tf.Optimizer): string | null {
    return null;
  }

  /**
   * The optimizer in words: its class and settings, the memory of its own state, then the optimizers within, moved in; of those that
   * have no words of their own, class and configuration.
   */
  describe(): string {
    return describeWrapper({
      owner: this.owner,
      iterations: this.iterations,
      settings: this.told,
      states: this.#slots.live(),
      shared: this.#shared.weights(),
      parts: this.parts.map((optimizer) => ({optimizer, heading: this.headingOf(optimizer)})),
    });
  }

  /**
   * Changes state by an equation over elements, for all variables by one operation where the backend can.
   *
   * @param equation the same function at every update, of its input alone
   * @param numbers those that `words` tells, where it takes any
   */
  protected carryOut(
    equation: UpdatePlan['equation'],
    targets: readonly Omit<UpdateTarget, 'isDecayed'>[],
    numbers: Readonly<Record<string, number>> = {},
  ): void {
    const plan = {numbers, shrinkage: 0, variant: '', equation, isKnown: true};
    carryOut(
      this,
      plan,
      targets.map((target) => ({...target, isDecayed: false})),
    );
  }

  /** The loss and its gradients, where the optimizer within takes them. */
  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    return releasingTape(() => this.inner.computeGradients(f, varList));
  }

  /**
   * Does an update.
   *
   * @throws DeviceLostError on a WebGL or WebGPU device that is lost, where all gradients are 0
   */
  override applyGradients(gradients: GradientArgument): void {
    checkDevice();
    const list = listGradients(gradients);
    tf.tidy(() =>
      inFloat32(() => {
        this.settle(list.map(({variable}) => variable));
        this.hand(list);
      }),
    );
    this.incrementIterations();
  }

  /** Every option, as plain JSON, and the optimizer within as {className, config}. */
  override getConfig(): tf.serialization.ConfigDict {
    return {[single]: configOf(this.inner), ...this.#options};
  }

  /** The number of updates, its own state, and the weights of the optimizers within; the tensors belong to them all. */
  override async getWeights(): Promise<NamedWeight[]> {
    const mine = [...this.#slots.weights(this.slotKinds()), ...this.#shared.weights()];
    const theirs = await Promise.all(
      Object.entries(this.#parts).map(async ([name, part]) => withPrefix(name, await part.getWeights())),
    );
    return [this.#count.of(this.iterations), ...withPrefix(own, mine), ...theirs.flat()];
  }

  /**
   * Restores what `getWeights` returned, and gives each optimizer within its part.
   *
   * @param options `strict`: whether the next update refuses what finds no partner (false)
   * @throws TypeError for what are no weights, RangeError where some belong to no part of it, or a part has none, DeviceLostError
   *   where the device of the page is lost
   */
  override async setWeights(weights: NamedWeight[], options: {strict?: boolean} = {}): Promise<void> {
    const {counter, slots} = checkSaved(this.owner, weights);
    const names = [own, ...Object.keys(this.#parts)];
    const stranger = slots.find(({name}) => !names.some((part) => name.startsWith(`${part}/`)));
    const absent = Object.keys(this.#parts).find((part) => slots.every(({name}) => !name.startsWith(`${part}/`)));
    if (stranger !== undefined || absent !== undefined) {
      const wrong =
        stranger === undefined ? `there are no weights of "${absent}"` : `"${stranger.name}" is none of its weights`;
      throw new RangeError(`${this.owner}: setWeights: ${wrong}; pass what getWeights of the same wrapper returned`);
    }
    const reading = orDeviceLost(counter.data());
    // The optimizers within take over the tensors that they are given.
    const mine = withoutPrefix(own, slots).map(({name, tensor}) => ({name, tensor: tf.keep(tf.clone(tensor))}));
    try {
      const iterations = checkCount(this.owner, (await reading)[0]);
      for (const [name, part] of Object.entries(this.#parts)) {
        // Those of tf.train know no second argument.
        await (part as Wrapper).setWeights(withoutPrefix(name, slots), options);
      }
      const {values, rest} = restoredShared(mine, this.sharedKinds());
      this.#shared.restore(values);
      this.#slots.restore(restoredSlots(rest, this.slotKinds(), options.strict));
      this.iterations_ = iterations;
    } finally {
      for (const {tensor} of mine) tensor.dispose();
    }
  }

  /** Frees all state, also that of the optimizers within. */
  override dispose(): void {
    for (const part of this.parts) part.dispose();
    this.#slots.dispose();
    this.#shared.dispose();
    this.#count.dispose();
    this.iterations_ = 0;
  }
}

/* eslint-disable typescript/unbound-method -- they are compared, not called */
/** Whether an optimizer is a rule that updates as all do, and may so do something to the gradients in its own pass. */
export function isRule(optimizer: tf.Optimizer): boolean {
  return optimizer.applyGradients === UpdateRule.prototype.applyGradients;
}

/** The ways to compute gradients at the variables. */
const usual: ReadonlySet<unknown> = new Set([
  tf.Optimizer.prototype.computeGradients,
  UpdateRule.prototype.computeGradients,
]);

/** Whether an optimizer takes gradients elsewhere than at the variables. */
export function looksAhead(optimizer: tf.Optimizer): boolean {
  return 'looksAhead' in optimizer ? optimizer.looksAhead === true : !usual.has(optimizer.computeGradients);
}
/* eslint-enable typescript/unbound-method */

function withPrefix(prefix: string, weights: readonly NamedWeight[]): NamedWeight[] {
  return weights.map(({name, tensor}) => ({name: `${prefix}/${name}`, tensor}));
}

function withoutPrefix(prefix: string, weights: readonly NamedWeight[]): NamedWeight[] {
  return weights
    .filter(({name}) => name.startsWith(`${prefix}/`))
    .map(({name, tensor}) => ({name: name.slice(prefix.length + 1), tensor}));
}

interface WrapperClass {
  readonly className: string;
}

/** The class without the prefix that keeps it apart from those of TensorFlow.js. */
export function ownerOf({className}: WrapperClass): string {
  return className.replace(/^Optim/, '');
}

/** Hands gradients on in the order in which they came: some optimizers know variables by their place. */
export function handOn(optimizer: tf.Optimizer, list: readonly VariableGradient[], bound?: number): void {
  const named = list.map(({variable, gradient}): NamedGradient => ({name: variable.name, tensor: gradient}));
  // Every optimizer takes null for what the loss does not depend on; the type of TensorFlow.js does not say so.
  (optimizer as UpdateRule).applyGradients(named, bound);
}

/**
 * Puts the optimizer of a factory to its options, for the class.
 *
 * @param examples of the options, for the message where there are none
 */
export function around<Options extends object>(
  owner: string,
  optimizer: tf.Optimizer,
  options: Options,
  examples = '',
): Options & {optimizer: tf.Optimizer} {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(
      `${owner}: options must be one object${examples}, after the optimizer, received ${show(options)}`,
    );
  }
  return {...options, optimizer};
}
