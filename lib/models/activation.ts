import * as tf from '@tensorflow/tfjs';

/** The activations of hidden layers by name. */
export const activations = [
  'relu',
  'leakyRelu',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'swish',
  'mish',
  'tanh',
  'sigmoid',
  'linear',
] as const;

export type Activation = (typeof activations)[number];

/**
 * Makes a dense layer with its activation.
 *
 * @param units width
 * @param activation 'leakyRelu' is max(z, 0.01 z), in a layer of its own, because tfjs has no such activation by name
 * @param name of the layer
 * @param inputShape of the first layer of a model
 */
export function denseLayers(
  units: number,
  activation: Activation,
  name: string,
  inputShape?: readonly number[],
): tf.layers.Layer[] {
  const leaky = activation === 'leakyRelu';
  const dense = tf.layers.dense({
    units,
    name,
    activation: leaky ? 'linear' : activation,
    // Quick to make; the values that count are drawn by initializeWeights.
    kernelInitializer: 'zeros',
    ...(inputShape && {inputShape: [...inputShape]}),
  });
  return leaky ? [dense, tf.layers.leakyReLU({alpha: 0.01, name: `${name}-activation`})] : [dense];
}
