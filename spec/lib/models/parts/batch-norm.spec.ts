import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {batchNormLayers, batchStatistics, recalibrate, runningStatistics} from '../../../../lib/models/parts/index.ts';

const numbers = (tensors: readonly tf.Tensor[]): number[] => tensors.flatMap((tensor) => [...tensor.dataSync()]);

describe('statistics of batch normalisation', () => {
  it('are measured in the order of the layers, above on what is normalised below, each piece by its size', () => {
    const before = tf.memory().numTensors;
    const first = tf.layers.batchNormalization({center: false, scale: false, epsilon: 0, inputShape: [1]});
    const second = tf.layers.batchNormalization({center: false, scale: false});
    const model = tf.sequential({layers: [first, second]});
    const layers = batchNormLayers(model);
    const x = tf.tensor2d([1, 3], [2, 1]);
    const found = batchStatistics(model, layers, x);
    expect(numbers(found)).to.deep.equal([2, 1, 0, 1]);
    tf.dispose(found);
    const far = tf.tensor2d([8, 12, 8, 12], [4, 1]);
    const held = tf.memory().numTensors;
    recalibrate(layers, [x, far], (piece) => batchStatistics(model, layers, piece));
    expect(tf.memory().numTensors).to.equal(held);
    const read = numbers(runningStatistics(layers).map((variable) => variable.read()));
    // Of 2 of 6, and 4 of 6.
    for (const [i, value] of [(2 + 20) / 3, (1 + 8) / 3, 0, 1].entries()) expect(read[i]).to.be.closeTo(value, 1e-6);
    model.dispose();
    tf.dispose([x, far]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('of a layer that is not called are those that it has', () => {
    const used = tf.sequential({layers: [tf.layers.batchNormalization({inputShape: [1]})]});
    const other = tf.sequential({layers: [tf.layers.batchNormalization({inputShape: [1]})]});
    const x = tf.ones([3, 1]);
    const found = batchStatistics(used, [...batchNormLayers(used), ...batchNormLayers(other)], x);
    expect(numbers(found)).to.deep.equal([1, 0, 0, 1]);
    for (const each of [...found, x, used, other]) each.dispose();
  });
});
