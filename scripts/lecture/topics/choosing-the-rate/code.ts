/** Code of the items on constant rates and on rates that watch the error, with what it prints. */
export const code = {
  search: {
    code: `import {learningRateSearch} from 'tfjs-optim';

// (x^2 + 10 y^2) / 2 from (10, 1): the height after 30 updates at each of eleven constant rates.
const square = (x) => x * x;
const evaluate = (rate) => (square(10 * (1 - rate) ** 30) + 10 * square((1 - 10 * rate) ** 30)) / 2;
const search = {evaluate, from: 0.02, to: 0.22, count: 11, scale: 'linear'};
const {best, rates, losses} = await learningRateSearch(search);
rates.forEach((rate, i) => console.log(rate.toFixed(2), losses[i].toExponential(1)));
console.log('best', best.toFixed(2));`,
    prints: `0.02 1.5e+1
0.04 4.3e+0
0.06 1.2e+0
0.08 3.4e-1
0.10 9.0e-2
0.12 2.3e-2
0.14 5.9e-3
0.16 1.4e-3
0.18 3.4e-4
0.20 5.0e+0
0.22 2.8e+5
best 0.18`,
  },
  searchDigits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {learningRateSearch, sgd, softmaxCrossEntropy, softmaxRegression} from 'tfjs-optim';

// Two classes that no line parts.
const x = tf.tensor2d([[0, 1], [1, 1], [2, 1], [3, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [1, 0], [0, 1]]);
const evaluate = (rate) => {
  const model = softmaxRegression({inputs: 2, classes: 2, seed: 1});
  const loss = () => softmaxCrossEntropy(y, model.apply(x));
  const optimizer = sgd(rate);
  for (let k = 0; k < 10; k++) optimizer.minimize(loss);
  return loss().dataSync()[0];
};
const {losses} = await learningRateSearch({evaluate, from: 0.01, to: 100, count: 5});
console.log(losses.map((loss) => loss.toFixed(2)).join(' '));`,
    prints: '0.72 0.67 0.59 2.73 19.43',
  },
  errorFalls: {
    code: `// x^2 / 2 steeper by ten: the error falls at every step below the rate 2 / 10, and rises above it.
for (const rate of [0.1, 0.19, 0.21]) {
  let [x, rises] = [1, 0];
  for (let k = 0; k < 50; k++) {
    const next = x - rate * 10 * x;
    if (next * next > x * x) rises++;
    x = next;
  }
  console.log(rate, rises);
}`,
    prints: `0.1 0
0.19 0
0.21 50`,
  },
  reduceOnIncrease: {
    code: `import {reduceOnIncrease} from 'tfjs-optim';

const rate = reduceOnIncrease(0.5);
let [x, y] = [10, 1];
for (let k = 0; k < 8; k++) {
  const error = (x * x + 10 * y * y) / 2;
  rate.observe(error);
  console.log(k, error.toFixed(2), rate(k));
  [x, y] = [x - rate(k) * x, y - rate(k) * 10 * y];
}`,
    prints: `0 55.00 0.5
1 92.50 0.25
2 187.03 0.125
3 16.63 0.125
4 4.82 0.125
5 3.20 0.125
6 2.42 0.125
7 1.85 0.125`,
  },
  stepDecay: {
    code: `import {batches, stepDecay} from 'tfjs-optim';

// (w - y)^2 / 2 with y = 1 or -1: the mean square of the last 200 of 2000 updates.
for (const rate of [() => 0.5, stepDecay(0.5, {drop: 0.5, every: 200})]) {
  let [w, update, squares] = [3, 0, 0];
  for (const [i] of batches(2000, {batchSize: 1, seed: 1, sampling: 'replacement'})) {
    w -= rate(update++) * (w - (i % 2) * 2 + 1);
    if (update > 1800) squares += w * w;
  }
  console.log((squares / 200).toFixed(3));
}`,
    prints: `0.362
0.002`,
  },
  sweep: {
    code: `import {momentum} from 'tfjs-optim';
import * as tf from '@tensorflow/tfjs';

// (x^2 + 10 y^2) / 2 from (10, 1), 20 updates: rate and momentum must fit each other.
for (const m of [0, 0.5, 0.9]) {
  const heights = [0.05, 0.18, 0.25].map((rate) => {
    const w = tf.variable(tf.tensor1d([10, 1]));
    const loss = () => w.square().mul([1, 10]).sum().div(2);
    const optimizer = momentum(rate, {momentum: m});
    for (let k = 0; k < 20; k++) optimizer.minimize(loss, false, [w]);
    return loss().dataSync()[0].toPrecision(2);
  });
  console.log(m, heights.join(' '));
}`,
    prints: `0 6.4 0.019 5.5e+7
0.5 0.55 0.000052 0.000059
0.9 1.2 5.1 1.9`,
  },
  sweepDigits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, momentum, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
for (const m of [0, 0.9]) {
  const good = [0.03, 0.3, 3].map((rate) => {
    const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
    const loss = () => softmaxCrossEntropy(y, model.apply(x));
    const optimizer = momentum(rate, {momentum: m});
    for (let k = 0; k < 40; k++) optimizer.minimize(loss);
    return loss().dataSync()[0] < 0.2;
  });
  console.log(m, good.join(' '));
}`,
    prints: `0 false false true
0.9 false true false`,
  },
  sweepDecay: {
    code: `import * as tf from '@tensorflow/tfjs';
import {rmsprop} from 'tfjs-optim';

// The first step is rate / sqrt(1 - rho), whatever the gradient: the decay rate changes the rate too.
for (const rho of [0.5, 0.9, 0.99]) {
  const w = tf.variable(tf.scalar(10));
  rmsprop(0.1, {rho}).minimize(() => w.square(), false, [w]);
  console.log(rho, (10 - w.dataSync()[0]).toFixed(3), (0.1 / Math.sqrt(1 - rho)).toFixed(3));
}`,
    prints: `0.5 0.141 0.141
0.9 0.316 0.316
0.99 1.000 1.000`,
  },
};
