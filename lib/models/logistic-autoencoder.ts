import type * as tf from '@tensorflow/tfjs';
import {checkLists, checkOptions} from '../base/arguments.ts';
import {option, type OptionsOf, readValues} from '../base/options.ts';
import {mlp, mlpTable} from './mlp.ts';

export const logisticAutoencoderTable = {
  inputs: mlpTable.inputs,
  widths: option(
    (owner, name, received: readonly number[]) => {
      checkLists(owner, {[name]: received}, 1);
      return received;
    },
    [128, 32, 128],
    'units of the hidden layers from input to output, the code in the middle, at least one',
  ),
  initializer: mlpTable.initializer,
  seed: mlpTable.seed,
};

/** Options of {@link logisticAutoencoder}. */
export interface LogisticAutoencoderOptions extends OptionsOf<typeof logisticAutoencoderTable> {}

/**
 * Builds an autoencoder with logistic units: it is trained to give its own input back through a narrow layer.
 *
 * a_0 = x; a_l = s(a_(l-1) W_l + b_l), s(z) = 1 / (1 + e^-z); logits = a_L W + b; target x, with `sigmoidCrossEntropy`
 *
 * @param options see {@link LogisticAutoencoderOptions}
 * @returns a stock tf.Sequential that gives logits, one for each input; the caller disposes it
 * @throws RangeError, TypeError for options outside their ranges and unknown ones
 * @example
 * const model = logisticAutoencoder({inputs: 16, widths: [4]});
 *
 * Hinton & Salakhutdinov, Reducing the dimensionality of data with neural networks, 2006.
 */
export function logisticAutoencoder(options: LogisticAutoencoderOptions = {}): tf.Sequential {
  checkOptions('logisticAutoencoder', options, Object.keys(logisticAutoencoderTable));
  const {widths} = readValues('logisticAutoencoder', {widths: logisticAutoencoderTable.widths}, options);
  const {inputs = logisticAutoencoderTable.inputs.default} = options;
  return mlp({...options, inputs, widths, classes: inputs, activation: 'sigmoid'});
}
