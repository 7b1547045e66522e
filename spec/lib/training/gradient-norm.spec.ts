import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {gradientNorm, gradients, euclideanNorm} from '../../../lib/training/gradient-norm.ts';
import {toObjective} from '../../../lib/training/objective/objective.ts';

describe('gradientNorm', () => {
  it('is that of the mean over all examples, whatever the chunk', async () => {
    const x = tf.tensor2d([
      [1, 2],
      [3, -1],
      [0, 4],
    ]);
    const y = tf.tensor2d([[1], [0], [2]]);
    const w = tf.variable(tf.tensor2d([[0.5], [-1]]));
    const objective = toObjective('train', {
      loss: (batch) => tf.mean(tf.square(tf.sub(tf.matMul(batch.x as tf.Tensor2D, w as tf.Tensor2D), batch.y))),
      variables: [w],
    });
    // residuals: -1.5 - 1 = -2.5, 2.5 - 0 = 2.5, -4 - 2 = -6; gradient 2/3 sum r x = 2/3 (5, -31.5)
    const before = tf.memory().numTensors;
    for (const chunk of [1, 2, 3]) {
      const result = await gradientNorm(objective, {x, y}, chunk, () => undefined);
      expect(result).to.be.closeTo((2 / 3) * Math.hypot(5, 31.5), 1e-4);
    }
    expect(await gradientNorm(objective, {x, y}, 1, () => undefined, AbortSignal.abort())).to.equal(null);
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose([x, y, w]);
  });
});

describe('gradients', () => {
  it('come in the order of the variables, zeros where the loss does not depend on one', () => {
    const [a, b, c] = [2, 3, 5].map((value) => tf.variable(tf.scalar(value)));
    const before = tf.memory().numTensors;
    const arrays = tf.tidy(() =>
      gradients(() => tf.mul(tf.square(c!), a!), [a!, b!, c!]).map((each) => each.dataSync()),
    );
    expect(arrays.map((array) => array[0])).to.deep.equal([25, 0, 20]);
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose([a!, b!, c!]);
  });
});

describe('euclideanNorm', () => {
  it('adds up in float64', () => {
    expect(euclideanNorm(new Float32Array([3, 4]))).to.equal(5);
    expect(euclideanNorm(new Float32Array(1e5).fill(1e-25))).to.be.closeTo(Math.sqrt(1e5) * 1e-25, 1e-28);
    expect(euclideanNorm([])).to.equal(0);
  });
});
