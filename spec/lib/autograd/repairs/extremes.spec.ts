import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {repairGradients} from '../../../../lib/autograd/repairs/index.ts';
import {build, indices} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

describe('gradients of max and min', () => {
  it('share the gradient among equal values', () => {
    const undo = repairGradients();
    tf.tidy(() => {
      const x = tf.tensor2d([
        [1, 3, 3],
        [2, 1, 0],
      ]);
      const ofMaximum = tf.grad((y: tf.Tensor) => tf.max(y, 1))(x);
      expect([...ofMaximum.dataSync()]).to.deep.equal([0, 0.5, 0.5, 1, 0, 0]);
      const ofMinimum = tf.grad((y: tf.Tensor) => tf.min(tf.neg(y), 1, true))(x);
      expect([...ofMinimum.dataSync()]).to.deep.equal([-0, -0.5, -0.5, -1, -0, -0]);
    });
    undo();
  });

  for (const [name, operation, best] of [
    ['max', tf.max, Math.max],
    ['min', tf.min, Math.min],
  ] as const) {
    gradientCase({
      name: `${name} over the first and last axis`,
      shapes: [[2, 3, 4]],
      operation: (x) => operation(x, [0, -1]),
      reference: (x) => build([3], (row) => best(...indices([2, 4]).map(([i, j]) => x.at([i!, row, j!])))),
    });
  }
});
