import * as tf from '@tensorflow/tfjs';
import {checkChoices, checkNumbers, checkOptions, show} from '../base/arguments.ts';
import type {LabelledImages} from './types.ts';

export interface TensorOptions {
  /** Length of the one-hot labels, >= 1; default 10. */
  classes?: number;
  /** 'flat' (default): [count, rows * columns]; 'image': [count, rows, columns, 1]. */
  shape?: 'flat' | 'image';
}

const brightness = Float32Array.from({length: 256}, (_, byte) => byte / 255);

/**
 * Turns images and labels into tensors to train with.
 *
 * x = byte / 255; y = 1 at the label, 0 elsewhere
 *
 * @param examples images and labels
 * @param options `classes`, default 10; `shape`, 'flat' (default) or 'image'
 * @returns x, float32 [count, rows * columns] or [count, rows, columns, 1] with values in [0, 1]; y, float32 [count, classes],
 *   one-hot. The caller disposes both.
 * @throws RangeError for a label that is not below `classes`, and for options outside their ranges
 * @example
 * const {train} = await loadMnist();
 * const {x, y} = toTensors(train, {shape: 'flat'});
 * x.shape; // [8000, 784]
 * tf.dispose([x, y]);
 */
export function toTensors(
  {images, labels, count, rows, columns}: LabelledImages,
  options: TensorOptions = {},
): {x: tf.Tensor; y: tf.Tensor2D} {
  checkOptions('toTensors', options, ['classes', 'shape']);
  const {classes = 10, shape = 'flat'} = options;
  checkNumbers('toTensors', {classes}, {from: 1, whole: true});
  checkChoices('toTensors', {shape}, ['flat', 'image']);
  if (!(images instanceof Uint8Array) || images.length !== count * rows * columns) {
    const received = images instanceof Uint8Array ? `${images.length} bytes` : show(images);
    throw new TypeError(
      `toTensors: images must be a Uint8Array with a byte for each of count x rows x columns pixels (${count} x ${rows} x ${columns}), ` +
        `received ${received}`,
    );
  }
  const hot = new Float32Array(count * classes);
  for (let i = 0; i < count; i++) {
    const label = labels[i]!;
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      throw new RangeError(
        `toTensors: classes must be greater than every label, a whole number from 0 on, received ${classes} and label ${label} of example ${i}`,
      );
    }
    hot[i * classes + label] = 1;
  }
  // A plain loop: Float32Array.from takes seconds for the 47 million pixels of MNIST.
  const pixels = new Float32Array(images.length);
  for (let i = 0; i < images.length; i++) pixels[i] = brightness[images[i]!]!;
  const size = shape === 'flat' ? [count, rows * columns] : [count, rows, columns, 1];
  return {x: tf.tensor(pixels, size), y: tf.tensor2d(hot, [count, classes])};
}
