/** Code of the items, by their names in the files of items, with what it prints. */
export const code = {
  byHand: {
    code: `const f = (z) => 1 / (1 + Math.exp(-z));
const [x1, x2, y] = [1, 0.5, 1];
const [h1, h2] = [f(0.1 * x1 + 0.3 * x2 + 0.1), f(-0.2 * x1 + 0.4 * x2 - 0.1)];
const output = f(0.5 * h1 - 0.6 * h2 + 0.2);
// The error terms, from the output back to the hidden units.
const delta = -(y - output) * output * (1 - output);
const [delta1, delta2] = [0.5 * delta * h1 * (1 - h1), -0.6 * delta * h2 * (1 - h2)];
console.log('output', output.toFixed(6));
console.log('error terms', [delta, delta1, delta2].map((d) => d.toFixed(6)).join(' '));
console.log('of the weight from x1 to hidden 1', (delta1 * x1).toFixed(6));
console.log('of the weight from hidden 1 to the output', (delta * h1).toFixed(6));`,
    prints: `output 0.551887
error terms -0.110822 -0.013437 0.016582
of the weight from x1 to hidden 1 -0.013437
of the weight from hidden 1 to the output -0.065010`,
  },
  equalGradients: {
    code: `import * as tf from '@tensorflow/tfjs';
import {checkGradients, meanSquaredError, mlp} from 'tfjs-optim';

const model = mlp({inputs: 3, widths: [4, 4], classes: 2, activation: 'tanh', seed: 1});
const x = tf.randomUniform([5, 3], 0, 1, 'float32', 1);
const y = tf.randomUniform([5, 2], 0, 1, 'float32', 2);
// The derivatives along a random direction for each weight, by backpropagation and by differences.
const loss = () => meanSquaredError(y, model.apply(x));
for (const {name, relativeError} of checkGradients(loss, model, {seed: 1})) {
  console.log(name.replace(/_.*/, ''), relativeError < 0.01);
}`,
    prints: `hidden1/kernel true
hidden1/bias true
hidden2/kernel true
hidden2/bias true
output/kernel true
output/bias true`,
  },
  accumulate: {
    code: `import * as tf from '@tensorflow/tfjs';

const w = tf.variable(tf.tensor1d([0.5, -0.3]));
const x = tf.tensor2d([[1, 2], [3, 1], [0, 1]]);
const y = tf.tensor1d([1, 0, 1]);
const cost = (a, b) => a.dot(w).sigmoid().sub(b).square().sum().div(2);
const gradient = tf.grad((v) => x.dot(v).sigmoid().sub(y).square().sum().div(6))(w);
const each = [0, 1, 2].map((i) =>
  tf.variableGrads(() => cost(x.slice(i, 1), y.slice(i, 1)), [w]).grads[w.name]);
console.log('of the cost', Array.from(gradient.dataSync(), (v) => v.toFixed(4)).join(' '));
console.log('mean of three', Array.from(tf.addN(each).div(3).dataSync(), (v) => v.toFixed(4)).join(' '));`,
    prints: `of the cost 0.0931 -0.0885
mean of three 0.0931 -0.0885`,
  },
  indices: {
    code: `import * as tf from '@tensorflow/tfjs';

const kernel = tf.tensor2d([[0.5, -1, 0.2], [1, 0.3, -0.4], [-0.7, 0.8, 0.6]]); // [from, to]
const a = tf.tensor2d([[0.2, 0.9, 0.4]]);
const loss = (values) => values.matMul(kernel).square().sum().div(2);
const delta = a.matMul(kernel); // of the next layer, which is linear and has the targets 0
const print = (name, values) =>
  console.log(name, Array.from(values.dataSync(), (v) => v.toFixed(3)).join(' '));
print('autograd', tf.grad(loss)(a));
print('W delta ', delta.matMul(kernel.transpose()));
print("W' delta", delta.matMul(kernel));`,
    prints: `autograd -0.046 0.869 -0.240
W delta  -0.046 0.869 -0.240
W' delta 0.806 -0.667 -0.060`,
  },
  oneByOne: {
    code: `// Two examples for y = w x, cost (w x - y)^2 / 2: one update each at half the rate, or one for both.
const examples = [[1, 2], [3, 1]];
for (const rate of [0.1, 0.01, 0.001]) {
  let each = 1;
  for (const [x, y] of examples) each -= rate / 2 * (each * x - y) * x;
  const once = 1 - rate * examples.reduce((sum, [x, y]) => sum + (x - y) * x / 2, 0);
  console.log(rate, ((each - once) / (once - 1)).toFixed(5));
}`,
    prints: `0.1 0.09000
0.01 0.00900
0.001 0.00090`,
  },
  digitPasses: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, sgd, train} from 'tfjs-optim';

const classes = Array.from({length: 60}, (_, i) => i % 3);
const x = tf.tensor2d(classes.map((c, i) => [c === 0 ? 1 : 0, c === 1 ? 1 : 0, Math.sin(i)]));
const data = {x, y: tf.oneHot(tf.tensor1d(classes, 'int32'), 3).toFloat()};
for (const batchSize of [1, 'full']) {
  const model = mlp({inputs: 3, widths: [8], classes: 3, seed: 1});
  const {history, updates} = await train({model, data, optimizer: sgd(0.3), epochs: 3, batchSize, seed: 1});
  console.log(batchSize, updates, history.at(-1).trainLoss < 0.1);
}`,
    prints: `1 180 true
full 3 false`,
  },
  fit: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, meanSquaredError, mlp} from 'tfjs-optim';

const x = tf.linspace(-3, 3, 60).reshape([60, 1]);
const y = tf.sin(x.mul(2)).add(tf.randomNormal([60, 1], 0, 0.2, 'float32', 1));
for (const widths of [[], [16]]) {
  const model = mlp({inputs: 1, widths, classes: 1, activation: 'tanh', seed: 1});
  const optimizer = adam(0.05);
  for (let k = 0; k < 250; k++) optimizer.minimize(() => meanSquaredError(y, model.apply(x)));
  console.log(widths.length, 'hidden layers', meanSquaredError(y, model.apply(x)).dataSync()[0] < 0.1);
}`,
    prints: `0 hidden layers false
1 hidden layers true`,
  },
  classifier: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, mlp, train} from 'tfjs-optim';

// Class 1 inside of a circle, class 0 outside.
const places = Array.from({length: 100}, (_, i) => [(i % 10) / 4.5 - 1, Math.floor(i / 10) / 4.5 - 1]);
const inside = places.map(([a, b]) => (a * a + b * b < 0.6 ? 1 : 0));
const data = {x: tf.tensor2d(places), y: tf.oneHot(tf.tensor1d(inside, 'int32'), 2).toFloat()};
for (const widths of [[], [16]]) {
  const model = mlp({inputs: 2, widths, classes: 2, activation: 'tanh', seed: 1});
  const {history} = await train({model, data, optimizer: adam(0.1), epochs: 100, batchSize: 'full'});
  console.log(widths.length, 'hidden layers', history.at(-1).trainAccuracy > 0.9);
}`,
    prints: `0 hidden layers false
1 hidden layers true`,
  },
};
