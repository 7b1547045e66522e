import type * as tf from '@tensorflow/tfjs';
import {checkOptions} from '../base/arguments.ts';
import type {Initializer} from './initializers.ts';
import {mlp} from './mlp.ts';

export interface SoftmaxRegressionOptions {
  /** Numbers of an example, default 784. */
  inputs?: number;
  /** Default 10. */
  classes?: number;
  /** Default 'glorotUniform'. */
  initializer?: Initializer;
  /** Default 0. */
  seed?: number;
}

/**
 * Builds softmax regression, also called multinomial logistic regression: one layer of logits.
 *
 * p(class c | x) = softmax(x W + b)_c
 *
 * @param options `inputs` (784); `classes` (10); `initializer` ('glorotUniform') and `seed` (0) of W; b starts at zero
 * @returns a stock tf.Sequential of one layer, output; the caller disposes it
 * @throws RangeError, TypeError for options outside their ranges and unknown ones
 * @example
 * softmaxRegression({inputs: 4, classes: 3}).countParams(); // 15
 */
export function softmaxRegression(options: SoftmaxRegressionOptions = {}): tf.Sequential {
  checkOptions('softmaxRegression', options, ['inputs', 'classes', 'initializer', 'seed']);
  return mlp({...options, widths: []});
}
