/** Code of the items, by their names in `topic.ts`, with what it prints. */
export const code = {
  twoByTwo: {
    code: `// Slopes of y = a^n + b^n, forward and back through n layers that share their weight.
function slope(weight, n) {
  const inputs = [1];
  for (let k = 1; k < n; k++) inputs.push(weight * inputs[k - 1]);
  let [upstream, sum] = [1, 0];
  for (const input of inputs.reverse()) {
    sum += upstream * input;
    upstream *= weight;
  }
  return sum;
}
for (const n of [10, 30, 100]) {
  console.log(n, ...[1, 2, 0.5, 0.9].map((weight) => slope(weight, n).toPrecision(6)));
}`,
    prints: `10 10.0000 5120.00 0.0195313 3.87420
30 30.0000 1.61061e+10 5.58794e-8 1.41304
100 100.000 6.33825e+31 1.57772e-28 0.00295127`,
  },
  square: {
    code: `import * as tf from '@tensorflow/tfjs';

const w = tf.tensor2d([[0.5, 0], [0, 0.9]]);
const diagonal = (matrix) => [0, 1].map((i) => matrix.arraySync()[i][i].toFixed(4)).join(' ');
console.log(diagonal(w.matMul(w)));
console.log(diagonal(w.matMul(w).matMul(w)));`,
    prints: `0.2500 0.8100
0.1250 0.7290`,
  },
  component: {
    code: `import * as tf from '@tensorflow/tfjs';

const y = (a, b) => a.pow(10).add(b.pow(10));
const gradient = tf.grads(y)([tf.scalar(0.5), tf.scalar(0.9)]);
for (const part of gradient) console.log(part.dataSync()[0].toFixed(5));`,
    prints: `0.01953
3.87420`,
  },
  explodes: {
    code: `// The slope n 2^(n-1) in float32, and the next layer.
for (const n of [10, 100, 122, 123]) {
  console.log(n, Math.fround(n * 2 ** (n - 1)).toExponential(4));
}
console.log((100 / 99).toFixed(3), ((100 * 2 ** 99) / (99 * 2 ** 98)).toFixed(3));`,
    prints: `10 5.1200e+3
100 6.3383e+31
122 3.2433e+38
123 Infinity
1.010 2.020`,
  },
  vanishes: {
    code: `const slope = (b, n) => n * b ** (n - 1);
for (const n of [1, 9, 10, 34, 35, 100]) {
  console.log(n, slope(0.5, n).toExponential(2), slope(0.9, n).toFixed(4));
}`,
    prints: `1 1.00e+0 1.0000
9 3.52e-2 3.8742
10 1.95e-2 3.8742
34 3.96e-9 1.0507
35 2.04e-9 0.9734
100 1.58e-28 0.0030`,
  },
  chain: {
    code: `import * as tf from '@tensorflow/tfjs';

// A chain of logistic neurons with weights of 1.
const chain = (n) => (x) => Array.from({length: n}).reduce((h) => h.sigmoid(), x);
for (const n of [1, 2, 5, 10]) {
  const slope = tf.grad(chain(n))(tf.scalar(0.5)).dataSync()[0];
  console.log(n, slope.toExponential(2), (0.25 ** n).toExponential(2));
}`,
    prints: `1 2.35e-1 2.50e-1
2 5.34e-2 6.25e-2
5 6.08e-4 9.77e-4
10 3.48e-7 9.54e-7`,
  },
  deepSigmoid: {
    code: `import * as tf from '@tensorflow/tfjs';
import {layerDiagnostics, mlp} from 'tfjs-optim';

const x = tf.randomNormal([32, 16], 0, 1, 'float32', 1);
const y = tf.oneHot(Array.from({length: 32}, (_, i) => i % 4), 4).toFloat();
for (const [activation, initializer] of [['sigmoid', 'glorotUniform'], ['relu', 'heNormal']]) {
  const widths = Array(8).fill(16);
  const model = mlp({inputs: 16, widths, classes: 4, activation, initializer, seed: 1});
  const norms = layerDiagnostics({model, batch: {x, y}}).map((layer) => layer.gradientNorm);
  console.log(activation, norms[0] < norms[8] / 1000 ? 'vanishes' : 'does not vanish');
}`,
    prints: `sigmoid vanishes
relu does not vanish`,
  },
  largeDerivatives: {
    code: `import * as tf from '@tensorflow/tfjs';
import {layerDiagnostics, mlp} from 'tfjs-optim';

const x = tf.randomNormal([32, 16], 0, 1, 'float32', 1);
const y = tf.oneHot(Array.from({length: 32}, (_, i) => i % 4), 4).toFloat();
const firstNorm = (depth, initializer) => {
  const model = mlp({inputs: 16, widths: Array(depth).fill(16), classes: 4, initializer, seed: 1});
  return layerDiagnostics({model, batch: {x, y}})[0].gradientNorm;
};
// Deviations of twice the size that He gives to ReLU.
const large = {name: 'normal', deviation: 2 * Math.sqrt(2 / 16)};
for (const [name, initializer] of [['He', 'heNormal'], ['twice He', large]]) {
  const factor = (firstNorm(10, initializer) / firstNorm(1, initializer)) ** (1 / 9);
  console.log(name, factor > 1.5 ? 'explodes' : 'does not explode');
}`,
    prints: `He does not explode
twice He explodes`,
  },
  explodingSymptoms: {
    code: `import * as tf from '@tensorflow/tfjs';
import {diagnose, initializeWeights, mlp, sgd, train} from 'tfjs-optim';

const x = tf.randomNormal([32, 16], 0, 1, 'float32', 1);
const y = tf.oneHot(Array.from({length: 32}, (_, i) => i % 4), 4).toFloat();
const model = mlp({inputs: 16, widths: Array(8).fill(16), classes: 4});
initializeWeights(model, {initializer: {name: 'normal', deviation: 1}, seed: 1});
const run = {model, data: {x, y}, optimizer: sgd(0.1), epochs: 5, diagnostics: true, explosion: Infinity};
const found = diagnose(await train(run)).find(({problem}) => problem === 'explodingGradients');
console.log(found !== undefined, found?.numbers.gradientNorm > 1000);`,
    prints: 'true true',
  },
  vanishingSymptoms: {
    code: `import * as tf from '@tensorflow/tfjs';
import {diagnose, mlp, sgd, train} from 'tfjs-optim';

const x = tf.randomNormal([32, 16], 0, 1, 'float32', 1);
const y = tf.oneHot(Array.from({length: 32}, (_, i) => i % 4), 4).toFloat();
const model = mlp({inputs: 16, widths: Array(8).fill(16), classes: 4, activation: 'sigmoid', seed: 1});
const run = {model, data: {x, y}, optimizer: sgd(0.3), epochs: 10, diagnostics: true};
const [found] = diagnose(await train(run));
console.log(found.problem, found.symptoms.join(' '));`,
    prints: 'vanishingGradients lowerLayersStill stopsEarly',
  },
  initialisation: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp} from 'tfjs-optim';

