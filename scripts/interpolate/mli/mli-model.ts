import * as tf from '@tensorflow/tfjs';
import {drawInitial} from '../../../lib/models/index.ts';
import {randomStream} from '../../../lib/base/random.ts';

/**
 * The networks of the preset: dense layers with ReLU, with batch normalisation before each ReLU or without.
 *
 * Weights and biases begin uniform in +-1/sqrt(inputs), as in the published code.
 */
export function mliModel({
  inputs,
  widths,
  classes,
  batchNorm,
  seed,
}: {
  inputs: number;
  widths: readonly number[];
  classes: number;
  batchNorm: boolean;
  seed: number;
}): tf.Sequential {
  const first = {inputShape: [inputs]};
  const dense = (units: number, index: number): tf.layers.Layer =>
    tf.layers.dense({units, kernelInitializer: 'zeros', name: `dense${index + 1}`, ...(index === 0 ? first : {})});
  const model = tf.sequential({
    layers: [
      ...widths.flatMap((units, index) => [
        dense(units, index),
        ...(batchNorm ? [tf.layers.batchNormalization({name: `norm${index + 1}`, momentum: 0.9, epsilon: 1e-5})] : []),
        tf.layers.reLU({name: `relu${index + 1}`}),
      ]),
      dense(classes, widths.length),
    ],
  });
  for (const [place, layer] of model.layers.filter((each) => each.getClassName() === 'Dense').entries()) {
    const [kernel, bias] = layer.weights;
    const [fanIn] = kernel!.shape as [number, number];
    for (const weight of [kernel!, bias!]) {
      const random = randomStream(seed, 'mli', place, weight === bias ? 'bias' : 'kernel');
      const shape = weight.shape as number[];
      const values = drawInitial({name: 'uniform', limit: 1 / Math.sqrt(fanIn)}, shape, random);
      tf.tidy(() => void weight.write(tf.tensor(values, shape)));
    }
  }
  return model;
}
