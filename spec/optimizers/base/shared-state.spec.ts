import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {restoredShared} from '../../../optimizers/base/restored-shared.ts';
import {SharedState} from '../../../optimizers/base/shared-state.ts';

const kinds = [{name: 'd', initial: 0.5}, {name: 'sum'}] as const;
const values = (state: SharedState): unknown[] =>
  state.weights().map(({name, tensor}) => [name, tensor.shape, tensor.dataSync()[0]]);

describe('SharedState', () => {
  it('is made where it is missing, once, and freed', () => {
    const before = tf.memory().numTensors;
    const state = new SharedState();
    expect(state.weights()).to.deep.equal([]);
    const {d} = state.of(kinds);
    expect(state.of(kinds).d).to.equal(d);
    expect(values(state)).to.deep.equal([
      ['d', [], 0.5],
      ['sum', [], 0],
    ]);
    d.dispose();
    expect(state.of(kinds).d.dataSync()[0]).to.equal(0.5);
    state.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('is restored from weights, of which the others come back', () => {
    const before = tf.memory().numTensors;
    const state = new SharedState();
    state.of(kinds);
    const weights = [
      {name: 'w/m', tensor: tf.ones([2])},
      {name: 'd', tensor: tf.tensor1d([3])},
      {name: 'd/m', tensor: tf.ones([1])},
    ];
    const restored = restoredShared(weights, kinds);
    state.restore(restored.values);
    expect(restored.rest).to.deep.equal([weights[0], weights[2]]);
    // What was not saved starts anew.
    expect(values(state)).to.deep.equal([['d', [], 3]]);
    expect(state.of(kinds).sum.dataSync()[0]).to.equal(0);
    const wrong = {name: 'sum', tensor: weights[0]!.tensor};
    expect(() => restoredShared([wrong], kinds)).to.throw(RangeError, '"sum" must be a scalar, received shape [2]');
    expect(values(state)[0]).to.deep.equal(['d', [], 3]);
    state.dispose();
    tf.dispose(weights.map(({tensor}) => tensor));
    expect(tf.memory().numTensors).to.equal(before);
  });
});
