import type * as tf from '@tensorflow/tfjs';
import type {NativeBackend, NativeOutput, TensorEntry} from '../graph/native-backend.ts';
import {nativeId} from '../graph/native-backend.ts';
import {giveValue, isPlainEntry} from './variables.ts';

/** A variable that lives in a session, with the names of what puts its value in and reads it. */
export interface ResidentNames {
  readonly variable: tf.Variable;
  readonly value: string;
  readonly done: string;
  readonly peek: string;
}

/**
 * Keeps variables in a session equal to their tf.Variables.
 *
 * The tf.Variable holds a reference to the value that the session left; another native id means that someone has assigned to it.
 */
export class ResidentValues {
  readonly #backend: NativeBackend;
  readonly #session: number;
  readonly #residents: readonly ResidentNames[];
  readonly #left = new Map<tf.Variable, number>();
  #released: ResidentNames[] = [];

  constructor(backend: NativeBackend, session: number, residents: readonly ResidentNames[]) {
    this.#backend = backend;
    this.#session = session;
    this.#residents = residents;
  }

  #entry(variable: tf.Variable): TensorEntry {
    return this.#backend.tensorMap.get(variable.dataId)!;
  }

  /** Puts values that have changed outside into the session, and gives up references so that kernels can write in place. */
  prepare(): void {
    const {binding} = this.#backend;
    const stale: ResidentNames[] = [];
    for (const resident of this.#residents) {
      const id = nativeId(this.#backend, resident.variable.dataId);
      const entry = this.#entry(resident.variable);
      if (this.#left.get(resident.variable) !== id) stale.push(resident);
      else if (entry.refCount === 1 && isPlainEntry(entry)) this.#released.push(resident);
    }
    if (stale.length > 0) {
      const ids = stale.map(({variable}) => nativeId(this.#backend, variable.dataId));
      const names = stale.map(({value}) => value).join();
      const done = binding.runSavedModel(this.#session, ids, names, stale.map((each) => each.done).join());
      for (const {id} of done) binding.deleteTensor(id);
    }
    for (const {variable} of this.#released) binding.deleteTensor(this.#entry(variable).id);
  }

  /** Takes references to the unchanged values again after a run that failed. */
  restore(): void {
    const released = this.#released.splice(0);
    if (released.length === 0) return;
    const names = released.map(({peek}) => peek).join();
    const values = this.#backend.binding.runSavedModel(this.#session, [], '', names);
    for (const [i, {variable}] of released.entries()) {
      this.#entry(variable).id = values[i]!.id;
      this.#left.set(variable, values[i]!.id);
    }
  }

  /** Gives variables their new values, those that live in the session and others. */
  give(values: readonly {readonly variable: tf.Variable; readonly output: NativeOutput}[]): void {
    const released = new Set(this.#released.splice(0).map(({variable}) => variable));
    for (const {variable, output} of values) {
      if (released.has(variable)) this.#entry(variable).id = output.id;
      else giveValue(this.#backend, variable, output);
      this.#left.set(variable, output.id);
    }
  }
}
