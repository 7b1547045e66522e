import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../../../lib/autograd/products/check-gradients.ts';

describe('checkGradients', () => {
  it('finds right gradients right, variable by variable, and restores the values', () => {
    const [a, b] = [tf.variable(tf.tensor1d([1, 2]), true, 'first'), tf.variable(tf.scalar(0.5), true, 'second')];
    const loss = (): tf.Scalar => tf.tidy(() => tf.sum(tf.mul(tf.pow(a, 3), tf.exp(b))));
    const before = tf.memory().numTensors;
    const checks = checkGradients(loss, [a, b]);
    expect(checks.map(({name}) => name)).to.deep.equal(['first', 'second']);
    for (const {gradient, relativeError, step, resolution} of checks) {
      expect(Math.abs(gradient)).to.be.greaterThan(0.1);
      expect(relativeError).to.be.lessThan(1e-3);
      expect(step).to.be.greaterThan(0);
      expect(resolution).to.be.lessThan(1e-3);
    }
    expect(checkGradients(loss, [a], {step: 0.25})[0]!.step).to.equal(0.25);
    expect([...a.dataSync(), ...b.dataSync()]).to.deep.equal([1, 2, 0.5]);
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose([a, b]);
  });

  it('finds a wrong gradient wrong', () => {
    const w = tf.variable(tf.tensor1d([1, 2]));
    const wrong = tf.customGrad((x) => ({value: tf.square(x as tf.Tensor), gradFunc: (dy: tf.Tensor) => dy}));
    expect(checkGradients(() => tf.tidy(() => tf.sum(wrong(w))), [w])[0]!.relativeError).to.be.greaterThan(0.1);
    expect(() => checkGradients(() => tf.sum(w), [tf.scalar(1)])).to.throw(
      TypeError,
      'variables[0] must be a tf.Variable',
    );
    expect(() => checkGradients(() => tf.sum(w), [w], {step: 0})).to.throw(RangeError, 'step');
    w.dispose();
  });
});
