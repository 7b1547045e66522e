import * as tf from '@tensorflow/tfjs';
import {hessianTrace, loadBackend, topEigenvalues} from 'tfjs-optim';
import {sgd} from 'tfjs-optim/optimizers';

// Which learning rates are stable? Gradient descent on a bowl multiplies the distance along an eigenvector of the Hessian by
// 1 - rate * eigenvalue at each step: it shrinks below the rate 2 / (largest eigenvalue), and grows above.
await loadBackend();
const x = tf.tensor2d([
  [3, 0],
  [0, 1],
]);
const y = tf.tensor2d([[3], [1]]);
const weights = tf.variable(tf.zeros([2, 1]));
const loss = () => tf.losses.meanSquaredError(y, x.matMul(weights)) as tf.Scalar;

// The Hessian of the mean of (x w - y)^2 is 2 / n x^T x, here [[9, 0], [0, 1]].
const {values, residuals} = await topEigenvalues({loss, variables: [weights], k: 2, seed: 1});
const {trace} = await hessianTrace({loss, variables: [weights], seed: 1});
console.log(
  `eigenvalues: ${values.map((value) => value.toFixed(4)).join(' ')}, to ${Math.max(...residuals).toExponential(0)}`,
);
console.log(`trace: ${trace.toFixed(4)}`);

const limit = 2 / values[0]!;
console.log(`largest stable rate: ${limit.toFixed(4)}`);
for (const share of [0.9, 1.1]) {
  weights.assign(tf.zeros([2, 1]));
  const optimizer = sgd(share * limit);
  for (let step = 0; step < 50; step++) optimizer.minimize(loss, false, [weights]);
  console.log(`loss after 50 steps at ${share} of it: ${loss().dataSync()[0]!.toExponential(2)}`);
}
