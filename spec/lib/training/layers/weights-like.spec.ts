import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {weightsLike} from '../../../../lib/training/layers/index.ts';

const pair = (first: number, second: number, units = 1): tf.Sequential => {
  const dense = (value: number, shape: object): tf.layers.Layer =>
    tf.layers.dense({units, useBias: false, kernelInitializer: tf.initializers.constant({value}), ...shape});
  return tf.sequential({layers: [dense(first, {inputShape: [units]}), dense(second, {})]});
};

describe('weightsLike', () => {
  it('gives the weights of the same layers, whichever of them are frozen', () => {
    const [from, to] = [pair(1, 2), pair(3, 4)];
    to.layers[0]!.trainable = false;
    expect(to.getWeights().map((weight) => weight.dataSync()[0])).to.deep.equal([4, 3]);
    expect(weightsLike(from, to).map((weight) => weight.dataSync()[0])).to.deep.equal([3, 4]);
    expect(weightsLike(to, from).map((weight) => weight.dataSync()[0])).to.deep.equal([2, 1]);
    expect(weightsLike(to, to).map((weight) => weight.dataSync()[0])).to.deep.equal([4, 3]);
  });

  it('names what is not the same', () => {
    expect(() => weightsLike(pair(1, 2), pair(1, 2, 3))).to.throw(
      RangeError,
      /weight dense_Dense\d+\/kernel is \[3, 3\], but dense_Dense\d+\/kernel is \[1, 1\]/,
    );
    const one = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
    expect(() => weightsLike(pair(1, 2), one)).to.throw(RangeError, /one model has the layers .*, the other has/);
  });
});
