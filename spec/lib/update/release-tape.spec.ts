import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {releasingTape} from '../../../lib/update/release-tape.ts';

describe('releasingTape', () => {
  let w: tf.Variable;

  beforeEach(() => (w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])))));
  afterEach(() => w.dispose());

  const throwing = (): tf.Scalar => {
    tf.sum(tf.tanh(tf.square(w)));
    throw new Error('in the loss');
  };

  it('frees what a loss that throws had kept, and lets gradients be computed again', () => {
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) {
      expect(() => releasingTape(() => tf.variableGrads(throwing, [w]))).to.throw('in the loss');
    }
    expect(tf.memory().numTensors).to.equal(before);
    const {value, grads} = releasingTape(() => tf.variableGrads(() => tf.sum(tf.square(w)), [w]));
    expect([...grads[w.name]!.dataSync()]).to.deep.equal([2, 4]);
    tf.dispose([value, grads]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('is needed: without it tensors are left', () => {
    const before = tf.memory().numTensors;
    expect(() => tf.variableGrads(throwing, [w])).to.throw('in the loss');
    expect(tf.memory().numTensors).to.be.above(before);
    for (const {saved} of tf.engine().state.activeTape) tf.dispose(saved);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('leaves the tape of a gradient around it alone', () => {
    const gradient = tf.tidy(() => {
      const outer = tf.grad((x: tf.Tensor) => {
        const y = tf.square(x);
        expect(() => releasingTape(() => tf.variableGrads(throwing, [w]))).to.throw('in the loss');
        return tf.sum(tf.mul(y, x));
      });
      return outer(tf.tensor1d([2])).dataSync()[0];
    });
    expect(gradient).to.equal(12);
  });
});
