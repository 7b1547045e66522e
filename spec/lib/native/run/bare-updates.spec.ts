import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/index.ts';
import {adam, sgd} from '../../../../optimizers/index.ts';
import {backendOrSkip, counted} from '../fused/counting.ts';

describe('a compiled function that only updates', () => {
  it('runs as it is: one operation, in place, and follows what it does', function () {
    const backend = backendOrSkip(this);
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
    const optimizer = sgd(0.5);
    let calls = 0;
    const step = compile((g: tf.Tensor): string => {
      calls++;
      // What it makes on the way goes.
      tf.square(g);
      optimizer.applyGradients({[w.name]: g});
      return 'done';
    });
    const g = tf.tensor1d([2, 2]);
    for (let i = 0; i < 3; i++) expect(step(g)).to.equal('done');
    const before = tf.memory().numTensors;
    const {operations} = counted(backend, () => step(g));
    expect(operations).to.deep.equal(['Square', 'OptimUpdate']);
    expect(calls).to.equal(4);
    expect(tf.memory().numTensors).to.equal(before);
    expect([...w.dataSync()]).to.deep.equal([-3, -2]);
    step.dispose();
    optimizer.dispose();
    tf.dispose([w, g]);
  });

  it('is a graph where it returns a tensor, or computes the gradient', function () {
    const backend = backendOrSkip(this);
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
    const optimizer = adam(0.5);
    const kinds = {
      returning: compile((g: tf.Tensor) => {
        optimizer.applyGradients({[w.name]: g});
        return tf.sum(w);
      }),
      computing: compile((g: tf.Tensor) => {
        optimizer.applyGradients({[w.name]: tf.mul(g, 2)});
      }),
    };
    const g = tf.tensor1d([2, 2]);
    for (const [kind, step] of Object.entries(kinds)) {
      for (let i = 0; i < 3; i++) tf.dispose(step(g));
      const {operations} = counted(backend, () => tf.dispose(step(g)));
      expect(operations, kind).to.deep.equal([]);
      step.dispose();
    }
    expect(optimizer.iterations).to.equal(8);
    optimizer.dispose();
    tf.dispose([w, g]);
  });
});
