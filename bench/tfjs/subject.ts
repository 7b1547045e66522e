import * as tf from '@tensorflow/tfjs';
import {compile} from '../../lib/native/index.ts';
import type {ContenderName} from '../contenders.ts';

/** What a worker does over and over. */
export interface Subject {
  /** One call; what it computes is there when it returns or resolves. */
  readonly call: () => unknown;
  /** A first result, the same in every framework. */
  readonly check: number;
  /** Steps that a call makes, by which its time is divided. */
  readonly steps: number;
}

/** A way that this machine does not have. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

type Wrap = <Fn extends (...args: never[]) => unknown>(fn: Fn) => Fn;

const asItIs: Wrap = (fn) => fn;

/** How a contender runs a function of tensors: as it is, or compiled. */
export function wrapOf(contender: ContenderName): Wrap {
  if (contender === 'compiled' || contender === 'several') return (fn) => compile(fn);
  if (contender === 'xla') return (fn) => compile(fn, {xla: true});
  return asItIs;
}

/** Reads a scalar and frees it. */
export function take(scalar: tf.Tensor): number {
  const [value] = scalar.dataSync();
  scalar.dispose();
  return value!;
}
