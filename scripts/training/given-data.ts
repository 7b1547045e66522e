import * as tf from '@tensorflow/tfjs';
import {type ImageDataset, type LabelledImages, toTensors} from '../../lib/data/index.ts';
import type {Examples} from '../../lib/training/index.ts';
import {CommandError} from '../arguments/errors.ts';

/**
 * Images and labels in the shapes that a model takes: pixels in any arrangement; one-hot classes, class numbers for a sparse loss,
 * or the pixels themselves where the model gives as many numbers.
 *
 * @throws CommandError where the model takes or gives something else
 */
export function givenData(
  model: tf.LayersModel,
  {train, test, classes}: ImageDataset,
  loss: string,
): {train: Examples; test: Examples} {
  if (model.inputs.length !== 1 || model.outputs.length !== 1) {
    throw new CommandError(
      `the models must have one input and one output, these have ${model.inputs.length} and ${model.outputs.length}`,
    );
  }
  const size = (shape: readonly (number | null)[]): number =>
    shape.slice(1).reduce<number>((product, each) => product * (each ?? 1), 1);
  const [input, output] = [model.inputs[0]!.shape, model.outputs[0]!.shape];
  const pixels = train.rows * train.columns;
  if (size(input) !== pixels) {
    throw new CommandError(
      `the models take inputs of shape [${input.slice(1).join(', ')}], the images have ${pixels} pixels`,
    );
  }
  if (![classes, pixels].includes(size(output))) {
    throw new CommandError(
      `the models must give ${classes} numbers, one for each class, or ${pixels}, one for each pixel; these give ${size(output)}`,
    );
  }
  const make = (images: LabelledImages): Examples => {
    const {x: flat, y: hot} = toTensors(images, {classes});
    return tf.tidy(() => {
      const x = tf.reshape(flat, [-1, ...(input.slice(1) as number[])]);
      flat.dispose();
      if (size(output) === pixels) {
        hot.dispose();
        return {x, y: tf.reshape(x, [-1, ...(output.slice(1) as number[])])};
      }
      if (!/sparse/i.test(loss)) return {x, y: tf.keep(hot)};
      const y = tf.expandDims(tf.argMax(hot, -1).toFloat(), -1);
      hot.dispose();
      return {x, y};
    });
  };
  return {train: make(train), test: make(test)};
}
