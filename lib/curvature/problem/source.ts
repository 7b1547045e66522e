import * as tf from '@tensorflow/tfjs';
import {checkNumbers, show} from '../../base/arguments.ts';
import {isLayerLike} from '../../base/other-copy.ts';
import {
  asGiven,
  choiceOption,
  option,
  type OptionsOf,
  type OptionTable,
  readOptions,
  type SettingsOf,
} from '../../base/options.ts';
import type {LossName} from '../../models/index.ts';
import type {BatchLoss, Examples} from '../../training/index.ts';
import type {SymmetricOperator} from '../operator.ts';

/** A loss by its name, as a closure, or of a batch. */
export type GivenLoss = LossName | (string & {}) | (() => tf.Scalar) | BatchLoss;

/** What a loss depends on: variables, one or a list; a model or a layer stands for its trainable weights in order. */
export type GivenVariables =
  tf.Variable | readonly (tf.Variable | tf.LayersModel['weights'][number])[] | tf.layers.Layer;

/** The outputs of which a named loss is a loss. */
export type OutputsOfBatch = (batch: Examples) => tf.Tensor;

export const lossTable = {
  loss: option(
    asGiven<GivenLoss>,
    undefined,
    "a function of the variables, or of a batch where there is `data`, that gives a scalar; or the name of a loss of the outputs ('softmaxCrossEntropy'; of a model those of TensorFlow.js, too); of a model, when left out, that of model.compile",
  ),
  variables: option(
    asGiven<GivenVariables>,
    undefined,
    'what the loss depends on, one or a list; a model or a layer stands for its trainable weights in order',
  ),
  outputs: option(
    asGiven<OutputsOfBatch>,
    undefined,
    'what a named loss is a loss of, where `variables` is no model: [examples, outputs] of a batch',
  ),
  data: option(
    asGiven<Examples>,
    undefined,
    'all the examples, {x, y}; what is probed is the mean over all of them, however they are cut into batches',
  ),
  batchSize: option(
    (owner, name, received: number | 'full') => {
      if (received !== 'full') checkNumbers(owner, {[name]: received}, {from: 1, whole: true});
      return received;
    },
    1000,
    "examples of one product, or 'full'; the result does not depend on it",
  ),
};

/** What a loss is a function of, and the data that it is a mean over. */
export interface LossSource extends OptionsOf<typeof lossTable> {}

export const matrixTable = {
  ...lossTable,
  matrix: choiceOption(['hessian', 'gaussNewton'], "'gaussNewton' is J' H_L J, which needs the name of a loss"),
  operator: option(
    asGiven<SymmetricOperator>,
    undefined,
    'any symmetric matrix by its products, {size, apply(vector)}, in place of loss and variables',
  ),
};

/** A matrix: that of a loss, or any symmetric one by its products. */
export interface MatrixSource extends OptionsOf<typeof matrixTable> {}

/** The matrix that a probe is about. */
export type MatrixName = 'hessian' | 'gaussNewton';

/**
 * Reads the options of a probe; what is no options is refused with the call that is meant.
 *
 * @throws TypeError, RangeError as `readOptions` does
 */
export function readSource<Table extends OptionTable>(owner: string, table: Table, options: object): SettingsOf<Table> {
  const given: unknown = options;
  const isOne = typeof given === 'object' && given !== null && !Array.isArray(given);
  if (!isOne || given instanceof tf.Tensor || isLayerLike(given)) {
    throw new TypeError(
      `${owner}: takes one object, ${owner}({variables: model, data: {x, y}}) or ${owner}({loss, variables: [w]}), ` +
        `received ${show(given)}`,
    );
  }
  if ('model' in given && !('model' in table)) {
    throw new TypeError(
      `${owner}: the model takes the place of the variables: ${owner}({variables: model, data: {x, y}})`,
    );
  }
  return readOptions(owner, table, given);
}
