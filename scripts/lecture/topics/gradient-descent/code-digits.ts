/** Code of the items on networks, by their names in the file of items, with what it prints. */
export const code = {
  steepestOnDigits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {jvp, mlp, softmaxCrossEntropy} from 'tfjs-optim';

const model = mlp({inputs: 4, widths: [50], classes: 3, activation: 'tanh', seed: 1});
const x = tf.randomNormal([20, 4], 0, 1, 'float32', 1);
const y = tf.oneHot(tf.tensor1d(Array.from({length: 20}, (_, i) => i % 3), 'int32'), 3);
const loss = () => softmaxCrossEntropy(y, model.apply(x));
const weights = model.trainableWeights.map((weight) => weight.read());
const slopeAlong = (direction) => {
  const length = Math.sqrt(direction.reduce((sum, part) => sum + part.square().sum().dataSync()[0], 0));
  return jvp(loss, weights, direction.map((part) => part.div(length))).dataSync()[0];
};
const {grads} = tf.variableGrads(loss, weights);
const steepest = slopeAlong(weights.map(({name}) => grads[name].neg()));
const draw = (seed) => weights.map((w) => tf.randomNormal(w.shape, 0, 1, 'float32', seed));
console.log([1, 2, 3, 4, 5].every((seed) => slopeAlong(draw(seed)) > 0.5 * steepest));`,
    prints: 'true',
  },
  digitsRate: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, sgd, softmaxCrossEntropy, topEigenvalues} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
for (const multiple of [0.5, 30]) {
  const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
  const loss = () => softmaxCrossEntropy(y, model.apply(x));
  const {values} = await topEigenvalues({loss, variables: model, seed: 1});
  const optimizer = sgd(multiple * 2 / values[0]);
  const losses = Array.from({length: 50}, () => optimizer.minimize(loss, true).dataSync()[0]);
  console.log(multiple, losses.every((value, k) => k === 0 || value < losses[k - 1]));
  model.dispose();
}`,
    prints: `0.5 true
30 false`,
  },
  sameHeight: {
    code: `import * as tf from '@tensorflow/tfjs';
import {lbfgs, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [0, 1]]);
for (const seed of [1, 2, 3]) {
  const w = tf.variable(tf.randomNormal([2, 2], 0, 2, 'float32', seed));
  const loss = () => softmaxCrossEntropy(y, x.matMul(w)).add(w.square().sum().mul(0.1));
  const solver = lbfgs();
  for (let k = 0; k < 30; k++) solver.minimize(loss, false, [w]);
  console.log(loss().dataSync()[0].toFixed(3));
}`,
    prints: `0.462
0.462
0.462`,
  },
};
