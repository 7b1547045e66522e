import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {UntraceableError} from '../../../../lib/native/index.ts';
import {rehearsed} from '../../../../lib/training/compiled/rehearsed.ts';
import {adam, sgd} from '../../../../optimizers/index.ts';
import {nativeOnly, wave} from '../../native/native-only.ts';

const bits = (variable: tf.Variable): number[] => [...new Uint32Array(variable.dataSync().slice().buffer)];

describe('rehearsed', () => {
  before(function () {
    nativeOnly(this);
  });

  it('runs every call that counts as a graph', () => {
    const w = tf.variable(tf.scalar(0));
    const before = tf.memory().numTensors;
    let recorded = 0;
    const add = rehearsed((x: tf.Tensor) => {
      recorded++;
      w.assign(tf.add(w, x));
      return tf.mul(w, 1);
    }, null);
    const results = [1, 10, 100, 1000].map((x) => tf.tidy(() => add(tf.scalar(x)).dataSync()[0]));
    expect(results).to.deep.equal([1, 11, 111, 1111]);
    expect(recorded).to.equal(2);
    add.dispose();
    expect(tf.memory().numTensors).to.equal(before);
    w.dispose();
  });

  it('goes on with the same bits where it is made anew in between, which single operations do not', () => {
    const start = wave(3, 40 * 30);
    const x = tf.tensor2d(wave(1, 64 * 40), [64, 40]);
    const y = tf.tensor2d(wave(2, 64 * 30), [64, 30]);
    const run = (make: 'once' | 'again' | 'plain'): number[] => {
      const w = tf.variable(tf.tensor2d(start, [40, 30]));
      const optimizer = adam(0.05);
      const update = (a: tf.Tensor, b: tf.Tensor): tf.Scalar =>
        optimizer.minimize(
          () => tf.losses.softmaxCrossEntropy(tf.softmax(b), tf.matMul(a as tf.Tensor2D, w as unknown as tf.Tensor2D)),
          true,
          [w],
        )!;
      let step = rehearsed(update, optimizer);
      for (let i = 0; i < 12; i++) {
        if (make === 'again' && i === 5) {
          step.dispose();
          step = rehearsed(update, optimizer);
        }
        tf.dispose(make === 'plain' ? update(x, y) : step(x, y));
      }
      expect(optimizer.iterations).to.equal(12);
      const result = bits(w);
      step.dispose();
      optimizer.dispose();
      w.dispose();
      return result;
    };
    const once = run('once');
    expect(run('again')).to.deep.equal(once);
    const start32 = [...new Uint32Array(start.buffer)];
    expect(once).not.to.deep.equal(start32);
    tf.dispose([x, y]);
  });

  it('leaves everything as it was where a function cannot be recorded', () => {
    const w = tf.variable(tf.scalar(1));
    const optimizer = sgd(0.5);
    let calls = 0;
    const counting = rehearsed(() => optimizer.minimize(() => tf.mul(w, ++calls), true, [w])!, optimizer);
    const reading = rehearsed(() => {
      const cost = optimizer.minimize(() => tf.square(w), true, [w])!;
      cost.dataSync();
      return cost;
    }, optimizer);
    const before = tf.memory().numTensors;
    for (const step of [counting, reading]) {
      expect(() => step()).to.throw(UntraceableError);
      expect(w.dataSync()[0]).to.equal(1);
      expect(optimizer.iterations).to.equal(0);
      expect(tf.memory().numTensors).to.equal(before);
      step.dispose();
    }
    tf.dispose(w);
  });

  it('passes the errors of the function on', () => {
    const failing = rehearsed((): tf.Tensor => {
      throw new RangeError('from outside');
    }, null);
    expect(() => failing()).to.throw(RangeError, 'from outside');
  });
});
