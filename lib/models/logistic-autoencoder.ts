import type * as tf from '@tensorflow/tfjs';
import {checkLists, checkOptions} from '../base/arguments.ts';
import type {Initializer} from './initializers.ts';
import {mlp} from './mlp.ts';

export interface LogisticAutoencoderOptions {
  /** Numbers of an example, default 784. */
  inputs?: number;
  /** Units of the hidden layers from input to output, the code in the middle, default [128, 32, 128]. */
  widths?: readonly number[];
  /** Default 'glorotUniform'. */
  initializer?: Initializer;
  /** Default 0. */
  seed?: number;
}

/**
 * Builds an autoencoder with logistic units: it is trained to give its own input back through a narrow layer.
 *
 * a_0 = x; a_l = s(a_(l-1) W_l + b_l), s(z) = 1 / (1 + e^-z); logits = a_L W + b; target x, with `sigmoidCrossEntropy`
 *
 * @param options `inputs` (784); `widths` of the hidden layers ([128, 32, 128]), at least one; `initializer`
 *   ('glorotUniform') and `seed` (0) of the kernels; biases start at zero
 * @returns a stock tf.Sequential that gives logits, one for each input; the caller disposes it
 * @throws RangeError, TypeError for options outside their ranges and unknown ones
 * @example
 * const model = logisticAutoencoder({inputs: 16, widths: [4]});
 *
 * Hinton & Salakhutdinov, Reducing the dimensionality of data with neural networks, 2006.
 */
export function logisticAutoencoder(options: LogisticAutoencoderOptions = {}): tf.Sequential {
  checkOptions('logisticAutoencoder', options, ['inputs', 'widths', 'initializer', 'seed']);
  const {inputs = 784, widths = [128, 32, 128], ...rest} = options;
  checkLists('logisticAutoencoder', {widths}, 1);
  return mlp({...rest, inputs, widths, classes: inputs, activation: 'sigmoid'});
}
