import type * as tf from '@tensorflow/tfjs';
import {checkOptions} from '../base/arguments.ts';
import {asGiven, numberOption, option, type OptionsOf, type OptionTable, readValues} from '../base/options.ts';
import {cnn2c2d} from './cnn2c2d.ts';
import {logisticAutoencoder, logisticAutoencoderTable} from './logistic-autoencoder.ts';
import type {LossName} from './losses.ts';
import {mlp, mlpTable} from './mlp.ts';
import {softmaxRegression} from './softmax-regression.ts';

const buildTable = {
  rows: numberOption({from: 1, whole: true}, 28, 'height of an image in pixels'),
  columns: numberOption({from: 1, whole: true}, 28, 'width of an image in pixels'),
  channels: numberOption({from: 1, whole: true}, 1, 'of an image: 1 for grey, 3 for colour'),
  classes: option(asGiven<number>, 10, 'how many there are'),
  seed: option(asGiven<number>, 0, 'of the initial weights'),
};

/** The images and the seed that a model of the catalogue is built for, and its own options by name. */
export interface BuildOptions extends OptionsOf<typeof buildTable> {
  /** The model's own options. */
  [option: string]: unknown;
}

/** A model that can be chosen by name. */
export interface ModelEntry {
  readonly description: string;
  /** The shape of an example: 'flat' [rows * columns * channels] or 'image' [rows, columns, channels]. */
  readonly input: 'flat' | 'image';
  /** What the model learns: the class of an image, or the image itself. */
  readonly task: 'classification' | 'reconstruction';
  readonly loss: LossName;
  /** The model's own options with their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Builds the model; the caller disposes it. */
  build(options?: BuildOptions): tf.Sequential;
}

type Description = Omit<ModelEntry, 'build' | 'loss' | 'options'>;

function entry(
  name: string,
  description: Description,
  table: OptionTable,
  make: (
    size: {rows: number; columns: number; channels: number; classes: number; seed: number},
    own: object,
  ) => tf.Sequential,
): ModelEntry {
  const defaults = Object.fromEntries(Object.entries(table).map(([key, {default: fallback}]) => [key, fallback]));
  return {
    ...description,
    loss: description.task === 'classification' ? 'softmaxCrossEntropy' : 'sigmoidCrossEntropy',
    options: defaults,
    build(options = {}) {
      checkOptions(`model ${name}`, options, [...Object.keys(table), ...Object.keys(buildTable)]);
      const size = readValues(`model ${name}`, buildTable, options);
      const {rows: _rows, columns: _columns, channels: _channels, classes: _classes, seed: _seed, ...own} = options;
      return make(size, {...defaults, ...own});
    },
  };
}

const {widths, activation, initializer} = mlpTable;

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
    },
    {widths, activation, initializer},
    ({rows, columns, channels, classes, seed}, own) => mlp({...own, inputs: rows * columns * channels, classes, seed}),
  ),
  logreg: entry(
    'logreg',
    {
      description: 'softmax regression: one dense layer of logits, a convex problem',
      input: 'flat',
      task: 'classification',
    },
    {initializer},
    ({rows, columns, channels, classes, seed}, own) =>
      softmaxRegression({...own, inputs: rows * columns * channels, classes, seed}),
  ),
  '2c2d': entry(
    '2c2d',
    {
      description: 'convolutional network of DeepOBS: two 5x5 convolutions with max pooling, dense 1024, logits',
      input: 'image',
      task: 'classification',
    },
    {initializer},
    ({rows, columns, channels, classes, seed}, own) => cnn2c2d({...own, rows, columns, channels, classes, seed}),
  ),
  autoencoder: entry(
    'autoencoder',
    {
      description: 'logistic autoencoder: sigmoid hidden layers around a narrow code; the target is the input',
      input: 'flat',
      task: 'reconstruction',
    },
    {widths: logisticAutoencoderTable.widths, initializer},
    ({rows, columns, channels, seed}, own) => logisticAutoencoder({...own, inputs: rows * columns * channels, seed}),
  ),
} as const satisfies Readonly<Record<string, ModelEntry>>;

export type ModelName = keyof typeof modelCatalogue;
