import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {answer, coefficient, isNegligible, toCoefficients} from '../../../lib/update/coefficient.ts';

describe('toCoefficients', () => {
  it('gives each number in float64 and as one tensor of the surrounding tidy', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const {rate, beta} = toCoefficients({rate: 0.1, beta: 0.9});
      expect(rate.number).to.equal(0.1);
      expect(rate.scalar.shape).to.deep.equal([]);
      expect(rate.scalar.dataSync()[0]).to.equal(Math.fround(0.1));
      expect(beta.scalar.dataSync()[0]).to.equal(Math.fround(0.9));
      expect(tf.memory().numTensors).to.equal(before + 2);
    });
    expect(tf.memory().numTensors).to.equal(before);
  });
});

describe('isNegligible', () => {
  it('does not ask the backend, whose answer is the contrary on WebGL', () => {
    const backend = tf.backend();
    const floatPrecision = backend.floatPrecision.bind(backend);
    backend.floatPrecision = () => 16;
    try {
      expect([0, 6e-5, 1e-7].map(isNegligible)).to.deep.equal([true, false, false]);
    } finally {
      backend.floatPrecision = floatPrecision;
    }
  });
});

describe('coefficient', () => {
  it('tells what it was asked and what it answered, and nothing about its tensor', () => {
    const asked: unknown[] = [];
    const scalar = tf.scalar(0);
    const epsilon = coefficient(0, scalar, (...each) => asked.push(each));
    expect(epsilon.scalar).to.equal(scalar);
    expect(asked).to.deep.equal([]);
    expect([epsilon.isZero, epsilon.isNegligible, epsilon.number]).to.deep.equal([true, true, 0]);
    expect(asked).to.deep.equal([
      ['isZero', true],
      ['isNegligible', true],
      ['number', 0],
    ]);
    scalar.dispose();
  });

  it('is negligible below the least normal number of float32', () => {
    expect([0, 1e-39, 1.3e-38, 1e-7].map(isNegligible)).to.deep.equal([true, true, false, false]);
    expect(isNegligible(1.2e-38), 'the bound itself').to.equal(false);
    expect([0, 1e-39].map((number) => answer('isZero', number))).to.deep.equal([true, false]);
    expect(answer('number', 0.5)).to.equal(0.5);
  });
});
