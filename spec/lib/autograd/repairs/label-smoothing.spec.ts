import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {repairGradients} from '../../../../lib/autograd/repairs/index.ts';
import {scopedTensors} from '../scoped.ts';

/** -sum_k q_k log p_k with q = labels (1 - s) + s / k. */
function loss(labels: readonly number[], logits: readonly number[], s: number): number {
  const log = Math.log(logits.reduce((sum, value) => sum + Math.exp(value), 0));
  return labels.reduce((sum, label, k) => sum - (label * (1 - s) + s / labels.length) * (logits[k]! - log), 0);
}

describe('labelSmoothing', () => {
  scopedTensors();

  // Two rows of three classes each.
  const [labels, logits] = [
    [0, 1, 0, 1, 0, 0],
    [0.5, -1, 2, 0.25, 0, -3],
  ] as const;
  const rows = [0, 3].map((start) => [labels.slice(start, start + 3), logits.slice(start, start + 3)] as const);

  for (const shape of [
    [2, 3],
    [1, 2, 3],
    [2, 1, 3],
    [1, 2, 1, 3],
  ]) {
    for (const s of [0, 0.3]) {
      it(`by ${s} spreads over the last of the axes [${shape.join(', ')}]`, () => {
        const undo = repairGradients();
        try {
          const [y, x] = [tf.tensor([...labels], shape), tf.tensor([...logits], shape)];
          const each = tf.losses.softmaxCrossEntropy(y, x, undefined, s, tf.Reduction.NONE);
          expect(each.shape).to.deep.equal(shape.slice(0, -1));
          const values = each.dataSync();
          for (const [i, [label, logit]] of rows.entries())
            expect(values[i]).to.be.closeTo(loss(label, logit, s), 1e-6);
        } finally {
          undo();
        }
      });
    }
  }

  it('takes one example alone, and labels that are whole numbers', () => {
    const undo = repairGradients();
    try {
      const value = tf.losses.softmaxCrossEntropy(tf.tensor1d([0, 1, 0], 'int32'), [0.5, -1, 2], undefined, 0.3);
      expect(value.dataSync()[0]).to.be.closeTo(loss([0, 1, 0], [0.5, -1, 2], 0.3), 1e-6);
    } finally {
      undo();
    }
  });

  it('is undone', () => {
    const before = tf.losses.softmaxCrossEntropy;
    const undo = repairGradients();
    expect(tf.losses.softmaxCrossEntropy).not.to.equal(before);
    undo();
    expect(tf.losses.softmaxCrossEntropy).to.equal(before);
  });
});
