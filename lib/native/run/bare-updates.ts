import * as tf from '@tensorflow/tfjs';
import {reachable} from '../graph/index.ts';
import {byValue} from '../fused/index.ts';
import {type Surroundings, type Trace, type Tree, wantedSources} from '../trace/index.ts';
import type {GraphNumbers, RecordedCall} from './recorded-call.ts';

/** Whether a call did nothing but updates that are one operation each. */
export function isBare(trace: Trace): boolean {
  const nodes = reachable(wantedSources(trace));
  const isUpdate = nodes.some(({op}) => op === byValue);
  return (
    isUpdate &&
    trace.returned.length === 0 &&
    nodes.every(({op, feed, values}) => op === byValue || feed !== undefined || values !== undefined)
  );
}

/** A recorded call whose operations a graph would not make fewer: the function runs as it is, and its updates in place. */
export class BareUpdates implements RecordedCall {
  readonly trace: Trace;
  readonly #fn: (...args: unknown[]) => unknown;
  readonly #surroundings: Surroundings;

  constructor(fn: (...args: unknown[]) => unknown, trace: Trace, surroundings: Surroundings) {
    this.#fn = fn;
    this.trace = trace;
    this.#surroundings = surroundings;
  }

  get isOver(): boolean {
    return this.#surroundings.isGone;
  }

  /** The function asks for them itself. */
  next(): GraphNumbers {
    return [];
  }

  run(args: Tree): unknown {
    const fn = this.#fn;
    let result: unknown;
    // What the function makes on the way goes, as in a graph.
    tf.tidy(() => {
      // A variable among them is a tensor inside, as in a graph.
      const own = args.tensors.map((tensor) => (tensor instanceof tf.Variable ? tf.clone(tensor) : tensor));
      result = fn(...(args.rebuild(own) as unknown[]));
    });
    return result;
  }

  dispose(): void {}
}
