import * as tf from '@tensorflow/tfjs';
import {kept, type Reading} from '../../lib/base/reading.ts';

/** The inner product of two vectors, as a tensor. */
export const inner = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.sum(tf.mul(a, b));

/** The numbers of scalars, in one read. */
export function* numbersOf(compute: () => tf.Tensor[]): Reading<number[]> {
  return Array.from(yield kept(() => [tf.stack(compute())])[0]!);
}

/** The inner product of two vectors, read. */
export function* dot(a: tf.Tensor, b: tf.Tensor): Reading<number> {
  const [value] = yield* numbersOf(() => [inner(a, b)]);
  return value!;
}

/** Vectors that a piece of work holds across its reads: it frees those that it needs no more, and at its end all that are left. */
export class Held {
  readonly #vectors = new Set<tf.Tensor>();

  make<Vector extends tf.Tensor>(compute: () => Vector): Vector {
    return this.take(kept(() => [compute()])[0]!);
  }

  /** Takes over a vector that is kept already. */
  take<Vector extends tf.Tensor>(vector: Vector): Vector {
    this.#vectors.add(vector);
    return vector;
  }

  /** Computes what follows a vector, and frees that one. */
  replace<Vector extends tf.Tensor>(old: Vector, compute: () => Vector): Vector {
    const next = this.make(compute);
    this.free(old);
    return next;
  }

  free(vector: tf.Tensor): void {
    if (this.#vectors.delete(vector)) vector.dispose();
  }

  /** Gives a vector to the caller. */
  release<Vector extends tf.Tensor>(vector: Vector): Vector {
    this.#vectors.delete(vector);
    return vector;
  }

  dispose(): void {
    for (const vector of this.#vectors) vector.dispose();
    this.#vectors.clear();
  }
}
