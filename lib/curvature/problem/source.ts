import * as tf from '@tensorflow/tfjs';
import {checkOptions, show} from '../../base/arguments.ts';
import type {LossName} from '../../models/losses.ts';
import type {BatchLoss, Examples} from '../../training/types.ts';
import type {SymmetricOperator} from '../operator.ts';

/** What a loss is a function of, and the data that it is a mean over. */
export interface LossSource {
  /**
   * The loss: a function of nothing or of the variables, or of a batch where there is `data`, that gives a scalar; or, where `variables` is a model or
   * there are `outputs`, the name of a loss of the outputs. Default 'softmaxCrossEntropy' where there are outputs.
   */
  loss?: LossName | (() => tf.Scalar) | BatchLoss;
  /** What the loss depends on: variables, one or a list; a model or a layer stands for its trainable weights in order. */
  variables?: tf.Variable | readonly (tf.Variable | tf.LayersModel['weights'][number])[] | tf.layers.Layer;
  /** What a named loss is a loss of, where `variables` is no model: [examples, outputs] of a batch. */
  outputs?: (batch: Examples) => tf.Tensor;
  /** All the examples; what is probed is the mean over all of them, however they are cut into batches. */
  data?: Examples;
  /** Examples of one product, default 1000; the result does not depend on it. */
  batchSize?: number | 'full';
}

/** The matrix that a probe is about. */
export type MatrixName = 'hessian' | 'gaussNewton';

/** A matrix: that of a loss, or any symmetric one by its products. */
export interface MatrixSource extends LossSource {
  /** 'hessian' (default), or 'gaussNewton', J' H_L J, which needs the name of a loss. */
  matrix?: MatrixName;
  /** Any symmetric matrix by its products, in place of loss and variables. */
  operator?: SymmetricOperator;
}

export const lossSourceNames = ['loss', 'variables', 'outputs', 'data', 'batchSize'] as const;
export const matrixSourceNames = [...lossSourceNames, 'matrix', 'operator'] as const;

/**
 * Refuses what is no options of a probe, showing the call that is meant, and unknown options.
 *
 * @param known the names of the options
 */
export function checkSource(owner: string, options: unknown, known: readonly string[]): void {
  const isOne = typeof options === 'object' && options !== null && !Array.isArray(options);
  if (!isOne || options instanceof tf.Tensor || options instanceof tf.layers.Layer) {
    throw new TypeError(
      `${owner}: takes one object, ${owner}({variables: model, data: {x, y}}) or ${owner}({loss, variables: [w]}), ` +
        `received ${show(options)}`,
    );
  }
  if ('model' in options && !known.includes('model')) {
    throw new TypeError(
      `${owner}: the model takes the place of the variables: ${owner}({variables: model, data: {x, y}})`,
    );
  }
  checkOptions(owner, options, known);
}
