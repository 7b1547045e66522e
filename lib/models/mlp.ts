import * as tf from '@tensorflow/tfjs';
import {checkChoices, checkLists, checkNumbers, checkOptions} from '../base/arguments.ts';
import {type Activation, activations, denseLayers} from './activation.ts';
import {initializeWeights} from './initialize-weights.ts';
import type {Initializer} from './initializers.ts';

export interface MlpOptions {
  /** Numbers of an example, default 784. */
  inputs?: number;
  /** Units of the hidden layers, default [128]; none makes a linear model. */
  widths?: readonly number[];
  /** Default 10. */
  classes?: number;
  /** Of the hidden layers, default 'relu'. */
  activation?: Activation;
  /** Default 'glorotUniform'. */
  initializer?: Initializer;
  /** Default 0. */
  seed?: number;
}

/**
 * Builds a multilayer perceptron that gives logits.
 *
 * a_0 = x; a_l = f(a_(l-1) W_l + b_l); logits = a_L W + b
 *
 * @param options `inputs` (784); `widths` of the hidden layers ([128]); `classes` (10); `activation` ('relu');
 *   `initializer` ('glorotUniform') and `seed` (0) of the kernels; biases start at zero
 * @returns a stock tf.Sequential of layers hidden1, hidden2, ..., output; the caller disposes it
 * @throws RangeError, TypeError for options outside their ranges and unknown ones
 * @example
 * const model = mlp({widths: [300, 100], seed: 1});
 * model.countParams(); // 266610
 */
export function mlp(options: MlpOptions = {}): tf.Sequential {
  checkOptions('mlp', options, ['inputs', 'widths', 'classes', 'activation', 'initializer', 'seed']);
  const {
    inputs = 784,
    widths = [128],
    classes = 10,
    activation = 'relu',
    initializer = 'glorotUniform',
    seed = 0,
  } = options;
  checkNumbers('mlp', {inputs, classes}, {from: 1, whole: true});
  checkLists('mlp', {widths});
  for (const width of widths) checkNumbers('mlp', {widths: width}, {from: 1, whole: true});
  checkChoices('mlp', {activation}, activations);
  checkNumbers('mlp', {seed}, {});
  const layers = widths.flatMap((width, index) =>
    denseLayers(width, activation, `hidden${index + 1}`, index === 0 ? [inputs] : undefined),
  );
  const output = denseLayers(classes, 'linear', 'output', widths.length === 0 ? [inputs] : undefined);
  const model = tf.sequential({layers: [...layers, ...output]});
  try {
    initializeWeights(model, {initializer, seed});
  } catch (error) {
    model.dispose();
    throw error;
  }
  return model;
}
