/** Code of the items, by their names in the files of items, with what it prints. */
export const code = {
  values: {
    code: `import * as tf from '@tensorflow/tfjs';

const z = tf.tensor1d([-2, -1, 0, 1, 2]);
const row = (name, values) => console.log(name, Array.from(values.dataSync(), (v) => v.toFixed(4)).join(' '));
row('logistic', tf.sigmoid(z));
row('tanh', tf.tanh(z));
row('arctan', tf.atan(z));
row('softsign', z.div(z.abs().add(1)));
row('ReLU', tf.relu(z));
row('leaky', tf.leakyRelu(z, 0.01));
row('ELU', tf.elu(z));`,
    prints: `logistic 0.1192 0.2689 0.5000 0.7311 0.8808
tanh -0.9640 -0.7616 0.0000 0.7616 0.9640
arctan -1.1071 -0.7854 0.0000 0.7854 1.1071
softsign -0.6667 -0.5000 0.0000 0.5000 0.6667
ReLU 0.0000 0.0000 0.0000 1.0000 2.0000
leaky -0.0200 -0.0100 0.0000 1.0000 2.0000
ELU -0.8647 -0.6321 0.0000 1.0000 2.0000`,
  },
  derivatives: {
    code: `import * as tf from '@tensorflow/tfjs';

const z = tf.tensor1d([-2, -1, 1, 2]);
const slopes = (name, f) =>
  console.log(name, Array.from(tf.grad(f)(z).dataSync(), (v) => v.toFixed(3)).join(' '));
slopes('logistic', (x) => tf.sigmoid(x));
slopes('tanh', (x) => tf.tanh(x));
slopes('ReLU', (x) => tf.relu(x));
slopes('ELU', (x) => tf.elu(x));`,
    prints: `logistic 0.105 0.197 0.197 0.105
tanh 0.071 0.420 0.420 0.071
ReLU 0.000 0.000 1.000 1.000
ELU 0.135 0.368 1.000 1.000`,
  },
  ranges: {
    code: `const functions = {
  logistic: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  arctan: Math.atan,
  softsign: (z) => z / (1 + Math.abs(z)),
  ReLU: (z) => Math.max(0, z),
  ELU: (z) => (z >= 0 ? z : Math.expm1(z)),
};
for (const [name, f] of Object.entries(functions)) console.log(name, f(-1e6).toFixed(4), f(1e6).toFixed(4));`,
    prints: `logistic 0.0000 1.0000
tanh -1.0000 1.0000
arctan -1.5708 1.5708
softsign -1.0000 1.0000
ReLU 0.0000 1000000.0000
ELU -1.0000 1000000.0000`,
  },
  elu: {
    code: `const printed = (z, alpha = 1) => Math.max(alpha * (Math.exp(z) - 1), z);
const elu = (z, alpha = 1) => (z >= 0 ? z : alpha * (Math.exp(z) - 1));
for (const z of [-2, -1, 0, 1, 2]) console.log(z, printed(z).toFixed(5), elu(z).toFixed(5));`,
    prints: `-2 -0.86466 -0.86466
-1 -0.63212 -0.63212
0 0.00000 0.00000
1 1.71828 1.00000
2 6.38906 2.00000`,
  },
  collapse: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp} from 'tfjs-optim';

const x = tf.tensor2d([[1, -2], [0.5, 3], [-1, 1]]);
for (const activation of ['linear', 'tanh']) {
  const model = mlp({inputs: 2, widths: [8, 8], classes: 2, activation, seed: 1});
  const [W1, , W2, , W3] = model.getWeights(); // the biases are 0 at the start
  const oneLayer = x.matMul(W1.matMul(W2).matMul(W3));
  const difference = model.apply(x).sub(oneLayer).abs().max().dataSync()[0];
  console.log(activation, difference < 1e-4 ? 'one layer does the same' : 'one layer does not');
}`,
    prints: `linear one layer does the same
tanh one layer does not`,
  },
  digits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, meanSquaredError, mlp} from 'tfjs-optim';

const x = tf.linspace(-2, 2, 9).reshape([9, 1]);
const y = x.square();
for (const activation of ['linear', 'relu']) {
  const model = mlp({inputs: 1, widths: [16], classes: 1, activation, seed: 1});
  const optimizer = adam(0.05);
  for (let k = 0; k < 150; k++) optimizer.minimize(() => meanSquaredError(y, model.apply(x)));
  const error = meanSquaredError(y, model.apply(x)).dataSync()[0];
  console.log(activation, error < 0.1 ? 'fits the parabola' : \`is off by \${error.toFixed(0)}\`);
}`,
    prints: `linear is off by 2
relu fits the parabola`,
  },
  smooth: {
    code: `const step = (z) => (z >= 0 ? 1 : 0);
const logistic = (z) => 1 / (1 + Math.exp(-z));
for (const h of [0.1, 0.01, 0.001]) {
  const slope = (f) => ((f(h) - f(-h)) / (2 * h)).toFixed(4);
  console.log(h, 'step', slope(step), 'logistic', slope(logistic));
}`,
    prints: `0.1 step 5.0000 logistic 0.2498
0.01 step 50.0000 logistic 0.2500
0.001 step 500.0000 logistic 0.2500`,
  },
  probability: {
    code: `// Two normal clouds around 1 and -1: the share of the right one near x is the logistic function of 2 x.
const density = (x, mean) => Math.exp(-((x - mean) ** 2) / 2);
for (const x of [-1, 0, 0.5, 2]) {
  const share = density(x, 1) / (density(x, 1) + density(x, -1));
  console.log(x, share.toFixed(6), (1 / (1 + Math.exp(-2 * x))).toFixed(6));
}`,
    prints: `-1 0.119203 0.119203
0 0.500000 0.500000
0.5 0.731059 0.731059
2 0.982014 0.982014`,
  },
  tanhNetwork: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp} from 'tfjs-optim';

const model = mlp({inputs: 3, widths: [5], classes: 2, activation: 'tanh', seed: 1});
const [W1, b1, W2, b2] = model.getWeights();
const twin = mlp({inputs: 3, widths: [5], classes: 2, activation: 'sigmoid', seed: 1});
twin.setWeights([W1.mul(2), b1.mul(2), W2.mul(2), b2.sub(W2.sum(0))]);
const x = tf.tensor2d([[1, 2, 3], [-1, 0, 1]]);
console.log(model.apply(x).sub(twin.apply(x)).abs().max().dataSync()[0] < 1e-5);`,
    prints: 'true',
  },
};
