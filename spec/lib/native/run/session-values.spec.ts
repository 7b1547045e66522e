import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/index.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {momentum} from '../../../../optimizers/index.ts';
import {nativeOnly} from '../native-only.ts';

const value = (tensor: tf.Tensor): number => tensor.dataSync()[0]!;

describe('variables in the session of a compiled function', () => {
  before(function () {
    nativeOnly(this);
  });

  it('leave clones, and results that hold an old value, as they are', () => {
    const w = tf.variable(tf.mul(tf.ones([64, 64]), 8));
    const optimizer = momentum(0.5, {momentum: 0});
    const step = compile(() => {
      const old = tf.reshape(w, [-1]);
      optimizer.minimize(() => tf.sum(w), false, [w]);
      return old;
    });
    const seen: [number, number][] = [];
    const held: tf.Tensor[] = [];
    for (let i = 0; i < 8; i++) {
      const clone = i % 2 === 0 ? w.clone() : tf.scalar(8 - i / 2);
      held.push(clone, step());
    }
    for (let i = 0; i < 16; i += 2) seen.push([value(held[i]!), value(held[i + 1]!)]);
    expect(seen).to.deep.equal(Array.from({length: 8}, (_, i) => [8 - i / 2, 8 - i / 2]));
    expect(value(w)).to.equal(4);
    step.dispose();
    expect(value(w)).to.equal(4);
    tf.dispose([w, held]);
    optimizer.dispose();
  });

  it('take values assigned outside, by other signatures, and by eager updates', () => {
    const w = tf.variable(tf.scalar(0));
    const optimizer = momentum(1, {momentum: 0.5, form: 'trace'});
    const step = compile((x: tf.Tensor) => optimizer.minimize(() => tf.sum(tf.mul(x, w)), true, [w])!);
    let [expected, velocity] = [0, 0];
    for (let i = 0; i < 18; i++) {
      if (i === 7 || i === 13) {
        tf.tidy(() => w.assign(tf.scalar(100)));
        expected = 100;
      }
      const size = i % 5 === 4 ? 2 : 1;
      tf.tidy(() => {
        if (i % 4 === 3) optimizer.minimize(() => tf.sum(tf.mul(tf.ones([size]), w)), false, [w]);
        else step(tf.ones([size]));
      });
      velocity = 0.5 * velocity + size;
      expected -= velocity;
      expect(value(w)).to.be.closeTo(expected, 1e-4);
    }
    step.dispose();
    optimizer.dispose();
    w.dispose();
  });

  it('are as before after a native call that failed', () => {
    const backend = nativeBackend()!;
    const {binding} = backend;
    const w = tf.variable(tf.scalar(1));
    const optimizer = momentum(0.5, {momentum: 0});
    const step = compile(() => optimizer.minimize(() => w.asScalar(), true, [w])!);
    for (let i = 0; i < 4; i++) step().dispose();
    let calls = 0;
    const failing = {
      runSavedModel: {
        value: (...args: Parameters<typeof binding.runSavedModel>) => {
          if (calls++ === 0) throw new Error('mine');
          return binding.runSavedModel(...args);
        },
      },
    };
    backend.binding = Object.create(binding, failing) as typeof binding;
    try {
      expect(() => step()).to.throw('mine');
    } finally {
      backend.binding = binding;
    }
    expect([value(w), optimizer.iterations]).to.deep.equal([-1, 4]);
    step().dispose();
    expect([value(w), optimizer.iterations]).to.deep.equal([-1.5, 5]);
    step.dispose();
    optimizer.dispose();
    w.dispose();
  });
});
