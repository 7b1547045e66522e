import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {adafactor} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

const step = (optimizer: tf.Optimizer, start: tf.TensorLike, gradient: tf.TensorLike): number[] => {
  const w = tf.tidy(() => tf.variable(tf.tensor(start)));
  tf.tidy(() => optimizer.applyGradients({[w.name]: tf.tensor(gradient)}));
  const values = [...w.dataSync()];
  optimizer.dispose();
  w.dispose();
  return values;
};

describe('adafactor', () => {
  it('takes steps relative to the variable, of the rate but at most 1 / sqrt(t)', () => {
    expect(trace(adafactor(0.1), 2, [7])[0]).to.be.closeTo(1.8, 1e-6);
    expect(trace(adafactor(5), 2, [7])[0]).to.be.closeTo(0, 1e-6);
    expect(trace(adafactor(5, {relativeStep: false}), 2, [7])[0]).to.be.closeTo(-8, 1e-6);
    expect(trace(adafactor(0.1, {scaleByValue: false}), 2, [7])[0]).to.be.closeTo(1.9, 1e-6);
    expect(trace(adafactor(0.1, {minScale: 0.5}), 0, [7])[0]).to.be.closeTo(-0.05, 1e-6);
  });

  it('forgets less and less', () => {
    const path = trace(adafactor(0.1, {scaleByValue: false, relativeStep: false, decayPower: 1}), 0, [2, 1]);
    // v = 4, then 0.5 4 + 0.5 1
    expect(path[1]! - path[0]!).to.be.closeTo(-0.1 / Math.sqrt(2.5), 1e-6);
  });

  it('keeps one number a row and one a column of a matrix', async () => {
    const options = {scaleByValue: false, relativeStep: false, clipThreshold: 100};
    const gradient = [
      [1, 2, 3],
      [2, 4, 6],
    ];
    // The squares are a product of a row and a column: every direction is a sign.
    for (const w of step(
      adafactor(0.1, options),
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
      gradient,
    )) {
      expect(w).to.be.closeTo(-0.1, 1e-6);
    }
    const optimizer = adafactor(0.1);
    const variables = [[2, 3], [4, 5, 6], [7]].map((shape) => tf.variable(tf.ones(shape)));
    tf.tidy(() =>
      optimizer.applyGradients(Object.fromEntries(variables.map(({name, shape}) => [name, tf.ones(shape)]))),
    );
    const shapes = (await optimizer.getWeights()).map(({tensor}) => tensor.shape);
    expect(shapes).to.deep.equal([[], [2], [4, 5], [3], [4, 6], [7]]);
    optimizer.dispose();
    tf.dispose(variables);
  });

  it('makes directions no longer than the threshold', () => {
    const options = {scaleByValue: false, relativeStep: false};
    expect(trace(adafactor(0.1, {...options, clipThreshold: 0.5}), 0, [3])[0]).to.be.closeTo(-0.05, 1e-6);
  });

  it('stays finite where squares leave float32, and moves nothing where all is 0', () => {
    expect(step(adafactor(0.1), [[1, 1]], [[3e38, 1]]).every(Number.isFinite)).to.equal(true);
    expect(step(adafactor(0.1, {epsilon: 0}), [[1, 1]], [[0, 0]])).to.deep.equal([1, 1]);
  });

  it('refuses numbers outside their ranges', () => {
    expect(() => adafactor(0.1, {clipThreshold: 0})).to.throw(RangeError, /clipThreshold/);
    expect(() => adafactor(0.1, {decayPower: -1})).to.throw(RangeError, /decayPower/);
  });
});
