import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {readAtOnce} from '../../../lib/base/reading.ts';
import {evaluateAgain} from '../../../lib/update/index.ts';
import {disposePoint, FlatLoss} from '../../../optimizers/solvers/flat-loss.ts';

const close = (actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-5): void => {
  expect(actual).to.have.length(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i], `[${i}]`).to.be.closeTo(value, tolerance);
};

/** a' a + 2 (sum of a b) over a matrix a [2, 2] and a scalar b, and a variable that does not matter. */
function scene(effect: () => void = () => {}): {loss: FlatLoss; variables: tf.Variable[]; dispose: () => void} {
  const variables = tf.tidy(() => [
    tf.variable(
      tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
    ),
    tf.variable(tf.scalar(5)),
    tf.variable(tf.tensor1d([6])),
  ]);
  const [a, b] = variables as [tf.Variable, tf.Variable];
  const f = (): tf.Scalar => {
    effect();
    return tf.tidy(() => tf.add(tf.sum(tf.square(a)), tf.mul(2, tf.sum(tf.mul(a, b)))).asScalar());
  };
  const loss = new FlatLoss(evaluateAgain(f), variables);
  return {
    loss,
    variables,
    dispose: () => {
      loss.dispose();
      tf.dispose(variables);
    },
  };
}

describe('FlatLoss', () => {
  it('evaluates where the variables are, and along a line, compiled or not', () => {
    const before = tf.memory().numTensors;
    const {loss, variables, dispose} = scene();
    const direction = tf.tensor1d([1, 0, -1, 2, 0.5, 3]);
    for (let i = 0; i < 4; i++) {
      const here = readAtOnce(loss.here());
      close(here.x.dataSync(), [1, 2, 3, 4, 5, 6]);
      close([here.value], [130], 1e-3);
      close(here.gradient.dataSync(), [12, 14, 16, 18, 20, 0]);
      close([here.norm], [Math.hypot(12, 14, 16, 18, 20)], 1e-4);
      const ahead = readAtOnce(loss.along(here.x, direction, 2));
      // a = [3, 2, 1, 8], b = 6
      close([ahead.value], [78 + 168], 1e-3);
      close(ahead.gradient.dataSync(), [18, 16, 14, 28, 28, 0]);
      close([ahead.slope, ahead.step], [18 - 14 + 56 + 14, 2], 1e-4);
      close(variables[0]!.dataSync(), [3, 2, 1, 8]);
      close(variables[1]!.dataSync(), [6]);
      close(variables[2]!.dataSync(), [12]);
      loss.move(here);
      close(variables[2]!.dataSync(), [6]);
      disposePoint(here);
      disposePoint(ahead);
    }
    expect(loss.evaluations).to.deep.equal({gradient: 8, product: 0});
    expect(loss.isPure).to.equal(true);
    direction.dispose();
    dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('multiplies by the Hessian at a point, wherever the variables are', () => {
    const {loss, variables, dispose} = scene();
    const here = readAtOnce(loss.here());
    const vector = tf.tensor1d([1, 0, 0, 0, 1, 1]);
    for (let i = 0; i < 3; i++) {
      tf.tidy(() => variables[1]!.assign(tf.scalar(9)));
      for (const product of [loss.hessian(here, vector), loss.product(here, vector)]) {
        close(product.dataSync(), [4, 2, 2, 2, 2, 0]);
        product.dispose();
      }
    }
    expect(loss.evaluations.product).to.equal(6);
    vector.dispose();
    disposePoint(here);
    dispose();
  });

  it('stays plain where the loss draws or moves', () => {
    const moved = tf.tidy(() => tf.variable(tf.scalar(1)));
    const effects = [() => void Math.random(), () => tf.tidy(() => moved.assign(tf.mul(moved, 2)))];
    for (const effect of effects) {
      let calls = 0;
      const {loss, dispose} = scene(() => {
        calls++;
        effect();
      });
      for (let i = 0; i < 5; i++) disposePoint(readAtOnce(loss.here()));
      expect(calls).to.equal(5);
      expect(loss.isPure).to.equal(false);
      dispose();
    }
    expect(moved.dataSync()[0]).to.equal(2);
    moved.dispose();
  });
});
