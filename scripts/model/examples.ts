import * as tf from '@tensorflow/tfjs';
import {type Dataset, datasetTensors} from '../../lib/data/index.ts';
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

const mostNamed = 20;

/** The columns of a table that are inputs, with how many each is; empty for other data. */
function widthsOf({columns}: Dataset): string {
  const inputs = (columns ?? []).filter(({width}) => width > 0);
  if (inputs.length === 0) return '';
  const named = inputs.slice(0, mostNamed).map(({name, width}) => `${name} ${width}`);
  const rest = inputs.length > mostNamed ? `, ... (${inputs.length} columns)` : '';
  return ` (inputs of each column: ${named.join(', ')}${rest})`;
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
  const {shape} = dataset;
  if (sizeOf(input) !== sizeOf(shape) || (input.length === shape.length && input.join() !== shape.join())) {
    throw new CommandError(
      `the model takes inputs of shape [${input.join(', ')}], and the examples of ${dataset.name} have the shape [${shape.join(', ')}]${widthsOf(dataset)}: ${dataset.columns ? 'leave columns out by --ignore, or ' : ''}name those that it is for by --data`,
    );
  }
  const targets = targetsOf(dataset, sizeOf(output), loss);
  const pair = datasetTensors(dataset, {classes: targets === 'class number' ? 'numbers' : 'one-hot'});
  const shaped = ({x: inputs, y: values}: ExamplePair['train']): ExamplePair['train'] =>
    tf.tidy(() => {
      const x = tf.reshape(inputs, [-1, ...input]);
      // A sparse loss takes one number an example, whatever the model gives.
      const isSame = targets === 'input' && input.join() === output.join();
      const y =
        targets === 'class number'
          ? tf.clone(values)
          : tf.reshape(targets === 'input' ? inputs : values, [-1, ...output]);
      tf.dispose([inputs, values]);
      return {x, y: isSame ? x : y};
    });
  return {train: shaped(pair.train), test: shaped(pair.test)};
}
