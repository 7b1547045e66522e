import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {shortened, trustRatio} from '../../../optimizers/base/lengths.ts';
import {toCoefficients} from '../../../lib/update/coefficient.ts';

const ratioOf = (value: number[], direction: number[]): number =>
  tf.tidy(() => trustRatio(tf.tensor(value), tf.tensor(direction)).dataSync()[0]!);

describe('trustRatio', () => {
  it('is the length of the value by that of the direction, times the coefficient', () => {
    expect(ratioOf([3, 4], [0, 10])).to.be.closeTo(0.5, 1e-7);
    const scaled = tf.tidy(() => {
      const {trust} = toCoefficients({trust: 0.1});
      return trustRatio(tf.tensor([3, 4]), tf.tensor([0, 10]), trust).dataSync()[0]!;
    });
    expect(scaled).to.be.closeTo(0.05, 1e-8);
  });

  it('is 1 where there is no length, and 0 where the direction is beyond float32', () => {
    expect(ratioOf([0, 0], [1, 2])).to.equal(1);
    expect(ratioOf([1, 2], [0, 0])).to.equal(1);
    expect(ratioOf([0, 0], [0, 0])).to.equal(1);
    expect(ratioOf([1, 2], [3e38, 3e38])).to.equal(0);
    expect(ratioOf([3e38, 3e38], [3e38, 3e38])).to.equal(0);
  });
});

describe('shortened', () => {
  const of = (values: number[]): number[] => tf.tidy(() => [...shortened(tf.tensor(values)).dataSync()]);

  it('is of length 1 where it was longer, and else the same', () => {
    const [a, b] = of([3, 4]);
    expect(a).to.be.closeTo(0.6, 1e-7);
    expect(b).to.be.closeTo(0.8, 1e-7);
    expect(of([0.5, 0.25])).to.deep.equal([0.5, 0.25]);
  });

  it('is 0 where its length is beyond float32', () => {
    expect(of([Infinity, 1])).to.deep.equal([0, 0]);
    expect(of([3e38, -3e38]).map(Math.abs)).to.deep.equal([0, 0]);
  });
});
