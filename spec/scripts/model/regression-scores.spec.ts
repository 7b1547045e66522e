import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {predictionsOf, type RegressionScores, regressionScores} from '../../../scripts/model/regression-scores.ts';

/** A model that gives its inputs back. */
const identity = (size: number): tf.Sequential =>
  tf.sequential({
    layers: [tf.layers.dense({units: size, inputShape: [size], useBias: false, kernelInitializer: 'identity'})],
  });

async function scores(h: number[][], y: number[][], deviation: number[] | null = null): Promise<RegressionScores> {
  const model = identity(h[0]!.length);
  const data = {x: tf.tensor2d(h), y: tf.tensor2d(y)};
  try {
    return await regressionScores(model, data, deviation && {deviation, mean: [0]});
  } finally {
    model.dispose();
    tf.dispose([data.x, data.y]);
  }
}

describe('regressionScores', () => {
  it('are those of scikit-learn, R^2 a mean over the outputs, the error in the units of the target', async () => {
    const before = tf.memory().numTensors;
    // r2_score and root_mean_squared_error of ([3, -0.5, 2, 7], [2.5, 0, 2, 8]), an example of their documentation
    const one = await scores([[2.5], [0], [2], [8]], [[3], [-0.5], [2], [7]]);
    expect(one.testR2).to.be.closeTo(0.9486081370449679, 1e-9);
    expect(one.testRmse).to.be.closeTo(0.6123724356957945, 1e-9);
    expect((await scores([[2.5], [0], [2], [8]], [[3], [-0.5], [2], [7]], [10])).testRmse).to.be.closeTo(
      6.123724356957945,
      1e-8,
    );
    // r2_score([[0.5, 1], [-1, 1], [7, -6]], [[0, 2], [-1, 2], [8, -5]], multioutput='uniform_average')
    const two = await scores(
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
    expect(two.testR2).to.be.closeTo(0.936800526662278, 1e-9);
    expect(two.testRmse).to.equal(null);
    expect((await scores([[1], [2]], [[5], [5]])).testR2).to.equal(null);
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
