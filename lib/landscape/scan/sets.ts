import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import type {Examples} from '../../training/index.ts';

/** A set of examples cut into pieces that stay on the device. */
export interface EvaluationSet {
  readonly count: number;
  readonly pieces: readonly Examples[];
  /** Frees the pieces, not the set that they were cut from. */
  dispose(): void;
}

/** The mean loss and the accuracy of a set; the accuracy is null where the loss is not one of classes. */
export interface SetResult {
  readonly loss: number;
  readonly accuracy: number | null;
}

/** The number of examples of a set, checked. */
export function exampleCount(owner: string, name: string, examples: Examples): number {
  const {x, y} = (examples ?? {}) as Partial<Examples>;
  if (!(x instanceof tf.Tensor) || !(y instanceof tf.Tensor)) {
    throw new TypeError(`${owner}: ${name} must be {x, y} with two tensors, received ${show(examples)}`);
  }
  const [count = 0] = x.shape;
  if (count > 0 && count === y.shape[0]) return count;
  throw new RangeError(
    `${owner}: ${name} must have the same number of examples, at least 1, in the first axis of x and y, ` +
      `received the shapes [${x.shape.join(', ')}] and [${y.shape.join(', ')}]`,
  );
}

/** The size of a piece: the divisor of the count next below the wish, so that one graph serves all, or else the wish. */
export function pieceSize(count: number, wish: number): number {
  if (count <= wish) return count;
  for (let size = Math.floor(wish); size > wish / 2; size--) if (count % size === 0) return size;
  return Math.floor(wish);
}

/**
 * Cuts a set into pieces of about a size; a set that is one piece is used as it is.
 *
 * @param wish greatest size of a piece, in examples
 */
export function cutSet(examples: Examples, wish: number): EvaluationSet {
  const count = examples.x.shape[0];
  const size = pieceSize(count, wish);
  if (size === count) return {count, pieces: [examples], dispose: () => {}};
  const pieces = Array.from({length: Math.ceil(count / size)}, (_, i) => {
    const rows = Math.min(size, count - i * size);
    const cut = (tensor: tf.Tensor) => tf.slice(tensor, i * size, rows);
    return examples.y === examples.x ? ((x) => ({x, y: x}))(cut(examples.x)) : {x: cut(examples.x), y: cut(examples.y)};
  });
  return {count, pieces, dispose: () => tf.dispose(pieces.flatMap(({x, y}) => [x, y]))};
}
