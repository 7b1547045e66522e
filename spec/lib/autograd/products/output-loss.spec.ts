import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {outputHessian, outputHessians, type OutputLoss} from '../../../../lib/autograd/products/output-loss.ts';
import {expectClose} from '../close.ts';
import {draw, scopedTensors} from '../scoped.ts';

type Rows = readonly (readonly number[])[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

const softmax = (z: readonly number[]): number[] => {
  const powers = z.map(Math.exp);
  return powers.map((power) => power / sum(powers));
};

/** The gradients of the losses with respect to the outputs in float64, for labels of zero, which add a constant or drop out. */
const gradients: Record<OutputLoss, (z: Rows) => number[][]> = {
  softmaxCrossEntropy: (z) => z.map((row) => softmax(row).map((p) => p / z.length)),
  sigmoidCrossEntropy: (z) => z.map((row) => row.map((value) => sigmoid(value) / (z.length * row.length))),
  meanSquaredError: (z) => z.map((row) => row.map((value) => (2 * value) / (z.length * row.length))),
};

describe('outputHessian', () => {
  scopedTensors();

  for (const loss of Object.keys(outputHessians) as OutputLoss[]) {
    it(`of ${loss} is the derivative of its gradient along u`, () => {
      const [z, u] = [draw([4, 3], 1) as tf.Tensor2D, draw([4, 3], 2) as tf.Tensor2D];
      const [at, along] = [z.arraySync(), u.arraySync()];
      const step = 1e-4;
      const moved = (t: number): number[] =>
        gradients[loss](at.map((row, i) => row.map((value, j) => value + t * along[i]![j]!))).flat();
      const back = moved(-step);
      const expected = moved(step).map((value, i) => (value - back[i]!) / (2 * step));
      const product = outputHessian('mine', loss)(z, u);
      expect(product.shape).to.deep.equal([4, 3]);
      expectClose([product], expected, 2e-6);
    });
  }

  it('counts all axes but the last as examples', () => {
    const [z, u] = [draw([2, 3, 4], 3), draw([2, 3, 4], 4)];
    for (const loss of Object.keys(outputHessians) as OutputLoss[]) {
      const hessian = outputHessian('mine', loss);
      const flat = hessian(tf.reshape(z, [6, 4]), tf.reshape(u, [6, 4]));
      expectClose([hessian(z, u)], [...flat.dataSync()], 1e-6);
    }
  });

  it('of the softmax maps what adds the same to all logits to nothing', () => {
    const [z, u] = [tf.tensor2d([[1, 2, 0]]), tf.tensor2d([[3, -1, 2]])];
    const hessian = outputHessian('mine', 'softmaxCrossEntropy');
    const product = [...hessian(z, u).dataSync()];
    expect(Math.hypot(...product)).to.be.greaterThan(0.1);
    expect(sum(product)).to.be.closeTo(0, 1e-6);
    expect(Math.hypot(...hessian(z, tf.ones([1, 3])).dataSync())).to.be.lessThan(1e-6);
  });

  it('refuses other names, also those that every object has', () => {
    for (const name of ['hinge', 'toString', undefined]) {
      expect(() => outputHessian('mine', name as OutputLoss)).to.throw(
        RangeError,
        `mine: loss must be one of softmaxCrossEntropy, sigmoidCrossEntropy, meanSquaredError, received ${
          name === undefined ? 'undefined' : `"${name}"`
        }`,
      );
    }
  });
});
