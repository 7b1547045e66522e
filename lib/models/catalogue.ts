import type * as tf from '@tensorflow/tfjs';
import {checkNumbers, checkOptions} from '../base/arguments.ts';
import {cnn2c2d} from './cnn2c2d.ts';
import {logisticAutoencoder} from './logistic-autoencoder.ts';
import type {LossName} from './losses.ts';
import {mlp} from './mlp.ts';
import {softmaxRegression} from './softmax-regression.ts';

/** The images and the seed that a model of the catalogue is built for, and its own options by name. */
export interface BuildOptions {
  /** Height of an image in pixels, default 28. */
  rows?: number;
  /** Width of an image in pixels, default 28. */
  columns?: number;
  /** Default 10. */
  classes?: number;
  /** Of the initial weights, default 0. */
  seed?: number;
  /** The model's own options. */
  [option: string]: unknown;
}

/** A model that can be chosen by name. */
export interface ModelEntry {
  readonly description: string;
  /** The shape of an example: 'flat' [rows * columns] or 'image' [rows, columns, 1]. */
  readonly input: 'flat' | 'image';
  /** What the model learns: the class of an image, or the image itself. */
  readonly task: 'classification' | 'reconstruction';
  readonly loss: LossName;
  /** The model's own options with their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Builds the model; the caller disposes it. */
  build(options?: BuildOptions): tf.Sequential;
}

type Description = Omit<ModelEntry, 'build' | 'loss'>;

function entry(
  name: string,
  description: Description,
  make: (size: {rows: number; columns: number; classes: number; seed: number}, own: object) => tf.Sequential,
): ModelEntry {
  return {
    ...description,
    loss: description.task === 'classification' ? 'softmaxCrossEntropy' : 'sigmoidCrossEntropy',
    build(options = {}) {
      checkOptions(`model ${name}`, options, [
        ...Object.keys(description.options),
        'rows',
        'columns',
        'classes',
        'seed',
      ]);
      const {rows = 28, columns = 28, classes = 10, seed = 0, ...own} = options;
      checkNumbers(`model ${name}`, {rows, columns}, {from: 1, whole: true});
      return make({rows, columns, classes, seed}, {...description.options, ...own});
    },
  };
}

/**
 * The networks of the experiments by name.
 *
 * @example
 * const {build, loss} = modelCatalogue['mlp'];
 * const model = build({widths: [300, 100], seed: 1});
 */
export const modelCatalogue = {
  mlp: entry(
    'mlp',
    {
      description: 'multilayer perceptron: dense hidden layers, then logits',
      input: 'flat',
      task: 'classification',
      options: {widths: [128], activation: 'relu', initializer: 'glorotUniform'},
    },
    ({rows, columns, classes, seed}, own) => mlp({...own, inputs: rows * columns, classes, seed}),
  ),
  logreg: entry(
    'logreg',
    {
      description: 'softmax regression: one dense layer of logits, a convex problem',
      input: 'flat',
      task: 'classification',
      options: {initializer: 'glorotUniform'},
    },
    ({rows, columns, classes, seed}, own) => softmaxRegression({...own, inputs: rows * columns, classes, seed}),
  ),
  '2c2d': entry(
    '2c2d',
    {
      description: 'convolutional network of DeepOBS: two 5x5 convolutions with max pooling, dense 1024, logits',
      input: 'image',
      task: 'classification',
      options: {initializer: 'glorotUniform'},
    },
    ({rows, columns, classes, seed}, own) => cnn2c2d({...own, rows, columns, classes, seed}),
  ),
  autoencoder: entry(
    'autoencoder',
    {
      description: 'logistic autoencoder: sigmoid hidden layers around a narrow code; the target is the input',
      input: 'flat',
      task: 'reconstruction',
      options: {widths: [128, 32, 128], initializer: 'glorotUniform'},
    },
    ({rows, columns, seed}, own) => logisticAutoencoder({...own, inputs: rows * columns, seed}),
  ),
} as const satisfies Readonly<Record<string, ModelEntry>>;

export type ModelName = keyof typeof modelCatalogue;
