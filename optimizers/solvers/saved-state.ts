import * as tf from '@tensorflow/tfjs';
import {flatten, unflatten} from '../../lib/autograd/index.ts';
import {kept, type Reading} from '../../lib/base/reading.ts';
import {restoredShared} from '../base/restored-shared.ts';
import {restoredSlots} from '../base/restored-slots.ts';
import {SharedState} from '../base/shared-state.ts';
import {type NamedWeight, Slots} from '../base/slots.ts';
import {numbersOf} from './vectors.ts';

/** What a solver has learnt, by name: vectors with a number for each of all variables, and numbers as float32 holds them. */
export type Learnt = Readonly<Record<string, tf.Tensor1D | number>>;

/** A solver, as far as its state is concerned. */
export interface Learner {
  names(): {readonly vectors: readonly string[]; readonly numbers: readonly string[]};
  /** The vectors stay the solver's. */
  learnt(): Learnt;
  /** Takes over what `learnt` gave, the vectors too. */
  recall(learnt: Learnt): void;
  forget(): void;
}

const kindsOf = (names: readonly string[]): {name: string}[] => names.map((name) => ({name}));

/**
 * The state of a solver as weights by variable, so that it finds its variables again whatever their order is.
 *
 * What is learnt lies end to end while the solver works; it is cut into slots where it is saved, and put together again where it was
 * restored and the variables are known.
 */
export class SavedState {
  readonly #learner: Learner;
  readonly #slots = new Slots();
  readonly #shared = new SharedState();
  /** Whether what was restored has not met its variables yet. */
  #isRestored = false;
  /** The variables that the state belongs to. */
  #variables: readonly tf.Variable[] = [];

  constructor(learner: Learner) {
    this.#learner = learner;
  }

  /** Gives restored state to its variables, and has state of other variables forgotten; whether anything changed. */
  *settle(variables: readonly tf.Variable[]): Reading<boolean> {
    const isSame =
      variables.length === this.#variables.length && variables.every((each, i) => each === this.#variables[i]);
    if (isSame && !this.#isRestored) return false;
    this.#learner.forget();
    this.#variables = [...variables];
    if (this.#isRestored) yield* this.#recall();
    this.#isRestored = false;
    this.#slots.dispose();
    return true;
  }

  *#recall(): Reading<void> {
    const {vectors, numbers} = this.#learner.names();
    this.#slots.settle(this.#variables, kindsOf(vectors));
    const found = this.#variables.map((variable) => this.#slots.find(variable));
    if (vectors.length > 0 && found.includes(null)) return;
    const there = new Set(this.#shared.weights().map(({name}) => name));
    const shared = this.#shared.of(kindsOf(numbers));
    const values = numbers.length === 0 ? [] : yield* numbersOf(() => numbers.map((name) => shared[name]!));
    const learnt: Record<string, tf.Tensor1D | number> = {};
    for (const [i, name] of numbers.entries()) if (there.has(name)) learnt[name] = values[i]!;
    for (const name of vectors) {
      const parts = found.map((slots) => slots![name]);
      if (parts.includes(undefined)) continue;
      [learnt[name]] = kept(() => [flatten(parts as tf.Variable[])]) as [tf.Tensor1D];
    }
    try {
      this.#learner.recall(learnt);
    } catch (error) {
      this.#learner.forget();
      for (const value of Object.values(learnt)) if (typeof value !== 'number') value.dispose();
      throw error;
    }
  }

  /** The state as weights; the tensors stay ours. */
  weights(): NamedWeight[] {
    const {vectors, numbers} = this.#learner.names();
    if (!this.#isRestored) tf.tidy(() => this.#cut(this.#learner.learnt(), vectors, numbers));
    return [...this.#slots.weights(kindsOf(vectors)), ...this.#shared.weights()];
  }

  #cut(learnt: Learnt, vectors: readonly string[], numbers: readonly string[]): void {
    const there = vectors.filter((name) => name in learnt);
    for (const variable of this.#variables) {
      const slots = this.#slots.of(variable, kindsOf(there));
      for (const name of Object.keys(slots).filter((each) => !there.includes(each))) {
        slots[name]!.dispose();
        delete slots[name];
      }
    }
    for (const name of there) {
      const parts = unflatten(learnt[name] as tf.Tensor1D, [...this.#variables]);
      for (const [i, variable] of this.#variables.entries()) this.#slots.find(variable)![name]!.assign(parts[i]!);
    }
    const shared = this.#shared.of(kindsOf(numbers));
    for (const name of numbers) shared[name]!.assign(tf.scalar((learnt[name] as number | undefined) ?? 0));
  }

  /** Takes what `weights` gave, which may be disposed of afterwards. */
  restore(weights: readonly NamedWeight[], isStrict: boolean): void {
    const {vectors, numbers} = this.#learner.names();
    const {values, rest} = restoredShared(weights, kindsOf(numbers));
    const lacking = numbers.find((name) => !values.has(name));
    if (lacking !== undefined && (isStrict || rest.length > 0)) {
      for (const value of values.values()) value.dispose();
      throw new RangeError(`setWeights: there is no "${lacking}"; pass the whole list that getWeights returned`);
    }
    this.#shared.restore(values);
    // Vectors that were not learnt yet are not missing.
    const kinds = vectors.map((name) => ({name, isFor: () => true}));
    this.#slots.restore(restoredSlots(rest, kinds, isStrict));
    this.#learner.forget();
    this.#isRestored = true;
  }

  dispose(): void {
    this.#learner.forget();
    this.#slots.dispose();
    this.#shared.dispose();
    this.#variables = [];
    this.#isRestored = false;
  }
}
