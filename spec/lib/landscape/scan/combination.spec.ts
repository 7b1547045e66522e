import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {combine, combineScalars, place} from '../../../../lib/landscape/scan/combination.ts';
import {leakFree, values, variable} from '../support.ts';

describe('combine', () => {
  leakFree();

  it('adds multiples, leaves out what counts 0 times, and takes what counts once as it is', () => {
    const [a, b] = [tf.tensor1d([1, 2]), tf.tensor1d([10, NaN])];
    const results = [
      [2, 3],
      [1, 0],
      [0, 0],
      [-1, 1],
    ].map((coefficients) => combine([a, b], coefficients));
    expect(results.map((result) => values([result]))).to.deep.equal([
      [32, NaN],
      [1, 2],
      [0, 0],
      [9, NaN],
    ]);
    expect(results.includes(a)).to.equal(false);
    tf.dispose([a, b, ...results]);
  });

  it('does the same with tensors as coefficients', () => {
    const [a, b] = [tf.tensor1d([1, 2]), tf.tensor1d([10, 20])];
    const result = tf.tidy(() => combineScalars([a, b], [tf.scalar(2), tf.scalar(3)]));
    expect(values([result])).to.deep.equal([32, 64]);
    tf.dispose([a, b, result]);
  });

  it('moves variables', () => {
    const [x, y] = [variable([0]), variable([[0]])];
    const basis = [1, 2].map((value) => [tf.tensor1d([value]), tf.tensor2d([[10 * value]])]);
    place([x, y], basis, [1, 2]);
    expect(values([x, y])).to.deep.equal([5, 50]);
    tf.dispose([x, y, ...basis.flat()]);
  });
});
