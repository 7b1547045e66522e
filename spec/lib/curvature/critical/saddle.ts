import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {type ProbedOperator, probedOperator} from '../../../../lib/curvature/operator.ts';
import {withLoss} from '../../../../lib/curvature/problem/index.ts';
import type {LossProblem} from '../../../../lib/curvature/problem/loss-problem.ts';

/** A saddle, x^2 - 2 y^2, from (1, 1): its gradient is (2, -4). */
export async function atSaddle(work: (problem: LossProblem) => Promise<void>): Promise<void> {
  const before = tf.memory().numTensors;
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 1])));
  const factors = tf.tensor1d([1, -2]);
  const loss = () => tf.sum(tf.mul(factors, tf.square(w))) as tf.Scalar;
  await withLoss('spec', {loss, variables: [w]}, work);
  tf.dispose([w, factors]);
  expect(tf.memory().numTensors).to.equal(before);
}

/** The Hessian of a problem. */
export const matrixOf = (problem: LossProblem): ProbedOperator =>
  probedOperator('spec', problem.matrix(), {expected: () => 1});
