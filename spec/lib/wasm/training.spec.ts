import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {BackendName} from '../../../lib/native/start/backend-choice.ts';
import {loadBackend} from '../../../lib/native/start/start-backend.ts';
import {adam} from '../../../optimizers/index.ts';
import {numbers} from './backends.ts';

interface Case {
  readonly layers: () => tf.layers.Layer[];
  readonly input: {shape: number[]; values: Float32Array};
  readonly loss: string;
}

const indices = (shape: number[], classes: number) => {
  const {values} = numbers(shape);
  return {shape, values: values.map((value) => Math.min(classes - 1, Math.floor(Math.abs(value) * 3)))};
};
const kernel = (seed: number) => ({kernelInitializer: tf.initializers.glorotUniform({seed})});
const softmax = (seed: number) => tf.layers.dense({units: 3, activation: 'softmax', ...kernel(seed)});

const cases: Readonly<Record<string, Case>> = {
  'a multilayer perceptron': {
    layers: () => [
      tf.layers.dense({units: 8, activation: 'relu', inputShape: [6], ...kernel(1)}),
      tf.layers.batchNormalization(),
      softmax(2),
    ],
    input: numbers([22, 6]),
    loss: 'categoricalCrossentropy',
  },
  'a convolutional network': {
    layers: () => [
      tf.layers.conv2d({filters: 4, kernelSize: 3, activation: 'tanh', inputShape: [8, 8, 2], ...kernel(1)}),
      tf.layers.maxPooling2d({poolSize: 2}),
      tf.layers.separableConv2d({
        filters: 4,
        kernelSize: 2,
        padding: 'same',
        depthwiseInitializer: tf.initializers.glorotUniform({seed: 3}),
        pointwiseInitializer: tf.initializers.glorotUniform({seed: 4}),
      }),
      tf.layers.averagePooling2d({poolSize: 2}),
      tf.layers.flatten(),
      softmax(2),
    ],
    input: numbers([22, 8, 8, 2]),
    loss: 'categoricalCrossentropy',
  },
  'an embedding with an LSTM': {
    layers: () => [
      tf.layers.embedding({
        inputDim: 9,
        outputDim: 4,
        inputLength: 5,
        embeddingsInitializer: kernel(1).kernelInitializer,
      }),
      tf.layers.lstm({units: 5, ...kernel(2), recurrentInitializer: tf.initializers.glorotUniform({seed: 4})}),
      softmax(3),
    ],
    input: indices([22, 5], 9),
    loss: 'sparseCategoricalCrossentropy',
  },
};

const classes = Float32Array.from({length: 22}, (_, example) => example % 3);

/** Losses of fit, fitDataset and trainOnBatch, one after the other, and the weights after each. */
async function trained(backend: BackendName, {layers, input, loss}: Case) {
  const before = tf.getBackend() as BackendName;
  await loadBackend({backend});
  const {numTensors} = tf.memory();
  try {
    const model = tf.sequential({layers: layers()});
    const optimizer = adam(0.01);
    model.compile({optimizer, loss, metrics: ['accuracy']});
    const x = tf.tensor(input.values, input.shape);
    const y =
      loss === 'categoricalCrossentropy'
        ? tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(classes, 'int32'), 3), 'float32'))
        : tf.tensor2d(classes, [22, 1]);
    const losses: number[] = [];
    const weights: Float32Array[] = [];
    const note = (values: readonly unknown[]) => {
      losses.push(...(values as number[]));
      weights.push(...model.getWeights().map((weight) => weight.dataSync<'float32'>().slice()));
    };
    // The last batch is smaller.
    note((await model.fit(x, y, {epochs: 2, batchSize: 8, shuffle: false, verbose: 0})).history['loss']!);
    const xs = tf.data.array(tf.unstack(x));
    const ys = tf.data.array(tf.unstack(y));
    const batches = tf.data.zip({xs, ys}).batch(8);
    note((await model.fitDataset(batches, {epochs: 1, verbose: 0})).history['loss']!);
    note([((await model.trainOnBatch(x, y)) as number[])[0]]);
    for (const set of [xs, ys]) tf.dispose(await set.toArray());
    model.dispose();
    optimizer.dispose();
    tf.dispose([x, y]);
    return {losses, weights, left: tf.memory().numTensors - numTensors};
  } finally {
    await loadBackend({backend: before});
  }
}

/** TensorFlow's kernels where they are here; plain JavaScript otherwise, which this case does not lead into its own errors. */
const reference = (): BackendName => (tf.findBackendFactory('tensorflow') === null ? 'cpu' : 'tensorflow');

describe('training on the WebAssembly backend', () => {
  for (const [name, one] of Object.entries(cases)) {
    it(`of ${name} gives the numbers of another backend by fit, fitDataset and trainOnBatch`, async () => {
      const [wasm, other] = [await trained('wasm', one), await trained(reference(), one)];
      expect(wasm.losses).to.have.length(4);
      expect(wasm.losses[3]).to.be.lessThan(wasm.losses[0]!);
      expect(wasm.left).to.equal(other.left);
      for (const [index, loss] of wasm.losses.entries()) expect(loss).to.be.closeTo(other.losses[index]!, 1e-4);
      for (const [index, values] of wasm.weights.entries()) {
        for (const [i, value] of values.entries()) expect(value).to.be.closeTo(other.weights[index]![i]!, 1e-3);
      }
    });
  }
});
