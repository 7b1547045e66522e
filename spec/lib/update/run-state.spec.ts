import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {adam} from '../../../optimizers/index.ts';
import {RunState} from '../../../lib/update/run-state.ts';

describe('RunState', () => {
  it('takes back what updates did to variables, to the state of the optimizer and to its count', () => {
    const before = tf.memory().numTensors;
    const [w, other] = tf.tidy(() => [tf.variable(tf.tensor1d([1, -2])), tf.variable(tf.scalar(3))]);
    for (const optimizer of [adam(0.1), tf.train.adam(0.1)]) {
      const update = (): void => void optimizer.minimize(() => tf.sum(tf.square(w)), false, [w]);
      const all = (): number[][] =>
        Object.values(tf.engine().registeredVariables).map((variable) => [...variable.dataSync()]);
      update();
      const held = tf.memory().numTensors;
      const state = new RunState(optimizer);
      const [values, count] = [all(), optimizer.iterations];
      update();
      update();
      expect(all()).not.to.deep.equal(values);
      expect(state.hasGrown).to.equal(false);
      state.restore();
      expect(all()).to.deep.equal(values);
      expect(optimizer.iterations).to.equal(count);
      expect(tf.memory().numTensors).to.equal(held);
      // The values are the variables' own again: the next update does not change them for somebody else.
      update();
      expect(w.dataSync()[0]).not.to.equal(values[0]![0]);
      optimizer.dispose();
    }
    tf.dispose([w, other]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('says where a call has made variables', () => {
    const w = tf.variable(tf.scalar(1));
    const optimizer = adam(0.1);
    const state = new RunState(optimizer);
    expect(state.hasGrown).to.equal(false);
    optimizer.minimize(() => tf.mul(w, w), false, [w]);
    expect(state.hasGrown).to.equal(true);
    state.dispose();
    tf.dispose(w);
    optimizer.dispose();
  });
});
