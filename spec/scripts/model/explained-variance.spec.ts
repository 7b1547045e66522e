import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {explainedVariance, predictionsOf} from '../../../scripts/model/explained-variance.ts';

/** A model that gives its inputs back. */
const identity = (size: number): tf.Sequential =>
  tf.sequential({
    layers: [tf.layers.dense({units: size, inputShape: [size], useBias: false, kernelInitializer: 'identity'})],
  });

async function r2(h: number[][], y: number[][]): Promise<number | null> {
  const model = identity(h[0]!.length);
  const data = {x: tf.tensor2d(h), y: tf.tensor2d(y)};
  try {
    return await explainedVariance(model, data);
  } finally {
    model.dispose();
    tf.dispose([data.x, data.y]);
  }
}

describe('explainedVariance', () => {
  it('is that of scikit-learn, a mean over the outputs', async () => {
    const before = tf.memory().numTensors;
    // r2_score([3, -0.5, 2, 7], [2.5, 0, 2, 8]), an example of its documentation
    expect(await r2([[2.5], [0], [2], [8]], [[3], [-0.5], [2], [7]])).to.be.closeTo(0.9486081370449679, 1e-9);
    // r2_score([[0.5, 1], [-1, 1], [7, -6]], [[0, 2], [-1, 2], [8, -5]], multioutput='uniform_average')
    const two = await r2(
      [
        [0, 2],
        [-1, 2],
        [8, -5],
      ],
      [
        [0.5, 1],
        [-1, 1],
        [7, -6],
      ],
    );
    expect(two).to.be.closeTo(0.936800526662278, 1e-9);
    expect(await r2([[1], [2]], [[5], [5]])).to.equal(null);
    expect(tf.memory().numTensors).to.equal(before);
  });
});

describe('predictionsOf', () => {
  it('goes through all examples in chunks, in their order', async () => {
    const before = tf.memory().numTensors;
    const model = identity(2);
    const x = tf.tensor2d([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect([...(await predictionsOf(model, {x, y: x}, 2))]).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect([...(await predictionsOf(model, {x, y: x}))]).to.deep.equal([1, 2, 3, 4, 5, 6]);
    x.dispose();
    model.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });
});
