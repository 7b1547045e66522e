import * as tf from '@tensorflow/tfjs';
import {initializeWeights} from '../../../../lib/models/index.ts';
import {normals, sequential} from '../support.ts';

/** Weights none of which is zero, so that every one of them counts. */
function scatter(model: tf.Sequential, seed: number): tf.Sequential {
  initializeWeights(model, {seed, initializer: 'heNormal'});
  tf.tidy(() =>
    model.setWeights(
      model.getWeights().map((weight, i) => {
        if (weight.rank > 1) return tf.clone(weight);
        // Running variances must be positive, and for biases it does no harm.
        return tf.add(tf.abs(normals(weight.shape, 100 * seed + i)), 0.1);
      }),
    ),
  );
  return model;
}

/** Two hidden dense layers, the second with leaky ReLU. */
export const denseModel = (seed: number): tf.Sequential =>
  scatter(
    sequential([
      tf.layers.dense({units: 7, inputShape: [6], activation: 'relu', name: 'one'}),
      tf.layers.dense({units: 5, name: 'two'}),
      tf.layers.leakyReLU({alpha: 0.1}),
      tf.layers.dense({units: 3, name: 'out'}),
    ]),
    seed,
  );

/** Convolution, pooling, convolution, flattening, dense: channels are read at 2 x 2 positions. */
export const convolutionModel = (seed: number): tf.Sequential =>
  scatter(
    sequential([
      tf.layers.conv2d({
        filters: 4,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        inputShape: [4, 4, 2],
        name: 'c1',
      }),
      tf.layers.maxPooling2d({poolSize: 2}),
      tf.layers.conv2d({filters: 3, kernelSize: 2, padding: 'same', activation: 'relu', name: 'c2'}),
      tf.layers.dropout({rate: 0.5}),
      tf.layers.flatten(),
      tf.layers.dense({units: 6, activation: 'relu', name: 'd1'}),
      tf.layers.dense({units: 3, name: 'out'}),
    ]),
    seed,
  );

/** A tanh layer and one with batch normalisation: units can be permuted and not rescaled. */
export const normalisedModel = (seed: number): tf.Sequential =>
  scatter(
    sequential([
      tf.layers.dense({units: 6, inputShape: [6], activation: 'tanh', name: 'one'}),
      tf.layers.dense({units: 5, name: 'two'}),
      tf.layers.batchNormalization(),
      tf.layers.reLU(),
      tf.layers.dense({units: 3, name: 'out'}),
    ]),
    seed,
  );

export const models = {dense: denseModel, convolution: convolutionModel, normalised: normalisedModel};

/** Outputs of a model at other weights, for random inputs. */
export function outputsAt(model: tf.Sequential, weights: readonly tf.Tensor[]): number[] {
  return tf.tidy(() => {
    const own = model.getWeights().map((weight) => tf.clone(weight));
    model.setWeights([...weights]);
    const outputs = model.predict(normals([20, ...(model.inputs[0]!.shape.slice(1) as number[])], 5)) as tf.Tensor;
    model.setWeights(own);
    return [...outputs.dataSync()];
  });
}

/** The largest difference between two lists, in units of the largest number of the first. */
export const relativeDifference = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / Math.max(...a.map(Math.abs));
