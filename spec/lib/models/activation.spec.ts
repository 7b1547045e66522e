import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {activations, denseLayers} from '../../../lib/models/activation.ts';

// f(-2) and f(1) by the definitions, in float64
const wanted: Record<(typeof activations)[number], [number, number]> = {
  relu: [0, 1],
  leakyRelu: [-0.02, 1],
  elu: [Math.expm1(-2), 1],
  selu: [1.0507009873554805 * 1.6732632423543772 * Math.expm1(-2), 1.0507009873554805],
  softplus: [Math.log1p(Math.exp(-2)), Math.log1p(Math.exp(1))],
  softsign: [-2 / 3, 1 / 2],
  swish: [-2 / (1 + Math.exp(2)), 1 / (1 + Math.exp(-1))],
  mish: [-2 * Math.tanh(Math.log1p(Math.exp(-2))), Math.tanh(Math.log1p(Math.exp(1)))],
  tanh: [Math.tanh(-2), Math.tanh(1)],
  sigmoid: [1 / (1 + Math.exp(2)), 1 / (1 + Math.exp(-1))],
  linear: [-2, 1],
};

describe('denseLayers', () => {
  for (const activation of activations) {
    it(`${activation} is the function of that name`, () => {
      const model = tf.sequential({layers: denseLayers(1, activation, 'unit', [1])});
      const result = tf.tidy(() => {
        model.setWeights([tf.ones([1, 1]), tf.zeros([1])]);
        return [...(model.predict(tf.tensor2d([[-2], [1]])) as tf.Tensor).dataSync()];
      });
      expect(result[0]).to.be.closeTo(wanted[activation][0], 1e-6);
      expect(result[1]).to.be.closeTo(wanted[activation][1], 1e-6);
      model.dispose();
    });
  }
});
