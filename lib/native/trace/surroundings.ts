import type * as tf from '@tensorflow/tfjs';
import {reachable} from '../graph/index.ts';
import type {NativeBackend} from '../binding.ts';
import {wantedSources} from './compare.ts';
import type {Trace} from './trace.ts';

/**
 * What a recorded call found around it: captured tensors, and variables that were trained or frozen.
 *
 * The record says what a call does only as long as all of it is there, and trained as it was.
 */
export class Surroundings {
  /** Whether its variables were trained, one by one: a call that finds other texts is another kind of call. */
  readonly form: string;
  readonly #tensorMap: NativeBackend['tensorMap'];
  readonly #captured: readonly object[];
  readonly #tensors: readonly tf.Tensor[];
  readonly #variables: readonly {readonly variable: tf.Variable; readonly trainable: boolean}[];

  /** @param trace of a call that has just been made */
  constructor({tensorMap}: NativeBackend, trace: Trace) {
    const feeds = reachable(wantedSources(trace)).flatMap(({feed}) => feed ?? []);
    const variables = new Set([
      ...feeds.flatMap((feed) => (feed.kind === 'variable' ? [feed.variable] : [])),
      ...trace.assigned.map(({variable}) => variable),
    ]);
    this.#tensorMap = tensorMap;
    this.#captured = feeds.flatMap((feed) => (feed.kind === 'captured' ? [feed.dataId] : []));
    this.#tensors = trace.returned.flatMap((each) => ('tensor' in each ? [each.tensor] : []));
    this.#variables = [...variables].map((variable) => ({variable, trainable: variable.trainable}));
    this.form = this.#variables.map(({trainable}) => (trainable ? 't' : 'f')).join('');
  }

  /** Whether something of it is gone, and does not come back. */
  get isGone(): boolean {
    return (
      this.#variables.some(({variable}) => variable.isDisposed) ||
      this.#tensors.some(({isDisposed}) => isDisposed) ||
      this.#captured.some((dataId) => !this.#tensorMap.has(dataId))
    );
  }

  /** Whether a call finds the same now. */
  get isSame(): boolean {
    return this.#variables.every(({variable, trainable}) => variable.trainable === trainable) && !this.isGone;
  }
}
