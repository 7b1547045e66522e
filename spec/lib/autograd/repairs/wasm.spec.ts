import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {repairGradients} from '../../../../lib/autograd/repairs/index.ts';
import {broadcast, build} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

/** What only wasm got wrong; the other backends show that the references are right. */
describe('what the backend wasm computes wrongly', () => {
  gradientCase({
    name: 'prelu with slopes that are repeated',
    shapes: [
      [2, 3, 4],
      [3, 1],
    ],
    operation: (x, alpha) => tf.prelu(x, alpha),
    reference: (x, alpha) =>
      build([2, 3, 4], (...index) => {
        const value = x.at(index);
        return value > 0 ? value : value * broadcast(alpha, index);
      }),
  });

  it('numbers as truth values', () => {
    const undo = repairGradients();
    tf.tidy(() => {
      expect([...tf.cast(tf.tensor1d([0, -0.5, 3, 0, 40]), 'bool').dataSync()].map(Number)).to.deep.equal([
        0, 1, 1, 0, 1,
      ]);
    });
    undo();
  });

  it('a fused product of several matrices with a bias, and with a single number for it', () => {
    const undo = repairGradients();
    tf.tidy(() => {
      const a = tf.tensor3d([1, 2, 3, 4], [2, 1, 2]);
      const b = tf.tensor3d([1, 0, 0, 1, 1, 1, 0, 1], [2, 2, 2]);
      const many = tf.fused.matMul({a, b, bias: tf.tensor1d([10, 20])});
      expect([...many.dataSync()]).to.deep.equal([11, 22, 13, 27]);
      const one = tf.fused.matMul({
        a: tf.tensor2d([[1, 2]]),
        b: tf.tensor2d([
          [1, 0],
          [0, 1],
        ]),
        bias: tf.scalar(5),
      });
      expect([...one.dataSync()]).to.deep.equal([6, 7]);
    });
    undo();
  });

  it('is refused by name where nothing right can be composed', function () {
    if (tf.getBackend() !== 'wasm') this.skip();
    const undo = repairGradients();
    const x = tf.ones([1, 4, 4, 1]) as tf.Tensor4D;
    const boxes = tf.tensor2d([[0, 0, 1, 1]]);
    const of = tf.tensor1d([0], 'int32');
    const before = tf.memory().numTensors;
    expect(() => tf.maxPoolWithArgmax(x, 2, 2, 'same')).to.throw(
      'MaxPoolWithArgmax: the backend wasm gives wrong maxima',
    );
    expect(() => tf.image.cropAndResize(x, boxes, of, [2, 2], 'nearest')).to.throw('CropAndResize: the backend wasm');
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose([x, boxes, of]);
    undo();
  });
});
