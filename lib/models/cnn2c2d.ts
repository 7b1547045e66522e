import * as tf from '@tensorflow/tfjs';
import {numberOption, type OptionsOf, readOptions} from '../base/options.ts';
import {denseLayers} from './activation.ts';
import {initializeWeights} from './initialize-weights.ts';
import {mlpTable} from './mlp.ts';

const cnn2c2dTable = {
  rows: numberOption({from: 4, whole: true}, 28, 'height of an image in pixels'),
  columns: numberOption({from: 4, whole: true}, 28, 'width of an image in pixels'),
  channels: numberOption({from: 1, whole: true}, 1, 'of an image: 1 for grey, 3 for colour'),
  classes: mlpTable.classes,
  initializer: mlpTable.initializer,
  seed: mlpTable.seed,
};

/** Options of {@link cnn2c2d}. */
export interface Cnn2c2dOptions extends OptionsOf<typeof cnn2c2dTable> {}

const convolution = (filters: number, name: string, inputShape?: [number, number, number]): tf.layers.Layer =>
  tf.layers.conv2d({
    filters,
    name,
    kernelSize: 5,
    padding: 'same',
    activation: 'relu',
    kernelInitializer: 'zeros',
    ...(inputShape && {inputShape}),
  });

/**
 * Builds the network 2c2d: two convolutions and two dense layers, giving logits.
 *
 * conv 5x5x32 - relu - max pool 2 - conv 5x5x64 - relu - max pool 2 - dense 1024 - relu - dense classes; convolutions pad to
 * 'same'. 3,274,634 parameters on 28 x 28 grey pixels and 10 classes.
 *
 * @param options see {@link Cnn2c2dOptions}
 * @returns a stock tf.Sequential for inputs [examples, rows, columns, channels]; the caller disposes it
 * @throws RangeError, TypeError for options outside their ranges and unknown ones
 * @example
 * const model = cnn2c2d({rows: 8, columns: 8, seed: 1});
 *
 * Schneider, Balles & Hennig, DeepOBS: a deep learning optimizer benchmark suite, 2019, network 2c2d.
 */
export function cnn2c2d(options: Cnn2c2dOptions = {}): tf.Sequential {
  const {rows, columns, channels, classes, initializer, seed} = readOptions('cnn2c2d', cnn2c2dTable, options);
  const model = tf.sequential({
    layers: [
      convolution(32, 'convolution1', [rows, columns, channels]),
      tf.layers.maxPooling2d({poolSize: 2, name: 'pool1'}),
      convolution(64, 'convolution2'),
      tf.layers.maxPooling2d({poolSize: 2, name: 'pool2'}),
      tf.layers.flatten({name: 'flatten'}),
      ...denseLayers(1024, 'relu', 'hidden'),
      ...denseLayers(classes, 'linear', 'output'),
    ],
  });
  try {
    initializeWeights(model, {initializer, seed});
  } catch (error) {
    model.dispose();
    throw error;
  }
  return model;
}
