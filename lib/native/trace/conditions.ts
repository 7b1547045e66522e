import {nativeTypes} from '../binding.ts';
import type {Binding} from '../binding.ts';
import {typeOf} from '../graph/node.ts';
import type {Source} from '../graph/node.ts';

/** The scalars that must be finite for a graph to be of use for the next call. */
export class Conditions {
  readonly #binding: Binding;
  readonly #sources: Source[] = [];
  #isBroken = false;

  constructor(binding: Binding) {
    this.#binding = binding;
  }

  /** Whether a scalar was not finite in the recorded call. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /**
   * Adds a scalar.
   *
   * @param source what it is in the graph
   * @param id the native scalar of this call, which is ours from now on
   * @returns whether it is finite in this call
   */
  add(source: Source | undefined, id: number): boolean {
    if (source === undefined) throw new Error('internal: a condition that was not recorded');
    const isFinite = Number.isFinite(this.#binding.tensorDataSync(id)[0]);
    this.#sources.push(source);
    this.#binding.deleteTensor(id);
    this.#isBroken ||= !isFinite;
    return isFinite;
  }

  /** One scalar that is finite only if all of them are; null where there are none. */
  all(): Source | null {
    const [first] = this.#sources;
    if (first === undefined || this.#sources.length === 1) return first ?? null;
    const {TF_ATTR_INT, TF_ATTR_TYPE} = this.#binding;
    const attributes = [
      {name: 'N', type: TF_ATTR_INT, value: this.#sources.length},
      {name: 'T', type: TF_ATTR_TYPE, value: nativeTypes.float32},
    ];
    return {node: {op: 'AddN', attributes, inputs: this.#sources, outputs: [typeOf(first)]}, output: 0};
  }
}
