import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {modelLoss} from '../../../lib/models/index.ts';

const probabilities = [
  [0.7, 0.2, 0.1],
  [0.1, 0.3, 0.6],
];

/** What a loss gives for numbers, and its count of right answers. */
function measured(name: string, labels: number[] | number[][], predictions: number[][]): [number, number | null] {
  const {of, correct} = modelLoss('spec', name);
  const [y, p] = [tf.tensor(labels), tf.tensor(predictions)];
  const loss = tf.tidy(() => tf.mean(of(y, p)));
  const right = correct?.(y, p) ?? null;
  const found: [number, number | null] = [loss.dataSync()[0]!, right && right.dataSync()[0]!];
  tf.dispose([y, p, loss, right ?? []]);
  return found;
}

describe('modelLoss', () => {
  it('gives the losses of TensorFlow.js by name, and counts right answers where they are classes', () => {
    const entropy = -(Math.log(0.7) + Math.log(0.3)) / 2;
    for (const [name, labels] of [
      [
        'categoricalCrossentropy',
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
      ],
      ['sparseCategoricalCrossentropy', [[0], [1]]],
    ] as const) {
      const [loss, right] = measured(name, labels as unknown as number[][], probabilities);
      expect(loss, name).to.be.closeTo(entropy, 1e-6);
      expect(right, name).to.equal(1);
    }
    expect(measured('meanAbsoluteError', [[1], [4]], [[2], [1]])).to.deep.equal([2, null]);
    expect(measured('meanSquaredError', [[1], [4]], [[2], [1]])).to.deep.equal([5, null]);
    expect(measured('softmaxCrossEntropy', [[1, 0]], [[0, 0]])[0]).to.be.closeTo(Math.log(2), 1e-6);
  });

  it('gives a loss back as it is, and leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    const own = {name: 'own', of: (y: tf.Tensor, p: tf.Tensor) => tf.abs(tf.sub(y, p))};
    expect(modelLoss('spec', own)).to.equal(own);
    modelLoss('spec', 'hinge');
    expect(() => modelLoss('spec', 'no loss')).to.throw(RangeError);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('refuses other names by those that there are', () => {
    expect(() => modelLoss('train', 'mse')).to.throw(
      RangeError,
      /^train: loss must be one of softmaxCrossEntropy, .*categoricalCrossentropy.* received "mse"$/,
    );
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) {
      expect(() => modelLoss('train', name)).to.throw(RangeError, `train: loss must be one of`);
    }
    expect(() => modelLoss('train', 3 as never)).to.throw(TypeError, /loss must be a name, .* received 3/);
  });
});
