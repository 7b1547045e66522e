import type * as tf from '@tensorflow/tfjs';
import {checkOptions} from '../base/arguments.ts';
import type {OptionsOf} from '../base/options.ts';
import {mlp, mlpTable} from './mlp.ts';

const {inputs, classes, initializer, seed} = mlpTable;

const softmaxRegressionTable = {inputs, classes, initializer, seed};

/** Options of {@link softmaxRegression}. */
export interface SoftmaxRegressionOptions extends OptionsOf<typeof softmaxRegressionTable> {}

/**
 * Builds softmax regression, also called multinomial logistic regression: one layer of logits.
 *
 * p(class c | x) = softmax(x W + b)_c
 *
 * @param options see {@link SoftmaxRegressionOptions}
 * @returns a stock tf.Sequential of one layer, output; the caller disposes it
 * @throws RangeError, TypeError for options outside their ranges and unknown ones
 * @example
 * softmaxRegression({inputs: 4, classes: 3}).countParams(); // 15
 */
export function softmaxRegression(options: SoftmaxRegressionOptions = {}): tf.Sequential {
  checkOptions('softmaxRegression', options, Object.keys(softmaxRegressionTable));
  return mlp({...options, widths: []});
}
