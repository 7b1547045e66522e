import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {toTensors, toVectors} from '../../../../lib/autograd/given/variables.ts';
import {zerosOf} from '../../../../lib/autograd/zeros.ts';

describe('toTensors', () => {
  it('gives the tensors of a list, and the trainable weights of a model in order', () => {
    const [a, b] = [tf.variable(tf.ones([2])), tf.ones([3])];
    expect(toTensors('mine', [a, b])).to.deep.equal([a, b]);
    const layers = [
      tf.layers.dense({units: 2, inputShape: [3]}),
      tf.layers.dense({units: 1, trainable: false}),
      tf.layers.dense({units: 4, useBias: false}),
    ];
    const model = tf.sequential({layers});
    expect(toTensors('mine', model).map(({shape}) => shape)).to.deep.equal([[3, 2], [2], [1, 4]]);
    model.dispose();
    tf.dispose([a, b]);
  });

  it('takes one variable, a layer, and the weights that a model shows', () => {
    const a = tf.variable(tf.ones([2]));
    expect(toTensors('mine', a)).to.deep.equal([a]);
    const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3]}), tf.layers.dense({units: 1})]});
    const shapes = (variables: Parameters<typeof toTensors>[1]): number[][] =>
      toTensors('mine', variables).map(({shape}) => shape);
    expect(shapes(model.layers[0]!)).to.deep.equal([[3, 2], [2]]);
    expect(shapes(model.trainableWeights)).to.deep.equal([[3, 2], [2], [2, 1], [1]]);
    expect(toTensors('mine', model.trainableWeights)[0]).to.equal(model.trainableWeights[0]!.read());
    model.dispose();
    a.dispose();
  });

  it('refuses what holds no tensors of real numbers', () => {
    const frozen = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1], trainable: false})]});
    const whole = tf.scalar(1, 'int32');
    const cases: [unknown, string][] = [
      [5, 'mine: variables must be an array of tf.Variable or a tf.LayersModel, received 5'],
      [[], 'mine: variables must hold at least one, received []'],
      [frozen, 'mine: variables must hold at least one, received a model without trainable weights'],
      [[3], 'mine: variables[0] must be a tensor of type float32, received 3'],
      [[whole], 'mine: variables[0] must be a tensor of type float32, received a tensor of type int32'],
    ];
    for (const [given, message] of cases) expect(() => toTensors('mine', given as never)).to.throw(message);
    frozen.dispose();
    whole.dispose();
  });
});

describe('toVectors', () => {
  it('lets vectors of the same shapes pass and names the first that differs', () => {
    const [a, b, c] = [tf.ones([2, 3]), tf.ones([3, 2]), tf.ones([2, 3], 'int32')];
    expect(() => toVectors('mine', 'v', [a, b], [a, b])).to.not.throw();
    const cases: [unknown, string][] = [
      [3, 'mine: v must be an array of 2 tensors, received 3'],
      [[a], 'mine: v must be an array of 2 tensors, received 1'],
      [[a, 7], 'mine: v[1] must be a tensor, received 7'],
      [[b, b], 'mine: v[0] must be of type float32 and shape [2, 3], received float32 of shape [3, 2]'],
      [[c, b], 'mine: v[0] must be of type float32 and shape [2, 3], received int32 of shape [2, 3]'],
    ];
    for (const [given, message] of cases) {
      expect(() => toVectors('mine', 'v', given as never, [a, b])).to.throw(message);
    }
    expect(toVectors('mine', 'v', a, [a])).to.deep.equal([a]);
    expect(() => toVectors('mine', 'v', a, [a, b])).to.throw('mine: v must be an array of 2 tensors, received 1');
    expect(() => toVectors('mine', 'v', undefined as never, [a])).to.throw(
      'mine: v must be an array of 1 tensors, received undefined',
    );
    tf.dispose([a, b, c]);
  });
});

describe('zerosOf', () => {
  it('is complex where the tensor is', function () {
    if (tf.getBackend() === 'wasm') this.skip();
    tf.tidy(() => {
      const zeros = zerosOf(tf.complex(tf.ones([2]), tf.ones([2])));
      expect([zeros.shape, zeros.dtype, [...zeros.dataSync()]]).to.deep.equal([[2], 'complex64', [0, 0, 0, 0]]);
    });
  });

  it('is of the shape of a tensor, in float32', () => {
    tf.tidy(() => {
      const zeros = zerosOf(tf.ones([2, 3], 'int32'));
      expect([zeros.shape, zeros.dtype, [...zeros.dataSync()]]).to.deep.equal([[2, 3], 'float32', [0, 0, 0, 0, 0, 0]]);
    });
  });
});
