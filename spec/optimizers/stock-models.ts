import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../lib/base/random.ts';

/** A model of stock tfjs-layers, and data to fit it to. */
export interface StockModel {
  readonly name: string;
  /** Kernels that the backend must have to train it. */
  readonly needs: readonly string[];
  readonly loss: string | string[];
  readonly build: () => tf.LayersModel;
  readonly data: () => {x: tf.Tensor | tf.Tensor[]; y: tf.Tensor | tf.Tensor[]};
}

function numbers(shape: number[], seed: number): tf.Tensor {
  const random = randomStream(seed, 'stock');
  return tf.tensor(
    Array.from({length: tf.util.sizeFromShape(shape)}, () => random.normal()),
    shape,
  );
}

/** Gives a model the same weights at every call. */
function seeded(model: tf.LayersModel): tf.LayersModel {
  const weights = model.getWeights().map((weight, i) => {
    // The moving variance of a normalisation must be positive.
    const isVariance = model.weights[i]!.name.includes('variance');
    return isVariance ? tf.onesLike(weight) : tf.tidy(() => numbers(weight.shape, i).mul(0.3));
  });
  model.setWeights(weights);
  tf.dispose(weights);
  return model;
}

const examples = 6;

export const stockModels: readonly StockModel[] = [
  {
    name: 'two inputs and two outputs',
    needs: [],
    loss: ['meanSquaredError', 'meanSquaredError'],
    build: () => {
      const inputs = [tf.input({shape: [3], name: 'left'}), tf.input({shape: [2], name: 'right'})];
      const dense = (units: number, name: string) => tf.layers.dense({units, name, activation: 'tanh'});
      const joined = tf.layers
        .concatenate({name: 'joined'})
        .apply([
          dense(4, 'a').apply(inputs[0]!) as tf.SymbolicTensor,
          dense(4, 'b').apply(inputs[1]!) as tf.SymbolicTensor,
        ]) as tf.SymbolicTensor;
      const outputs = [dense(2, 'c').apply(joined), dense(1, 'd').apply(joined)] as tf.SymbolicTensor[];
      return seeded(tf.model({inputs, outputs}));
    },
    data: () => ({
      x: [numbers([examples, 3], 1), numbers([examples, 2], 2)],
      y: [numbers([examples, 2], 3), numbers([examples, 1], 4)],
    }),
  },
  {
    name: 'convolution, batch normalisation and a frozen layer',
    needs: ['Conv2DBackpropFilter'],
    loss: 'meanSquaredError',
    build: () =>
      seeded(
        tf.sequential({
          layers: [
            tf.layers.conv2d({filters: 2, kernelSize: 2, inputShape: [4, 4, 1], name: 'conv'}),
            tf.layers.batchNormalization({name: 'norm'}),
            tf.layers.flatten({name: 'flat'}),
            tf.layers.dense({units: 3, name: 'frozen', trainable: false}),
            tf.layers.dense({units: 2, name: 'head'}),
          ],
        }),
      ),
    data: () => ({x: numbers([examples, 4, 4, 1], 5), y: numbers([examples, 2], 6)}),
  },
  {
    name: 'GRU',
    needs: [],
    loss: 'meanSquaredError',
    build: () =>
      seeded(
        tf.sequential({
          layers: [
            tf.layers.gru({units: 3, inputShape: [3, 2], name: 'gru'}),
            tf.layers.dense({units: 2, name: 'head'}),
          ],
        }),
      ),
    data: () => ({x: numbers([examples, 3, 2], 7), y: numbers([examples, 2], 8)}),
  },
];
