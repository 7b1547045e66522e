import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {readAtOnce} from '../../../lib/base/reading.ts';
import {type Learner, type Learnt, SavedState} from '../../../optimizers/solvers/saved-state.ts';

/** Somebody who has learnt one vector, or none, and a number. */
function learner(): Learner & {now: Record<string, tf.Tensor1D | number>} {
  return {
    now: {},
    names: () => ({vectors: ['step', 'change'], numbers: ['rate']}),
    learnt() {
      return this.now;
    },
    recall(learnt: Learnt) {
      this.now = {...learnt};
    },
    forget() {
      for (const value of Object.values(this.now)) if (typeof value !== 'number') value.dispose();
      this.now = {};
    },
  };
}

describe('SavedState', () => {
  it('cuts vectors into slots by variable, and puts them together in the order of others', () => {
    const before = tf.memory().numTensors;
    const [a, b] = tf.tidy(() => [tf.variable(tf.zeros([2])), tf.variable(tf.zeros([1, 1]))]) as [
      tf.Variable,
      tf.Variable,
    ];
    const writer = learner();
    const written = new SavedState(writer);
    expect(readAtOnce(written.settle([a, b]))).to.equal(true);
    expect(readAtOnce(written.settle([a, b]))).to.equal(false);
    writer.now = {step: tf.tensor1d([1, 2, 3]), rate: 0.5};
    const weights = written.weights();
    expect(weights.map(({name}) => name)).to.deep.equal([`${a.name}/step`, `${b.name}/step`, 'rate']);

    const reader = learner();
    const read = new SavedState(reader);
    const given = weights.map(({name, tensor}) => ({name, tensor: tf.clone(tensor)}));
    read.restore(given, true);
    expect(readAtOnce(read.settle([b, a]))).to.equal(true);
    expect([...(reader.now['step'] as tf.Tensor1D).dataSync()]).to.deep.equal([3, 1, 2]);
    expect(reader.now).to.have.property('rate', 0.5);
    expect(reader.now).to.not.have.property('change');
    expect(readAtOnce(read.settle([a])), 'other variables').to.equal(true);
    expect(reader.now).to.deep.equal({});

    writer.forget();
    expect(
      written.weights().map(({name}) => name),
      'what was forgotten is not saved',
    ).to.deep.equal(['rate']);
    written.dispose();
    read.dispose();
    tf.dispose([a, b, ...given.map(({tensor}) => tensor)]);
    expect(tf.memory().numTensors).to.equal(before);
  });
});
