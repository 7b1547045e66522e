import * as tf from '@tensorflow/tfjs';
import type {Dataset, ExampleSet} from '../../lib/data/index.ts';
import type {Examples} from '../../lib/training/index.ts';
import {CommandError} from '../arguments/errors.ts';

/** A training and a test set as tensors; whoever made them disposes them. */
export interface ExamplePair {
  readonly train: Examples;
  readonly test: Examples;
}

export const disposeExamples = ({train, test}: ExamplePair): void => tf.dispose([train.x, train.y, test.x, test.y]);

const sizeOf = (shape: readonly (number | null)[]): number =>
  shape.reduce<number>((product, each) => product * (each ?? 1), 1);

/** What the targets of a model are. */
type Targets = 'hot' | 'class number' | 'values' | 'input';

/** What a model that gives so many numbers learns of the data. */
function targetsOf({task, outputs, shape, train}: Dataset, given: number, loss: string): Targets {
  const inputs = sizeOf(shape);
  if (task === 'regression') {
    if (given === outputs) return 'values';
    throw new CommandError(
      `the model must give ${outputs === 1 ? 'one number, the target' : `${outputs} numbers, one for each target`}; it gives ${given}`,
    );
  }
  if (given === outputs) return /sparse/i.test(loss) ? 'class number' : 'hot';
  if (given === 1 && outputs === 2 && !/categorical|softmax/i.test(loss)) return 'class number';
  const isOfImages = train.x instanceof Uint8Array;
  if (isOfImages && given === inputs && !/categorical|softmax/i.test(loss)) return 'input';
  throw new CommandError(
    `the model must give ${outputs} numbers, one for each class` +
      `${outputs === 2 ? ', or one, for the second class' : ''}${isOfImages ? `, or ${inputs}, one for each pixel` : ''}; it gives ${given}`,
  );
}

const brightness = Float32Array.from({length: 256}, (_, byte) => byte / 255);

function asFloats(x: Uint8Array | Float32Array): Float32Array {
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
 * Examples in the shapes that a model takes and gives: inputs in any arrangement; targets as one-hot classes, class numbers for a
 * sparse loss or for one output, values, or the inputs themselves where the model gives as many numbers.
 *
 * @param loss name of the loss
 * @throws CommandError where the model takes or gives something else
 */
export function examplesOf(model: tf.LayersModel, dataset: Dataset, loss: string): ExamplePair {
  if (model.inputs.length !== 1 || model.outputs.length !== 1) {
    throw new CommandError(
      `the model must have one input and one output, this has ${model.inputs.length} and ${model.outputs.length}`,
    );
  }
  const [input, output] = [model.inputs[0]!.shape.slice(1), model.outputs[0]!.shape.slice(1)] as [number[], number[]];
  const {shape, outputs} = dataset;
  if (sizeOf(input) !== sizeOf(shape) || (input.length === shape.length && input.join() !== shape.join())) {
    throw new CommandError(
      `the model takes inputs of shape [${input.join(', ')}], and the examples of ${dataset.name} have the shape [${shape.join(', ')}]`,
    );
  }
  const targets = targetsOf(dataset, sizeOf(output), loss);
  const make = ({x: numbers, y, count}: ExampleSet): Examples => {
    const x = tf.tensor(asFloats(numbers), [count, ...input]);
    if (targets === 'input')
      return {x, y: input.join() === output.join() ? x : tf.tensor(asFloats(numbers), [count, ...output])};
    if (targets === 'class number') return {x, y: tf.tensor(Float32Array.from(y), [count, 1])};
    const values = targets === 'hot' ? oneHot(y, outputs) : (y as Float32Array);
    return {x, y: tf.tensor(values, [count, ...output])};
  };
  return {train: make(dataset.train), test: make(dataset.test)};
}
