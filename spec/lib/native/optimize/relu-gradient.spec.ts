import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {reluGradient} from '../../../../lib/native/optimize/relu-gradient.ts';
import {nativeOnly, wave} from '../compile/native-only.ts';
import {expectSame, nodes, operations} from './support.ts';

describe('the rule reluGradient', () => {
  before(function () {
    nativeOnly(this);
  });

  it('makes ReluGrad of the gradient of relu', () => {
    const x = tf.tensor1d([...wave(1, 20), 0, -0]);
    const fn = (y: tf.Tensor): tf.Tensor => tf.grad((z: tf.Tensor) => tf.sum(tf.square(tf.relu(z))))(y);
    const [before, after] = operations(fn, [x], [reluGradient]);
    expect(before).to.include('IsNan');
    expect(after).to.include('ReluGrad').and.to.not.include('IsNan');
    expectSame(fn, [x]);
    x.dispose();
  });

  it('looks at relu where that is there, else at what it is of', () => {
    const x = tf.tensor1d(wave(1, 20));
    const seenBy = (fn: (z: tf.Tensor) => tf.Tensor): string => {
      const gradient = (y: tf.Tensor): tf.Tensor => tf.grad((z: tf.Tensor) => tf.sum(fn(z)))(y);
      const [, after] = nodes(gradient, [x], [reluGradient]);
      expectSame(gradient, [x]);
      return after.find(({op}) => op === 'ReluGrad')!.inputs[1]!.node.op;
    };
    expect(seenBy((z) => tf.square(tf.relu(z)))).to.equal('Relu');
    expect(seenBy((z) => tf.relu(z))).to.equal('Placeholder');
    x.dispose();
  });

  it('leaves a step with another slope, and one of another shape', () => {
    const x = tf.tensor1d(wave(1, 20));
    for (const fn of [
      (y: tf.Tensor): tf.Tensor => tf.mul(y, tf.step(y, 0.5)),
      (y: tf.Tensor): tf.Tensor => tf.mul(tf.scalar(2), tf.step(y)),
    ]) {
      const [before, after] = operations(fn, [x], [reluGradient]);
      expect(after).to.deep.equal(before);
      expectSame(fn, [x]);
    }
    x.dispose();
  });
});
