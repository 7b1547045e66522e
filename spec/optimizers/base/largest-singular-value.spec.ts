import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {randomStream} from '../../../lib/base/random.ts';
import {largestSingularValue} from '../../../optimizers/base/largest-singular-value.ts';

const valueOf = (matrix: number[][], iterations: number): number =>
  tf.tidy(() => largestSingularValue(tf.tensor2d(matrix), iterations).dataSync()[0]!);

describe('largestSingularValue', () => {
  it('is that of a diagonal, of a rotation and of one number', () => {
    expect(valueOf([[3, 0], [0, -4]], 1)).to.be.closeTo(4, 1e-6); // prettier-ignore
    expect(valueOf([[0, -2], [2, 0]], 2)).to.be.closeTo(2, 1e-6); // prettier-ignore
    expect(valueOf([[-5]], 2)).to.be.closeTo(5, 1e-6);
  });

  it('comes to the root of the eigenvalue of A A from below, of a matrix that is not symmetric too', () => {
    // A' A is [[1, 1], [1, 5]]: 3 + sqrt(5) is its greatest eigenvalue.
    const matrix = [[1, 1], [0, 2]]; // prettier-ignore
    const exact = Math.sqrt(3 + Math.sqrt(5));
    const path = [0, 1, 2, 20].map((iterations) => valueOf(matrix, iterations));
    for (const [i, value] of path.entries()) {
      expect(value).to.be.at.most(exact + 1e-6);
      if (i > 0) expect(value).to.be.at.least(path[i - 1]! - 1e-6);
    }
    // From (0, 1) to (1, 5), of which A' A makes (6, 26).
    expect(path[0]).to.be.closeTo(Math.sqrt(5), 1e-6);
    expect(path[1]).to.be.closeTo(Math.sqrt(136 / 26), 1e-6);
    expect(path[3]).to.be.closeTo(exact, 1e-6);
  });

  it('is within some percent after two iterations', () => {
    const random = randomStream(1, 'matrix');
    const root = tf.tensor2d(
      Array.from({length: 400}, () => random.normal()),
      [20, 20],
    );
    const moments: tf.Tensor2D = tf.matMul(root, root, false, true);
    const [two, many] = [2, 300].map((iterations) => largestSingularValue(moments, iterations).dataSync()[0]!);
    expect(two! / many!).to.be.within(0.9, 1.000001);
  });

  it('is 0 for zeros, and keeps to float32', () => {
    expect(valueOf([[0, 0], [0, 0]], 2)).to.equal(0); // prettier-ignore
    expect(valueOf([[1e30, 0], [0, 2e30]], 2) / 2e30).to.be.closeTo(1, 1e-6); // prettier-ignore
    expect(valueOf([[1e-15, 0], [0, 2e-15]], 2) / 2e-15).to.be.closeTo(1, 1e-6); // prettier-ignore
  });
});
