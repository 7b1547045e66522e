import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {TraceWatch} from '../../../../lib/native/run/trace-watch.ts';
import {nativeOnly} from '../native-only.ts';

describe('TraceWatch', () => {
  before(function () {
    nativeOnly(this);
  });

  it('tells a change of numbers and of operations from a change of data', () => {
    const before = tf.memory().numTensors;
    const w = tf.tidy(() => tf.variable(tf.scalar(2)));
    let scale = 1;
    let power: (x: tf.Tensor) => tf.Tensor = tf.square;
    const watch = new TraceWatch(({x}: {x: tf.Tensor}) => tf.mul(tf.mean(power(tf.mul(w, x))), scale));
    const changed = (value: number): boolean => {
      const x = tf.tidy(() => tf.mul(tf.ones([4]), value));
      const result = watch.hasChanged({x, y: x});
      x.dispose();
      return result;
    };
    expect([changed(1), changed(5)]).to.deep.equal([false, false]);
    tf.tidy(() => w.assign(tf.scalar(3)));
    expect(changed(5)).to.equal(false);
    scale = 0.5;
    expect([changed(5), changed(5)]).to.deep.equal([true, false]);
    power = tf.abs;
    expect([changed(5), changed(5)]).to.deep.equal([true, false]);
    w.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('takes back what a loss does to variables', () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(2)));
    const watch = new TraceWatch(() => {
      w.assign(tf.mul(w, 2));
      return tf.mul(w, 1);
    });
    const x = tf.zeros([1]);
    watch.hasChanged({x, y: x});
    expect(w.dataSync()[0]).to.equal(2);
    tf.dispose([w, x]);
  });

  it('leaves to others what cannot be recorded, and passes errors on', () => {
    const x = tf.ones([2]);
    let calls = 0;
    const reading = new TraceWatch(() => {
      calls++;
      return tf.scalar(tf.mul(x, 2).dataSync()[0]!);
    });
    expect([1, 2].map(() => reading.hasChanged({x, y: x}))).to.deep.equal([false, false]);
    expect(calls).to.equal(1);
    const failing = new TraceWatch(() => {
      throw new RangeError('from outside');
    });
    expect(() => failing.hasChanged({x, y: x})).to.throw(RangeError, 'from outside');
    x.dispose();
  });
});
