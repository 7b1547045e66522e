import {nativeTypes} from '../binding.ts';
import type {Binding} from '../binding.ts';

/** Native scalars of numbers that are fed; one that has not changed since the last call is not made again. */
export class FedNumbers {
  readonly #binding: Binding;
  readonly #last = new Map<string, {number: number; id: number}>();

  constructor(binding: Binding) {
    this.#binding = binding;
  }

  /** The native id of a float32 scalar; it stays ours. */
  idOf(name: string, number: number): number {
    const last = this.#last.get(name);
    if (last !== undefined) {
      if (Object.is(last.number, number)) return last.id;
      this.#binding.deleteTensor(last.id);
    }
    const id = this.#binding.createTensor([], nativeTypes.float32, Float32Array.of(number));
    this.#last.set(name, {number, id});
    return id;
  }

  /** Frees the scalars. */
  dispose(): void {
    for (const {id} of this.#last.values()) this.#binding.deleteTensor(id);
    this.#last.clear();
  }
}
