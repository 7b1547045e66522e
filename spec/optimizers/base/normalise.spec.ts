import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {toCoefficients} from '../../../lib/update/coefficient.ts';
import {correctedEpsilon, normalise, rootRatio} from '../../../optimizers/base/normalise.ts';

const value = (f: () => tf.Tensor) => tf.tidy(() => [...f().dataSync()]);
const epsilonOf = (epsilon: number) => toCoefficients({epsilon}).epsilon;

describe('normalise', () => {
  it('adds epsilon outside or inside of the root', () => {
    const [outside] = value(() => normalise(tf.tensor1d([6]), tf.tensor1d([4]), epsilonOf(1), false));
    const [inside] = value(() => normalise(tf.tensor1d([6]), tf.tensor1d([3]), epsilonOf(1), true));
    expect(outside).to.be.closeTo(2, 1e-6);
    expect(inside).to.be.closeTo(3, 1e-6);
  });

  it('is 0 where the divisor is 0 or infinite, also for an epsilon that float32 has not', () => {
    for (const inside of [false, true]) {
      for (const epsilon of [0, 1e-46, 1e-40]) {
        const moment = [0, 0, Infinity, 4];
        const quotients = value(() =>
          normalise(tf.tensor1d([0, 1e-30, 3e38, 1]), tf.tensor1d(moment), epsilonOf(epsilon), inside),
        );
        expect(quotients).to.deep.equal([0, 0, 0, 0.5]);
      }
      expect(value(() => normalise(tf.tensor1d([0]), tf.tensor1d([0]), epsilonOf(1e-7), inside))).to.deep.equal([0]);
    }
  });
});

describe('correctedEpsilon', () => {
  it('moves the bias correction out of the root', () => {
    const [v, c, epsilon] = [0.3, 0.19, 0.05];
    for (const inside of [false, true]) {
      const moved = correctedEpsilon(epsilon, c, inside);
      const direct = inside ? Math.sqrt(v / c + epsilon) : Math.sqrt(v / c) + epsilon;
      const indirect = (inside ? Math.sqrt(v + moved) : Math.sqrt(v) + moved) / Math.sqrt(c);
      expect(indirect).to.be.closeTo(direct, 1e-15);
    }
  });
});

describe('rootRatio', () => {
  it('divides root by root, epsilon inside or outside', () => {
    const ratio = (inside: boolean) => value(() => rootRatio(tf.scalar(8), tf.scalar(3), epsilonOf(1), inside))[0];
    expect(ratio(true)).to.be.closeTo(1.5, 1e-6);
    expect(ratio(false)).to.be.closeTo((Math.sqrt(8) + 1) / (Math.sqrt(3) + 1), 1e-6);
  });

  it('is 0 for 0 / 0, and in range where the quotient of the squares is not', () => {
    expect(value(() => rootRatio(tf.scalar(0), tf.scalar(0), epsilonOf(0), true))).to.deep.equal([0]);
    expect(value(() => rootRatio(tf.scalar(1), tf.scalar(Infinity), epsilonOf(1e-6), true))).to.deep.equal([0]);
    const [small] = value(() => rootRatio(tf.scalar(0), tf.scalar(1e36), epsilonOf(1e-6), true));
    expect(small! / 1e-21).to.be.closeTo(1, 1e-5);
  });
});
