import * as tf from '@tensorflow/tfjs';
import {replaceMethods} from '../base/replace-methods.ts';
import {randomStream} from '../base/random.ts';
import type {FunctionOptions} from './products/product-options.ts';

/**
 * Does work in which a loss is the same function each time: what it draws at random comes from a seed, and nothing is assigned to.
 *
 * TensorFlow.js draws all seeds of its own from Math.random. Batch normalisation in training mode betrays itself by writing its
 * moving averages.
 */
export function asOneFunction<Result>(owner: string, options: FunctionOptions, work: () => Result): Result {
  const {seed = 0, batchStatistics = false} = options;
  const random = randomStream(seed, 'loss');
  const undo = [
    replaceMethods(Math, {random: () => random.uniform()}),
    replaceMethods(tf.Variable.prototype, {
      assign(this: tf.Variable) {
        if (batchStatistics) return;
        throw new Error(
          `${owner}: the loss assigns to the variable ${this.name}, as batch normalisation does in training mode; call the model with ` +
            '{training: false}, or set batchStatistics: true to differentiate through the statistics of the batch (nothing is ' +
            'assigned then)',
        );
      },
    }),
  ];
  try {
    return work();
  } finally {
    for (const step of undo) step();
  }
}
