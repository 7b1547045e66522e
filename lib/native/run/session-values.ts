import type * as tf from '@tensorflow/tfjs';
import {type Binding, type NativeBackend, nativeId, type NativeTensor, type TensorData} from '../binding.ts';
import {giveValue, isPlainEntry} from '../trace/index.ts';

/** A variable that lives in a session, with the names of what puts its value in and reads it. */
export interface SessionNames {
  readonly variable: tf.Variable;
  readonly value: string;
  readonly done: string;
  readonly peek: string;
}

/** The data of a variable whose value the session left, with the native id that stands for it once somebody has read it. */
interface Left {
  readonly entry: TensorData;
  id: number | null;
}

/**
 * Keeps variables in a session equal to their tf.Variables.
 *
 * The data of a tf.Variable that the session has updated get their native tensor when somebody reads them; another native id, or
 * other data, mean that someone has assigned to the variable.
 */
export class SessionValues {
  readonly #backend: NativeBackend;
  /** The binding itself: a value may be read while another function is recorded, and is nothing of that function. */
  readonly #binding: Binding;
  readonly #session: number;
  readonly #variables: readonly SessionNames[];
  readonly #left = new Map<tf.Variable, Left>();
  #released = new Set<SessionNames>();

  constructor(backend: NativeBackend, session: number, variables: readonly SessionNames[]) {
    this.#backend = backend;
    this.#binding = backend.binding;
    this.#session = session;
    this.#variables = variables;
  }

  /**
   * Puts values that have changed outside into the session, and gives up references so that kernels can write in place.
   *
   * @param held data that the run reads from outside as well
   */
  prepare(held: ReadonlySet<object>): void {
    const {binding, tensorMap} = this.#backend;
    const stale: SessionNames[] = [];
    const released = new Set<SessionNames>();
    for (const each of this.#variables) {
      const {variable} = each;
      const entry = tensorMap.get(variable.dataId)!;
      const left = this.#left.get(variable);
      const isCurrent = left?.entry === entry && (left.id === null || (isPlainEntry(entry) && entry.id === left.id));
      if (!isCurrent) stale.push(each);
      else if (entry.refCount === 1 && !held.has(variable.dataId)) released.add(each);
      // Somebody else holds the data: they get their native tensor now, before the session goes on.
      else nativeId(this.#backend, variable.dataId);
    }
    if (stale.length > 0) {
      const ids = stale.map(({variable}) => nativeId(this.#backend, variable.dataId));
      const names = stale.map(({value}) => value).join();
      const done = binding.runSavedModel(this.#session, ids, names, stale.map(({done: name}) => name).join());
      for (const {id} of done) binding.deleteTensor(id);
    }
    for (const each of released) this.#leave(each);
    this.#released = released;
  }

  /** Makes the data of a variable stand for what is in the session. */
  #leave(names: SessionNames): void {
    const left = this.#left.get(names.variable)!;
    if (left.id === null) return;
    this.#backend.binding.deleteTensor(left.id);
    left.id = null;
    const give = (id: number): void => {
      Object.defineProperty(left.entry, 'id', {value: id, writable: true, enumerable: true, configurable: true});
    };
    Object.defineProperty(left.entry, 'id', {
      enumerable: true,
      configurable: true,
      get: () => {
        const {id} = this.#peek([names])[0]!;
        left.id = id;
        give(id);
        return id;
      },
      // Whoever sets another value does not mean this session's.
      set: (id: number) => {
        this.#left.delete(names.variable);
        give(id);
      },
    });
  }

  #peek(wanted: readonly SessionNames[]): NativeTensor[] {
    const names = wanted.map(({peek}) => peek).join();
    return this.#binding.runSavedModel(this.#session, [], '', names);
  }

  /** Lets the variables have their new values after a run. */
  finish(): void {
    const others = this.#variables.filter((each) => !this.#released.has(each));
    if (others.length === 0) return;
    const values = this.#peek(others);
    for (const [i, {variable}] of others.entries()) {
      giveValue(this.#backend, variable, values[i]!);
      const entry = this.#backend.tensorMap.get(variable.dataId)!;
      this.#left.set(variable, {entry, id: values[i]!.id});
    }
  }

  /** Gives all variables native tensors, so that they can do without the session. */
  dispose(): void {
    for (const [variable, left] of this.#left) {
      if (left.id === null && !variable.isDisposed) nativeId(this.#backend, variable.dataId);
    }
    this.#left.clear();
  }
}
