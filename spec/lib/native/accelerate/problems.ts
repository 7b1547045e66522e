import * as tf from '@tensorflow/tfjs';
import {wave} from '../native-only.ts';

/** Examples of each problem: four batches of 16 and a ragged one of 6. */
export const examples = 70;

/** A small model with the data that it learns. */
export interface Problem {
  readonly model: tf.LayersModel;
  readonly inputs: readonly tf.Tensor[];
  readonly targets: readonly tf.Tensor[];
  readonly loss: string | string[];
  readonly metrics: string[];
}

const {layers} = tf;
const glorot = (seed: number) => tf.initializers.glorotUniform({seed});
const numbers = (seed: number, ...shape: number[]): tf.Tensor =>
  tf.tensor(wave(seed, examples * tf.util.sizeFromShape(shape)), [examples, ...shape]);
const classes = (count: number): number[] => Array.from({length: examples}, (_, i) => (i * i + 1) % count);
const oneHot = (count: number): tf.Tensor =>
  tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(classes(count), 'int32'), count), 'float32'));
const dense = (units: number, seed: number, more: object = {}): tf.layers.Layer =>
  layers.dense({units, kernelInitializer: glorot(seed), ...more});
const softmax = (seed: number): tf.layers.Layer => dense(3, seed, {activation: 'softmax'});
const classified = {loss: 'categoricalCrossentropy', metrics: ['accuracy']};
const regression = {loss: 'meanSquaredError', metrics: ['mae']};

function recurrent(layer: tf.layers.Layer): Problem {
  const model = tf.sequential({layers: [layer, dense(1, 2)]});
  return {model, inputs: [numbers(1, 5, 3)], targets: [numbers(2, 1)], ...regression};
}

const ofSequence = {
  units: 4,
  inputShape: [5, 3],
  kernelInitializer: glorot(3),
  recurrentInitializer: glorot(4) as unknown as 'glorotUniform',
};

/** Makes a small model of each kind, the same at each call; the caller disposes of it. */
export const problems: Readonly<Record<string, () => Problem>> = {
  'a regularised MLP': () => ({
    model: tf.sequential({
      layers: [
        dense(8, 1, {
          inputShape: [6],
          activation: 'relu',
          kernelRegularizer: 'l1l2',
          biasRegularizer: tf.regularizers.l2({l2: 0.01}),
        }),
        softmax(2),
      ],
    }),
    inputs: [numbers(1, 6)],
    targets: [oneHot(3)],
    ...classified,
  }),
  'a CNN with batch normalisation': () => ({
    model: tf.sequential({
      layers: [
        layers.conv2d({inputShape: [8, 8, 1], filters: 3, kernelSize: 3, kernelInitializer: glorot(1)}),
        layers.batchNormalization({momentum: 0.5}),
        layers.activation({activation: 'relu'}),
        layers.maxPooling2d({poolSize: 2}),
        layers.flatten(),
        softmax(2),
      ],
    }),
    inputs: [numbers(1, 8, 8, 1)],
    targets: [oneHot(3)],
    ...classified,
  }),
  'an embedding with sparse targets': () => ({
    model: tf.sequential({
      layers: [
        layers.embedding({inputDim: 20, outputDim: 4, inputLength: 3, embeddingsInitializer: glorot(3)}),
        layers.flatten(),
        softmax(2),
      ],
    }),
    inputs: [
      tf.tensor2d(
        Array.from({length: examples * 3}, (_, i) => (i * 7) % 20),
        [examples, 3],
        'int32',
      ),
    ],
    targets: [tf.tensor2d(classes(3), [examples, 1])],
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  }),
  'an LSTM': () => recurrent(layers.lstm(ofSequence)),
  'a GRU': () => recurrent(layers.gru({...ofSequence, recurrentActivation: 'sigmoid'})),
  'a frozen layer': () => ({
    model: tf.sequential({layers: [dense(5, 1, {inputShape: [6], trainable: false}), dense(1, 2)]}),
    inputs: [numbers(1, 6)],
    targets: [numbers(2, 1)],
    ...regression,
  }),
  'two inputs and two outputs': () => {
    const [a, b] = [tf.input({shape: [4]}), tf.input({shape: [3]})];
    const hidden = dense(4, 1, {activation: 'tanh'}).apply(a) as tf.SymbolicTensor;
    const both = layers.concatenate().apply([hidden, b]);
    const first = dense(1, 2, {name: 'first'}).apply(both) as tf.SymbolicTensor;
    const second = dense(2, 3, {name: 'second', activation: 'softmax'}).apply(both) as tf.SymbolicTensor;
    return {
      model: tf.model({inputs: [a, b], outputs: [first, second]}),
      inputs: [numbers(1, 4), numbers(2, 3)],
      targets: [numbers(3, 1), oneHot(2)],
      loss: ['meanSquaredError', 'categoricalCrossentropy'],
      metrics: ['mse'],
    };
  },
  'shared layers': () => {
    const [a, b] = [tf.input({shape: [4]}), tf.input({shape: [4]})];
    const shared = dense(4, 1, {activation: 'sigmoid'});
    const both = layers.multiply().apply([shared.apply(a), shared.apply(shared.apply(b))] as tf.SymbolicTensor[]);
    const model = tf.model({inputs: [a, b], outputs: dense(1, 2).apply(both) as tf.SymbolicTensor});
    return {model, inputs: [numbers(1, 4), numbers(2, 4)], targets: [numbers(3, 1)], ...regression};
  },
  'models in a model': () => {
    const inner = tf.sequential({layers: [dense(4, 1, {inputShape: [6], activation: 'elu'}), dense(4, 2)]});
    const input = tf.input({shape: [4]});
    const functional = tf.model({inputs: input, outputs: dense(3, 3).apply(input) as tf.SymbolicTensor});
    const model = tf.sequential({layers: [inner, functional, layers.softmax()]});
    return {model, inputs: [numbers(1, 6)], targets: [oneHot(3)], ...classified};
  },
};

/** One tensor where there is one, else the list, as TensorFlow.js wants it. */
export function oneOrAll(tensors: readonly tf.Tensor[]): tf.Tensor | tf.Tensor[] {
  return tensors.length === 1 ? tensors[0]! : [...tensors];
}

/** Frees the model and the data. */
export function disposeProblem({model, inputs, targets}: Problem): void {
  model.dispose();
  tf.dispose([...inputs, ...targets]);
}
