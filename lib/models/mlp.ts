import * as tf from '@tensorflow/tfjs';
import {
  asNumbers,
  choiceOption,
  numberOption,
  option,
  type OptionsOf,
  readOptions,
  seedOption,
} from '../base/options.ts';
import {activations, denseLayers} from './activation.ts';
import {initializeTable, initializeWeights} from './initialize-weights.ts';

const counted = {from: 1, whole: true} as const;

export const mlpTable = {
  inputs: numberOption(counted, 784, 'numbers of an example'),
  widths: option(asNumbers(counted), [128], 'units of the hidden layers; none makes a linear model'),
  classes: numberOption(counted, 10, 'how many there are'),
  activation: choiceOption(activations, 'of the hidden layers'),
  initializer: initializeTable.initializer,
  seed: seedOption('of the kernels; biases start at zero'),
};

/** Options of {@link mlp}. */
export interface MlpOptions extends OptionsOf<typeof mlpTable> {}

/**
 * Builds a multilayer perceptron that gives logits.
 *
 * a_0 = x; a_l = f(a_(l-1) W_l + b_l); logits = a_L W + b
 *
 * @param options see {@link MlpOptions}
 * @returns a stock tf.Sequential of layers hidden1, hidden2, ..., output; the caller disposes it
 * @throws RangeError, TypeError for options outside their ranges and unknown ones
 * @example
 * const model = mlp({widths: [300, 100], seed: 1});
 * model.countParams(); // 266610
 */
export function mlp(options: MlpOptions = {}): tf.Sequential {
  const settings = readOptions('mlp', mlpTable, options);
  const {inputs, widths, classes, activation, initializer, seed} = settings;
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
