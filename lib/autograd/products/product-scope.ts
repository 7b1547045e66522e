import * as tf from '@tensorflow/tfjs';
import {backpropagate, type Seed} from '../scope/backpropagate.ts';
import {engine} from '../../base/engine.ts';
import {asOneFunction} from '../one-function.ts';
import type {FunctionOptions} from './product-options.ts';
import {secondOrder} from '../scope/second-order.ts';
import {onTape, withTape} from '../scope/tape.ts';
import {zerosOf} from '../zeros.ts';

/** The means of a product: a tape, and sweeps over what it holds. */
export interface Sweeps {
  /** Records what work does. */
  readonly record: <Result>(work: () => Result) => Result;
  /** The vector-Jacobian product sum_k (dy_k/dx)' u_k; null for an x that no output depends on. */
  readonly sweep: (seeds: readonly Seed[], xs: readonly tf.Tensor[]) => (tf.Tensor | null)[];
  /** The same with zeros in place of null. */
  readonly pull: (seeds: readonly Seed[], xs: readonly tf.Tensor[]) => tf.Tensor[];
}

/** Forms a product in a scope of second-order gradients, on a tape of its own, from a loss that is one function. */
export function productScope<Result extends tf.TensorContainer>(
  owner: string,
  options: FunctionOptions,
  work: (sweeps: Sweeps) => Result,
): Result {
  const sweep: Sweeps['sweep'] = (seeds, xs) => backpropagate(engine().state.activeTape!, seeds, xs);
  const pull: Sweeps['pull'] = (seeds, xs) => sweep(seeds, xs).map((each, i) => each ?? zerosOf(xs[i]!));
  return secondOrder(() =>
    asOneFunction(owner, options, () => tf.tidy(() => withTape(() => work({record: onTape, sweep, pull})))),
  );
}
