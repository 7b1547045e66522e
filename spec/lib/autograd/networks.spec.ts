import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {hvp} from '../../../lib/autograd/products/hvp.ts';
import {secondOrder} from '../../../lib/autograd/scope/second-order.ts';
import {expectClose} from './close.ts';
import {lossOf, modelOf, networkCases} from './network.ts';

describe('products of every layer, activation and loss', () => {
  for (const network of networkCases) {
    it(`are exact: ${network.name}`, () => {
      const model = modelOf(network);
      const loss = lossOf(network, model);
      const before = tf.memory().numTensors;
      const vectors = network.v.map((values, i) => tf.tensor(values, network.weights[i]!.shape));
      const products = hvp(loss, model, vectors, {batchStatistics: network.training ?? false});
      const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
      expectClose(products, network.hv.flat(), 1e-5);
      if (network.training !== true) {
        const {value, grads} = secondOrder(() => tf.variableGrads(loss, variables));
        const zeros = variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
        expectClose(zeros, network.gradient.flat(), 1e-5);
        tf.dispose([value, zeros]);
      }
      tf.dispose([vectors, products]);
      expect(tf.memory().numTensors).to.equal(before);
      model.dispose();
    });
  }
});
