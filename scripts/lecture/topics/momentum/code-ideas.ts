/** Code of the items on velocity, forms and corrections, with what it prints. */
export const codeIdeas = {
  terminalVelocity: {
    code: `import * as tf from '@tensorflow/tfjs';
import {momentum} from 'tfjs-optim';

// The gradient is 2 everywhere; a plain step at rate .1 is .2 long.
const w = tf.variable(tf.scalar(0));
const optimizer = momentum(0.1, {momentum: 0.9});
let last = 0;
for (let t = 1; t <= 60; t++) {
  optimizer.minimize(() => w.mul(2));
  const now = w.dataSync()[0];
  if ([1, 7, 22, 60].includes(t)) console.log(t, ((last - now) / 0.2).toFixed(2));
  last = now;
}`,
    prints: `1 1.00
7 5.22
22 9.02
60 9.98`,
  },
  decayingAverage: {
    code: `// One gradient of 1, then none: what is left of it in the velocity, and what all such weights add up to.
const a = 0.9;
for (const gain of [1, 1 - a]) {
  let [v, sum] = [0, 0];
  for (let k = 0; k < 200; k++) {
    v = a * v + (k === 0 ? gain : 0);
    sum += v;
    if (k < 3) console.log(k, v.toFixed(4));
  }
  console.log('sum', sum.toFixed(3));
}`,
    prints: `0 1.0000
1 0.9000
2 0.8100
sum 10.000
0 0.1000
1 0.0900
2 0.0810
sum 1.000`,
  },
  steadyGradient: {
    code: `const a = 0.9;
let v = 0;
for (let t = 1; t <= 40; t++) {
  const g = t <= 20 ? 1 : (-1) ** t;
  v = a * v - g;
  if (t % 10 === 0) console.log(t, Math.abs(v).toFixed(2));
}
console.log((1 / (1 - a)).toFixed(2), (1 / (1 + a)).toFixed(3));`,
    prints: `10 6.51
20 8.78
30 3.41
40 1.53
10.00 0.526`,
  },
  confidenceOnDigits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, momentum, softmaxCrossEntropy} from 'tfjs-optim';
const [x, y] = [tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]), tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]])];
const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
const weights = () => Array.from(tf.concat(model.getWeights().map((w) => w.flatten())).dataSync());
const [optimizer, growth] = [momentum(0.3), {agrees: [], turns: []}];
let [before, v] = [weights(), null];
for (let t = 1; t <= 60; t++) {
  optimizer.minimize(() => softmaxCrossEntropy(y, model.apply(x)));
  const now = weights();
  const step = now.map((w, i) => w - before[i]);
  // The step less what is kept of the last one is the pull of the gradient.
  const pull = v?.reduce((sum, last, i) => sum + last * (step[i] - 0.9 * last), 0);
  if (v) growth[pull > 0 ? 'agrees' : 'turns'].push(Math.hypot(...step) / Math.hypot(...v));
  [before, v] = [now, step];
}
for (const [name, all] of Object.entries(growth)) {
  const [mean, most] = [tf.mean(all).dataSync()[0], Math.max(...all)].map((ratio) => ratio.toFixed(2));
  console.log(name, 'at', all.length, 'updates: step', mean, 'of the last on average,', most, 'at most');
}`,
    prints: `agrees at 52 updates: step 1.01 of the last on average, 1.45 at most
turns at 7 updates: step 0.87 of the last on average, 1.51 at most`,
  },
  threeForms: {
    code: `import * as tf from '@tensorflow/tfjs';
import {momentum} from 'tfjs-optim';

const walk = (rate, form) => {
  const w = tf.variable(tf.tensor1d([10, 1]));
  const optimizer = momentum(rate, {momentum: 0.8, form});
  for (let k = 0; k < 20; k++) optimizer.minimize(() => w.square().mul([1, 25]).sum().div(2));
  return Array.from(w.dataSync(), (value) => value.toFixed(3)).join(' ');
};
console.log(walk(0.05, 'average'));
console.log(walk(0.01, 'trace'));
console.log(walk(0.01, 'classical'));
console.log(walk(0.05, 'trace'));`,
    prints: `3.841 -0.050
3.841 -0.050
3.841 -0.050
-0.922 0.105`,
  },
  changingRate: {
    code: `import * as tf from '@tensorflow/tfjs';
import {momentum, stepDecay} from 'tfjs-optim';

for (const form of ['classical', 'trace']) {
  const w = tf.variable(tf.scalar(10));
  const optimizer = momentum(stepDecay(0.01, {drop: 0.1, every: 20}), {form});
  const places = [];
  for (let k = 1; k <= 30; k++) {
    optimizer.minimize(() => w.square().div(2));
    if (k % 10 === 0) places.push(w.dataSync()[0].toFixed(2));
  }
  console.log(form, places.join(' '));
}`,
    prints: `classical 6.21 1.18 -1.23
trace 6.21 1.18 0.89`,
  },
  biasCorrection: {
    code: `import * as tf from '@tensorflow/tfjs';
import {momentum} from 'tfjs-optim';

// Gradients of 1 at rate 1: the steps are the averages themselves.
for (const biasCorrection of [false, true]) {
  const w = tf.variable(tf.scalar(0));
  const optimizer = momentum(1, {momentum: 0.8, form: 'average', biasCorrection});
  let last = 0;
  for (let t = 1; t <= 2; t++) {
    optimizer.minimize(() => w.mul(1));
    console.log(biasCorrection, t, (last - w.dataSync()[0]).toFixed(3));
    last = w.dataSync()[0];
  }
}`,
    prints: `false 1 0.200
false 2 0.360
true 1 1.000
true 2 1.000`,
  },
  correctionFades: {
    code: `for (const b of [0.8, 0.9, 0.999]) {
  let t = 1;
  while (1 / (1 - b ** t) > 1.01) t++;
  console.log(b, (1 / (1 - b)).toFixed(0), t);
}`,
    prints: `0.8 5 21
0.9 10 44
0.999 1000 4613`,
  },
};
