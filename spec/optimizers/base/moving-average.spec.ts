import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {toCoefficients} from '../../../lib/update/coefficient.ts';
import {finiteAverage, movingAverage, movingVariance} from '../../../optimizers/base/moving-average.ts';

const of = (decay: number) => toCoefficients({decay, gain: 1 - decay});

describe('movingAverage', () => {
  it('is decay average + gain value', () => {
    tf.tidy(() => {
      const {decay, gain} = of(0.75);
      expect(movingAverage(tf.scalar(1), tf.scalar(3), decay, gain).dataSync()[0]).to.equal(1.5);
    });
  });

  it('forgets an average that overflowed where decay is 0', () => {
    tf.tidy(() => {
      const {decay, gain} = of(0);
      expect(movingAverage(tf.scalar(Infinity), tf.scalar(3), decay, gain).dataSync()[0]).to.equal(3);
    });
  });
});

describe('finiteAverage', () => {
  it('is decay average + gain value, with one form for every decay', () => {
    tf.tidy(() => {
      const {decay, gain} = of(0.75);
      expect(finiteAverage(tf.scalar(1), tf.scalar(3), decay, gain).dataSync()[0]).to.equal(1.5);
      const none = of(0);
      expect(finiteAverage(tf.scalar(1), tf.scalar(3), none.decay, none.gain).dataSync()[0]).to.equal(3);
    });
  });
});

describe('movingVariance', () => {
  it('is the average of the squares less the square of the average', () => {
    tf.tidy(() => {
      const {decay, gain} = of(0.9);
      let [v, mean]: tf.Tensor[] = [tf.scalar(0), tf.scalar(0)];
      let [squares, average] = [0, 0];
      for (const g of [1, -2, 0.5, 3, 3, -1]) {
        ({v, mean} = movingVariance(v!, mean!, tf.scalar(g), decay, gain));
        squares = 0.9 * squares + 0.1 * g * g;
        average = 0.9 * average + 0.1 * g;
        expect(v.dataSync()[0]).to.be.closeTo(squares - average ** 2, 1e-6);
        expect(mean.dataSync()[0]).to.be.closeTo(average, 1e-6);
      }
    });
  });

  it('never becomes negative under steady gradients, and keeps its digits', () => {
    tf.tidy(() => {
      const {decay, gain} = of(0.9);
      let [v, mean]: tf.Tensor[] = [tf.scalar(0), tf.scalar(0)];
      for (let t = 0; t < 200; t++) ({v, mean} = movingVariance(v!, mean!, tf.scalar(1e-3), decay, gain));
      // c (1 - c) g^2 with c = 1 - .9^200; the difference of the two averages would have no digit of it in float32.
      expect(v!.dataSync()[0]! / ((1 - 0.9 ** 200) * 0.9 ** 200 * 1e-6)).to.be.closeTo(1, 0.05);
    });
  });
});
