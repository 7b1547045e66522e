import * as tf from '@tensorflow/tfjs';
import {checkChoices, checkOptions, show} from '../base/arguments.ts';
import type {Dataset, ExampleSet} from './types.ts';

export interface DatasetTensorOptions {
  /** 'one-hot' (default): [examples, classes]; 'numbers': the number of the class, [examples, 1]. Of a regression neither matters. */
  classes?: 'one-hot' | 'numbers';
}

/** Inputs and targets as tensors, which the caller disposes. */
export interface TensorPair {
  /** float32 [examples, ...shape] */
  readonly x: tf.Tensor;
  /** float32 [examples, outputs], or [examples, 1] for numbers of classes */
  readonly y: tf.Tensor2D;
}

/** Refuses examples whose numbers would be read as something else, or lie in the row of another example. */
function checkExamples(part: string, {x, y, count}: ExampleSet, {task, shape, outputs}: Dataset): void {
  const refuse = (what: string): never => {
    throw new RangeError(`datasetTensors: ${part}.${what}`);
  };
  if (!(x instanceof Uint8Array || x instanceof Float32Array)) {
    throw new TypeError(
      `datasetTensors: ${part}.x must be a Uint8Array of brightnesses, which stand for byte / 255, or a Float32Array, received ${show(x)}`,
    );
  }
  const size = shape.reduce((product, length) => product * length, 1);
  if (x.length !== count * size) refuse(`x must have ${count} times ${size} numbers, received ${x.length}`);
  const targets = task === 'classification' ? 1 : outputs;
  if (y.length !== count * targets) refuse(`y must have ${count} times ${targets} numbers, received ${y.length}`);
  if (task !== 'classification') return;
  for (let i = 0; i < count; i++) {
    const label: unknown = y[i];
    if (!(Number.isInteger(label) && (label as number) >= 0 && (label as number) < outputs))
      refuse(`y[${i}] must be the number of a class, from 0 to ${outputs - 1}, received ${show(label)}`);
  }
}

const brightness = Float32Array.from({length: 256}, (_, byte) => byte / 255);

function asFloats(x: ExampleSet['x']): Float32Array {
  if (x instanceof Float32Array) return x;
  // A plain loop: Float32Array.from takes seconds for the 47 million pixels of MNIST.
  const floats = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) floats[i] = brightness[x[i]!]!;
  return floats;
}

function oneHot(y: ArrayLike<number>, classes: number): Float32Array {
  const hot = new Float32Array(y.length * classes);
  for (let i = 0; i < y.length; i++) hot[i * classes + y[i]!] = 1;
  return hot;
}

/**
 * Turns a data set into tensors to train with.
 *
 * x = byte / 255 for pictures, the numbers as they are otherwise; y = 1 at the class and 0 elsewhere, or the targets as `scaling` has
 * scaled them: value = y deviation + mean
 *
 * @param dataset as `loadData` gives it
 * @param options `classes`, 'one-hot' (default) or 'numbers'
 * @returns the training and the test set; the caller disposes x and y of both
 * @throws RangeError, TypeError for unknown options, other arrays, other lengths and classes that there are not
 * @example
 * const dataset = await loadData('iris.csv', {target: 'species'});
 * const {train, test} = datasetTensors(dataset);
 * train.x.shape; // [120, 4]
 * train.y.shape; // [120, 3]
 * tf.dispose([train.x, train.y, test.x, test.y]);
 */
export function datasetTensors(
  dataset: Dataset,
  options: DatasetTensorOptions = {},
): {train: TensorPair; test: TensorPair} {
  checkOptions('datasetTensors', options, ['classes']);
  const {classes = 'one-hot'} = options;
  checkChoices('datasetTensors', {classes}, ['one-hot', 'numbers']);
  if (!Array.isArray((dataset as Dataset | undefined)?.shape)) {
    throw new TypeError(
      `datasetTensors: dataset must be one of loadData, with shape, train and test, received ${show(dataset)}`,
    );
  }
  for (const part of ['train', 'test'] as const) checkExamples(part, dataset[part], dataset);
  const {task, shape, outputs} = dataset;
  const make = ({x, y, count}: ExampleSet): TensorPair => {
    const asNumbers = task === 'classification' && classes === 'numbers';
    const targets = task === 'classification' && !asNumbers ? oneHot(y, outputs) : Float32Array.from(y);
    return {x: tf.tensor(asFloats(x), [count, ...shape]), y: tf.tensor2d(targets, [count, asNumbers ? 1 : outputs])};
  };
  return {train: make(dataset.train), test: make(dataset.test)};
}
