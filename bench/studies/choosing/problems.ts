import * as tf from '@tensorflow/tfjs';
import {type ImageDataset, toTensors} from '../../../lib/data/index.ts';
import {initializeWeights, type LossName, modelCatalogue} from '../../../lib/models/index.ts';
import type {Examples} from '../../../lib/training/index.ts';

/** A network of the study and how long it is trained. */
export interface Problem {
  readonly title: string;
  readonly input: 'flat' | 'image';
  readonly loss: LossName;
  readonly epochs: number;
  readonly build: (seed: number) => tf.Sequential;
}

/** Without pooling: strides take a fraction of the time. */
function smallConvolutionNet(seed: number): tf.Sequential {
  const convolution = (kernelSize: number, filters: number, inputShape?: number[]): tf.layers.Layer =>
    tf.layers.conv2d({
      kernelSize,
      filters,
      strides: 2,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: 'zeros',
      ...(inputShape && {inputShape}),
    });
  const layers = [
    convolution(5, 8, [28, 28, 1]),
    convolution(3, 16),
    tf.layers.flatten(),
    tf.layers.dense({units: 10, kernelInitializer: 'zeros'}),
  ];
  const model = tf.sequential({layers});
  initializeWeights(model, {seed});
  return model;
}

export const batchSize = 64;

export const problems = {
  mlp: {
    title: 'MLP 784-128-10',
    input: 'flat',
    loss: 'softmaxCrossEntropy',
    epochs: 10,
    build: (seed) => modelCatalogue.mlp.build({seed}),
  },
  cnn: {
    title: 'convolutions of 8 (5 x 5) and 16 (3 x 3) filters, stride 2, and the logits',
    input: 'image',
    loss: 'softmaxCrossEntropy',
    epochs: 5,
    build: smallConvolutionNet,
  },
  '2c2d': {
    title: '2c2d',
    input: 'image',
    loss: 'softmaxCrossEntropy',
    epochs: 1,
    build: (seed) => modelCatalogue['2c2d'].build({seed}),
  },
  autoencoder: {
    title: 'logistic autoencoder 784-128-32-128-784',
    input: 'flat',
    loss: 'sigmoidCrossEntropy',
    epochs: 5,
    build: (seed) => modelCatalogue.autoencoder.build({seed}),
  },
} as const satisfies Readonly<Record<string, Problem>>;

export type ProblemName = keyof typeof problems;

/** The digits as a problem takes them; the caller disposes of them. */
export function examplesOf({input, loss}: Problem, digits: ImageDataset): {data: Examples; test: Examples} {
  const [data, test] = [digits.train, digits.test].map((images) => {
    const {x, y} = toTensors(images, {classes: 10, ...(input === 'image' && {shape: 'image'})});
    if (loss === 'softmaxCrossEntropy') return {x, y};
    y.dispose();
    return {x, y: x.clone()};
  }) as [Examples, Examples];
  return {data, test};
}
