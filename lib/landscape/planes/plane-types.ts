import type * as tf from '@tensorflow/tfjs';

/** A named point of weight space and where it lies on a plane. */
export interface PlanePoint {
  readonly name: string;
  /** Coordinates of the nearest point of the plane. */
  readonly x: number;
  readonly y: number;
  /** Euclidean distance from the plane. */
  readonly distance: number;
}

/** A plane of weight space: origin + x directions[0] + y directions[1]. All tensors are new; the caller disposes them. */
export interface Plane {
  /** In the order of `model.getWeights()`. */
  readonly origin: tf.Tensor[];
  readonly directions: readonly [tf.Tensor[], tf.Tensor[]];
  /** Of the angle between the two directions. */
  readonly cosine: number;
}
