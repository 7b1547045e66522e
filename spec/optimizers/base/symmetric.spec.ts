import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../lib/base/random.ts';
import {eigenOf, orthogonalFactor} from '../../../optimizers/base/symmetric.ts';

function draw(n: number, m: number, seed: number): tf.Tensor2D {
  const random = randomStream(seed, 'symmetric');
  return tf.tensor2d(
    Array.from({length: n * m}, () => random.normal()),
    [n, m],
  );
}

/** The greatest difference of two tensors. */
const distance = (a: tf.Tensor, b: tf.Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!;

const positive = (n: number, rank: number, seed: number): tf.Tensor2D => {
  const factor = draw(n, rank, seed);
  return tf.matMul(factor, factor, false, true);
};

describe('eigenOf', () => {
  for (const [n, rank] of [
    [1, 1],
    [2, 2],
    [3, 3],
    [6, 6],
    [7, 2],
    [12, 12],
    [33, 33],
    [40, 5],
  ] as const) {
    it(`gives an orthogonal basis in which the matrix is diagonal, greatest first: ${n}, rank ${rank}`, () => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const matrix = positive(n, rank, n);
        const {values, vectors} = eigenOf(matrix);
        expect(distance(tf.matMul(vectors, vectors, true), tf.eye(n))).to.be.below(2e-5);
        const scale = values.dataSync()[0]!;
        const diagonal = tf.mul(tf.eye(n), values);
        expect(distance(tf.matMul(tf.matMul(vectors, matrix, true), vectors), diagonal)).to.be.below(2e-5 * scale);
        const sorted = [...values.dataSync()].sort((a, b) => b - a);
        expect([...values.dataSync()]).to.deep.equal(sorted);
      });
      expect(tf.memory().numTensors).to.equal(before);
    });
  }

  it('takes zeros, and values that are alike', () => {
    tf.tidy(() => {
      for (const matrix of [tf.zeros([5, 5]), tf.eye(5), tf.mul(tf.eye(4), tf.tensor1d([0, 2, 0, 2]))]) {
        const {vectors} = eigenOf(matrix as tf.Tensor2D);
        expect(distance(tf.matMul(vectors, vectors, true), tf.eye(vectors.shape[0]))).to.be.below(1e-6);
      }
    });
  });
});

describe('orthogonalFactor', () => {
  for (const [n, rank] of [
    [1, 1],
    [2, 2],
    [5, 5],
    [16, 16],
    [9, 3],
  ] as const) {
    it(`is orthogonal, and leaves an upper triangle: ${n}, rank ${rank}`, () => {
      tf.tidy(() => {
        const matrix: tf.Tensor2D = tf.matMul(draw(n, rank, 1), draw(rank, n, 2));
        const q = orthogonalFactor(matrix);
        expect(distance(tf.matMul(q, q, true), tf.eye(n))).to.be.below(1e-5);
        const r: tf.Tensor2D = tf.matMul(q, matrix, true);
        expect(distance(r, tf.linalg.bandPart(r, 0, -1))).to.be.below(1e-4);
      });
    });
  }

  it('takes zeros, and columns of them', () => {
    tf.tidy(() => {
      const holed = tf.mul(draw(6, 6, 3), tf.tensor1d([0, 1, 1, 0, 1, 0])) as tf.Tensor2D;
      for (const matrix of [tf.zeros([4, 4]) as tf.Tensor2D, holed]) {
        const q = orthogonalFactor(matrix);
        expect(distance(tf.matMul(q, q, true), tf.eye(matrix.shape[0]))).to.be.below(1e-5);
      }
    });
  });
});
