/** Code of the items, with what it prints. */
export const code = {
  sparsity: {
    code: `// The least point of (w - a)^2 / 2 with the penalty .5 |w|, and with .5 w^2 / 2.
for (const a of [3, 1, 0.4, -0.2]) {
  const l1 = Math.sign(a) * Math.max(Math.abs(a) - 0.5, 0);
  const l2 = a / (1 + 0.5);
  console.log(a, l1.toFixed(2), l2.toFixed(2));
}`,
    prints: `3 2.50 2.00
1 0.50 0.67
0.4 0.00 0.27
-0.2 0.00 -0.13`,
  },
  shrinkage: {
    code: `import * as tf from '@tensorflow/tfjs';
import {sgd} from 'tfjs-optim';

// Curvatures 10 and .1 about (1, 1), with the penalty .1 |w|^2 / 2: w = s / (s + .1).
const w = tf.variable(tf.tensor1d([0, 0]));
const loss = () => w.sub(1).square().mul([10, 0.1]).sum().div(2);
const optimizer = sgd(0.15, {weightDecay: 0.1, weightDecayForm: 'l2', weightDecayOn: 'all'});
for (let k = 0; k < 400; k++) optimizer.minimize(loss, false, [w]);
console.log(Array.from(w.dataSync(), (value) => value.toFixed(4)).join(' '));
console.log((10 / 10.1).toFixed(4), (0.1 / 0.2).toFixed(4));`,
    prints: `0.9901 0.5000
0.9901 0.5000`,
  },
  penaltiesDigits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {ftrl} from 'tfjs-optim';

// Only the first of five inputs tells anything.
const x = tf.tensor2d([[1, 1, 0, 1, 0], [2, 0, 1, 1, 1], [-1, 0, 1, 0, 1], [-2, 1, 0, 0, 0]]);
const y = tf.tensor2d([[1.1], [2], [-1], [-2.1]]);
for (const penalty of [{}, {l1: 6}, {l2: 6}]) {
  const w = tf.variable(tf.zeros([5, 1]));
  const optimizer = ftrl(0.5, penalty);
  for (let k = 0; k < 100; k++) optimizer.minimize(() => x.matMul(w).sub(y).square().mean(), false, [w]);
  console.log(Array.from(w.dataSync(), (value) => (value === 0 ? '0' : value.toFixed(2))).join(' '));
}`,
    prints: `0.80 -0.45 -0.13 0.70 -0.13
1.03 0 0 0.01 0
0.92 -0.22 -0.07 0.35 -0.07`,
  },
  overfitting: {
    code: `// Five points near y = x and a polynomial of degree 4, without and with a penalty: errors at and between.
const [x, y] = [[-1, -0.5, 0, 0.5, 1], [-0.8, -0.9, 0.3, 0.2, 1.2]];
const powers = (z) => [1, z, z ** 2, z ** 3, z ** 4];
const value = (w, z) => powers(z).reduce((sum, p, j) => sum + p * w[j], 0);
for (const strength of [0, 0.01]) {
  let w = [0, 0, 0, 0, 0];
  for (let k = 0; k < 20000; k++) {
    const errors = x.map((z, i) => value(w, z) - y[i]);
    const slope = (j) => errors.reduce((sum, e, i) => sum + e * powers(x[i])[j], strength * w[j]);
    w = w.map((wj, j) => wj - 0.2 * slope(j));
  }
  const mean = (list) => list.reduce((sum, e) => sum + e * e, 0) / list.length;
  const far = [-0.75, -0.25, 0.25, 0.75];
  const between = mean(far.map((z) => value(w, z) - z));
  console.log(mean(x.map((z, i) => value(w, z) - y[i])).toFixed(3), between.toFixed(3));
}`,
    prints: `0.000 0.173
0.011 0.059`,
  },
  expectation: {
    code: `// All masks of three units, dropped with probability .4: the mean output, classic and inverted.
const [hidden, output, p] = [[1, 2, 3], [0.5, -1, 2], 0.4];
let [classic, inverted] = [0, 0];
for (let code = 0; code < 8; code++) {
  const bits = [0, 1, 2].map((i) => (code >> i) & 1);
  const chance = bits.reduce((product, bit) => product * (bit ? 1 - p : p), 1);
  const value = bits.reduce((sum, bit, i) => sum + bit * hidden[i] * output[i], 0);
  classic += chance * value;
  inverted += (chance * value) / (1 - p);
}
console.log('classic', classic.toFixed(4), 'scaled weights', ((1 - p) * (0.5 - 2 + 6)).toFixed(4));
console.log('inverted', inverted.toFixed(4), 'weights as they are', (0.5 - 2 + 6).toFixed(4));`,
    prints: `classic 2.7000 scaled weights 2.7000
inverted 4.5000 weights as they are 4.5000`,
  },
  nonlinear: {
    code: `// Two units that say 2 and 2, one dropped with probability .5 each, through tanh.
const outputs = [0, 2, 2, 4]; // of the four masks
const mean = outputs.reduce((sum, z) => sum + Math.tanh(z) / 4, 0);
console.log('mean of the thinned networks', mean.toFixed(3));
console.log('scaled weights', Math.tanh(0.5 * 4).toFixed(3));`,
    prints: `mean of the thinned networks 0.732
scaled weights 0.964`,
  },
  sameTraining: {
    code: `import * as tf from '@tensorflow/tfjs';
import {sgd} from 'tfjs-optim';

// One unit of activation 2, target 3, dropped at every other update: classic, and inverted in w' = (1 - p) w.
const p = 0.5;
const train = (start, rate, kept) => {
  const w = tf.variable(tf.scalar(start));
  for (let k = 0; k < 6; k++) {
    const mask = k % 2 === 0 ? kept : 0;
    sgd(rate).minimize(() => w.mul(2 * mask).sub(3).square(), false, [w]);
  }
  return w.dataSync()[0].toFixed(4);
};
console.log(((1 - p) * train(1, 0.1, 1)).toFixed(4), train(1 - p, 0.1 * (1 - p) ** 2, 1 / (1 - p)));`,
    prints: '0.7480 0.7480',
  },
  scaleAfter: {
    code: `import * as tf from '@tensorflow/tfjs';

// The dropout of TensorFlow.js is the inverted one: what stays is divided by 1 - p.
const kept = tf.dropout(tf.ones([1000]), 0.75, undefined, 1);
const values = Array.from(kept.dataSync());
const mean = values.reduce((a, b) => a + b) / 1000;
console.log([...new Set(values)].sort().join(' '), Math.abs(mean - 1) < 0.15);
// And outside of training:
console.log(tf.layers.dropout({rate: 0.75}).apply(tf.ones([1, 4])).dataSync().join(' '));`,
    prints: `0 4 true
1 1 1 1`,
  },
  missing: {
    code: `// Two ways of saying 4 with four units: one does all the work, or each does a part. Then a unit is missing.
for (const work of [[4, 0, 0, 0], [1, 1, 1, 1]]) {
  const said = work.map((missing) => work.reduce((sum, part) => sum + part, 0) - missing);
  const worst = Math.min(...said);
  console.log(work.join(' '), 'mean', said.reduce((a, b) => a + b) / 4, 'worst', worst);
}`,
    prints: `4 0 0 0 mean 3 worst 0
1 1 1 1 mean 3 worst 3`,
  },
};