// Mean square of the last of eight ReLU layers, for inputs of mean square 1.
const x = tf.randomNormal([64, 64], 0, 1, 'float32', 1);
for (const initializer of ['normal', 'heNormal']) {
  const model = mlp({inputs: 64, widths: Array(8).fill(64), initializer, seed: 1});
  const last = model.layers[7].output;
  const size = tf.model({inputs: model.inputs, outputs: last}).predict(x).square().mean().dataSync()[0];
  console.log(initializer, size < 1e-3 ? 'vanishes' : 'stays');
}`,
    prints: `normal vanishes
heNormal stays`,
  },
  activations: {
    code: `import * as tf from '@tensorflow/tfjs';

// Slopes at z = -5, 0.1 and 5.
const z = tf.tensor1d([-5, 0.1, 5]);
for (const name of ['sigmoid', 'tanh', 'relu', 'leakyRelu', 'elu']) {
  const slopes = tf.grad((at) => tf[name](at))(z).dataSync();
  console.log(name, Array.from(slopes, (slope) => slope.toFixed(4)).join(' '));
}`,
    prints: `sigmoid 0.0066 0.2494 0.0066
tanh 0.0002 0.9901 0.0002
relu 0.0000 1.0000 1.0000
leakyRelu 0.2000 1.0000 1.0000
elu 0.0067 1.0000 1.0000`,
  },
  clipping: {
    code: `import * as tf from '@tensorflow/tfjs';
import {clipped, sgd} from 'tfjs-optim';

// (w^20 - 1)^2 from 1.2: slopes up to tens of thousands.
for (const optimizer of [sgd(0.01), clipped(sgd(0.01), {globalNorm: 1})]) {
  const w = tf.variable(tf.scalar(1.2));
  for (let k = 0; k < 30; k++) optimizer.minimize(() => w.pow(20).sub(1).square(), false, [w]);
  console.log(w.dataSync()[0].toFixed(1));
}`,
    prints: `NaN
1.0`,
  },
  cliffs: {
    code: `// A unit h <- w s(h) + b, fifty times; its loss across the cliff at w = 5.
const s = (z) => 1 / (1 + Math.exp(-z));
function loss(w, b) {
  let h = 0;
  for (let t = 0; t < 50; t++) h = w * s(h) + b;
  return (s(h) - 0.7) ** 2;
}
for (const b of [-2.6, -2.51, -2.5, -2.49, -2.4]) console.log(b, loss(5, b).toFixed(4));
console.log(((loss(5, -2.5) - loss(5, -2.5 - 1e-7)) / 1e-7).toExponential(0));`,
    prints: `-2.6 0.3383
-2.51 0.3118
-2.5 0.0400
-2.49 0.0251
-2.4 0.0330
-3e+4`,
  },
};
