import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {initializeWeights} from '../../../lib/models/index.ts';
import {randomStream} from '../../../lib/base/random.ts';
import type {Examples} from '../../../lib/training/index.ts';

/** A variable, without the tensor that it was made of. */
export function variable(initial: tf.TensorLike): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(initial)));
}

/** A model of layers, without the tensors that random initial values leave behind. */
export const sequential = (layers: tf.layers.Layer[]): tf.Sequential => {
  const made: tf.Sequential[] = [];
  tf.tidy(() => void made.push(tf.sequential({layers})));
  return made[0]!;
};

/** Disposes the tensors of some sets. */
export const disposeSets = (...sets: readonly Examples[]): void => {
  for (const {x, y} of sets) tf.dispose([x, y]);
};

/** All numbers of some tensors, one after the other. */
export const values = (tensors: readonly tf.Tensor[]): number[] => tensors.flatMap((tensor) => [...tensor.dataSync()]);

/** Fails tests that leave tensors behind. */
export function leakFree(): void {
  let before = 0;
  beforeEach(() => {
    before = tf.memory().numTensors;
  });
  afterEach(() => expect(tf.memory().numTensors, 'tensors left').to.equal(before));
}

/** The error of a promise as text; fails where there is none. */
export async function rejection(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => expect.fail('it did not reject'),
    (error: unknown) => String(error),
  );
}

/** Tensor of standard normal numbers that depend on the seed alone. */
export function normals(shape: number[], seed: number): tf.Tensor {
  const random = randomStream(seed, 'normals');
  return tf.tensor(
    Array.from({length: shape.reduce((product, size) => product * size, 1)}, () => random.normal()),
    shape,
  );
}

/** Three classes in six dimensions, a training and a test set; the caller disposes them. */
export function digits(count = 40): {data: Examples; test: Examples} {
  const make = (size: number, seed: number): Examples =>
    tf.tidy(() => {
      const x = normals([size, 6], seed);
      const y = tf.oneHot(tf.argMax(tf.slice(x, [0, 0], [size, 3]), -1), 3).toFloat();
      return {x, y};
    });
  return {data: make(count, 1), test: make(count / 2, 2)};
}

/** dense 5, batch normalisation, relu, dense 3; its normalisation is not the identity. */
export function batchNormModel(seed: number): tf.Sequential {
  const model = sequential([
    tf.layers.dense({units: 5, inputShape: [6]}),
    tf.layers.batchNormalization(),
    tf.layers.reLU(),
    tf.layers.dense({units: 3}),
  ]);
  initializeWeights(model, {seed});
  const layer = model.layers[1]!;
  const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((k) => normals([5], 10 * seed + k));
  const own = tf.tidy(() => [tf.add(gamma!, 2), beta!, mean!, tf.add(tf.abs(variance!), 0.1)]);
  layer.setWeights(own);
  tf.dispose([gamma, beta, mean, variance, ...own] as tf.Tensor[]);
  return model;
}
