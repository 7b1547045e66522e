import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy} from '../../../lib/models/losses.ts';
import {randomStream} from '../../../lib/base/random.ts';

const random = randomStream(7, 'losses');
const logits = Array.from({length: 6}, () => Array.from({length: 4}, () => 3 * random.normal()));
const oneHot = logits.map((_, i) => [0, 1, 2, 3].map((c) => (c === i % 4 ? 1 : 0)));

const sum = (list: number[]): number => list.reduce((a, b) => a + b, 0);
const softmax = (row: number[]): number[] => row.map((z) => Math.exp(z) / sum(row.map((other) => Math.exp(other))));
const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

function evaluate(
  loss: (labels: tf.Tensor, predictions: tf.Tensor) => tf.Scalar,
  labels: number[][],
  predictions: number[][],
): {value: number; gradient: number[]} {
  return tf.tidy(() => {
    const y = tf.tensor2d(labels);
    const z = tf.tensor2d(predictions);
    const gradient = tf.grad((x) => loss(y, x))(z);
    return {value: loss(y, z).dataSync()[0]!, gradient: [...gradient.dataSync()]};
  });
}

function expectClose(received: number[], wanted: number[], tolerance = 1e-6): void {
  expect(received).to.have.length(wanted.length);
  for (const [i, value] of wanted.entries()) expect(received[i]).to.be.closeTo(value, tolerance);
}

describe('softmaxCrossEntropy', () => {
  it('is the mean over examples of -log p, with the gradient (p - y) / m', () => {
    const {value, gradient} = evaluate(softmaxCrossEntropy, oneHot, logits);
    const wanted = sum(logits.map((row, i) => -Math.log(softmax(row)[i % 4]!))) / 6;
    expect(value).to.be.closeTo(wanted, 1e-5);
    expectClose(
      gradient,
      logits.flatMap((row, i) => softmax(row).map((p, c) => (p - oneHot[i]![c]!) / 6)),
    );
  });

  it('stays finite and right for huge logits', () => {
    const {value, gradient} = evaluate(
      softmaxCrossEntropy,
      [
        [1, 0],
        [0, 1],
      ],
      [
        [1e4, -1e4],
        [1e4, -1e4],
      ],
    );
    expect(value).to.equal(1e4);
    expectClose(gradient, [0, 0, 0.5, -0.5]);
  });

  it('has the gradient -log p / m with respect to the labels', () => {
    const gradient = tf.tidy(() => [
      ...tf
        .grad((y) => softmaxCrossEntropy(y, tf.tensor2d([[1, 2]])))(tf.tensor2d([[0.5, 0.5]]))
        .dataSync(),
    ]);
    expectClose(
      gradient,
      softmax([1, 2]).map((p) => -Math.log(p)),
    );
  });
});

describe('sigmoidCrossEntropy', () => {
  it('is the mean over outputs and examples, with the gradient (s(z) - y) / (m k)', () => {
    const {value, gradient} = evaluate(sigmoidCrossEntropy, oneHot, logits);
    const terms = logits.flatMap((row, i) =>
      row.map((z, c) => -Math.log(oneHot[i]![c] === 1 ? logistic(z) : 1 - logistic(z))),
    );
    expect(value).to.be.closeTo(sum(terms) / 24, 1e-5);
    expectClose(
      gradient,
      logits.flatMap((row, i) => row.map((z, c) => (logistic(z) - oneHot[i]![c]!) / 24)),
    );
  });

  it('has the right gradient at a logit of exactly 0', () => {
    expectClose(evaluate(sigmoidCrossEntropy, [[1, 0, 0.25]], [[0, 0, 0]]).gradient, [-0.5 / 3, 0.5 / 3, 0.25 / 3]);
  });

  it('keeps small losses exact and large ones finite', () => {
    const small = evaluate(sigmoidCrossEntropy, [[1]], [[12]]).value;
    expect(small / Math.log1p(Math.exp(-12))).to.be.closeTo(1, 0.02);
    expect(evaluate(sigmoidCrossEntropy, [[0]], [[1e4]]).value).to.equal(1e4);
  });
});

describe('meanSquaredError', () => {
  it('is the mean over outputs and examples, with the gradient 2 (h - y) / (m k)', () => {
    const {value, gradient} = evaluate(meanSquaredError, oneHot, logits);
    const differences = logits.flatMap((row, i) => row.map((z, c) => z - oneHot[i]![c]!));
    expect(value).to.be.closeTo(sum(differences.map((d) => d * d)) / 24, 1e-4);
    expectClose(
      gradient,
      differences.map((d) => (2 * d) / 24),
    );
  });
});

describe('every loss', () => {
  it('refuses labels of another shape and leaks nothing', () => {
    const [y, z] = [tf.zeros([2, 3]), tf.zeros([2, 4])];
    const before = tf.memory().numTensors;
    for (const loss of [softmaxCrossEntropy, sigmoidCrossEntropy, meanSquaredError]) {
      expect(() => loss(y, z)).to.throw(RangeError, /\[2, 4\], received \[2, 3\]/);
      loss(z, z).dispose();
    }
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose([y, z]);
  });
});
