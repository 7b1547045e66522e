import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {ggnvp, hvp} from '../../../lib/autograd/index.ts';
import {compile} from '../../../lib/native/index.ts';
import {nativeOnly} from '../native/native-only.ts';
import {expectClose} from './close.ts';
import {lossOf, modelOf, networkCases} from './network.ts';

describe('compiled products', () => {
  before(function () {
    nativeOnly(this);
  });

  const names = ['activation relu', 'relu convolutions and max pooling', 'lstm', 'loss categoricalCrossentropy'];
  for (const network of networkCases.filter(({name}) => names.includes(name))) {
    it(`are the exact ones, for new vectors too: ${network.name}`, () => {
      const model = modelOf(network);
      const loss = lossOf(network, model);
      const product = compile((...vectors: tf.Tensor[]) => hvp(loss, model, vectors));
      const vectors = network.v.map((values, i) => tf.tensor(values, network.weights[i]!.shape));
      const doubled = vectors.map((vector) => tf.mul(vector, 2));
      for (let i = 0; i < 3; i++) tf.dispose(product(...doubled));
      const before = tf.memory().numTensors;
      const products = product(...vectors);
      expectClose(products, network.hv.flat(), 1e-5);
      tf.dispose(products);
      expect(tf.memory().numTensors).to.equal(before);
      tf.dispose([vectors, doubled]);
      product.dispose();
      model.dispose();
    });
  }

  it('are one for Gauss-Newton', () => {
    const w = tf.variable(tf.tensor2d([[1], [2]]));
    const x = tf.tensor2d([
      [1, 0],
      [0, 2],
    ]);
    const product = compile((v: tf.Tensor) =>
      ggnvp(() => tf.matMul(x, w as unknown as tf.Tensor2D), 'meanSquaredError', [w], [v]),
    );
    const v = tf.ones([2, 1]);
    for (let i = 0; i < 4; i++) {
      const products = product(v);
      expectClose(products, [1, 4], 1e-6);
      tf.dispose(products);
    }
    product.dispose();
    tf.dispose([w, x, v]);
  });
});
