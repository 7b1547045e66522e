import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {evaluate, sliceExamples} from '../../../../lib/training/objective/evaluate.ts';
import type {Objective} from '../../../../lib/training/objective/objective.ts';

// The loss is the mean of x, the number of right ones that of positive x.
const objective: Objective = {
  model: null,
  variables: [],
  loss: ({x}) => tf.mean(x),
  measure: ({x}) => ({loss: tf.mean(x), correct: tf.sum(tf.cast(tf.greater(x, 0), 'float32'))}),
};
const none = (): undefined => undefined;

describe('evaluate', () => {
  it('weights chunks with their sizes', async () => {
    const x = tf.tensor1d([1, 2, 4, 8, -100]);
    const before = tf.memory().numTensors;
    for (const chunk of [1, 2, 3, 5, 100]) {
      const result = await evaluate(objective, {x, y: x}, chunk, none);
      expect(result!.loss).to.be.closeTo(-17, 1e-5);
      expect(result!.accuracy).to.equal(0.8);
    }
    expect(tf.memory().numTensors).to.equal(before);
    x.dispose();
  });

  it('ends between chunks on request', async () => {
    const x = tf.tensor1d([1, 2, 3]);
    const controller = new AbortController();
    let chunks = 0;
    const pause = (): undefined => {
      if (++chunks === 2) controller.abort();
    };
    expect(await evaluate(objective, {x, y: x}, 1, pause, controller.signal)).to.equal(null);
    expect(chunks).to.equal(2);
    x.dispose();
  });
});

describe('sliceExamples', () => {
  it('cuts both tensors, and copies nothing where all are asked for', () => {
    const [x, y] = [tf.tensor2d([[1], [2], [3]]), tf.tensor1d([4, 5, 6])];
    expect(sliceExamples({x, y}, 0, 3)).to.deep.equal({x, y});
    const part = tf.tidy(() => {
      const {x: a, y: b} = sliceExamples({x, y}, 2, 2);
      return [[...a.dataSync()], a.shape, [...b.dataSync()]].flat();
    });
    expect(part).to.deep.equal([3, 1, 1, 6]);
    tf.dispose([x, y]);
  });
});
