/** Code of the items on valleys, networks and the look-ahead, with what it prints. */
export const codeValley = {
  swingGrows: {
    code: `// Across the valley: y <- y - rate 25 y.
for (const rate of [0.03, 0.05, 0.07, 0.078, 0.09]) {
  let [y, swing] = [1, 0];
  for (let k = 0; k < 30; k++) {
    y -= rate * 25 * y;
    swing = Math.max(swing, -y);
  }
  console.log(rate, swing.toFixed(2));
}`,
    prints: `0.03 0.00
0.05 0.25
0.07 0.75
0.078 0.95
0.09 646.23`,
  },
  largerRate: {
    code: `// Is y bounded after 4000 updates? Plain descent, and the average of gradients, on 25 y^2 / 2.
const isStable = (rate, b) => {
  let [y, v] = [1, 0];
  for (let k = 0; k < 4000; k++) {
    v = b * v + (1 - b) * 25 * y;
    y -= rate * v;
  }
  return Math.abs(y) < 1;
};
for (const b of [0, 0.5, 0.8, 0.9]) {
  let rate = 0;
  while (isStable(rate + 0.01, b)) rate += 0.01;
  console.log(b, rate.toFixed(2), ((2 * (1 + b)) / (25 * (1 - b))).toFixed(2));
}`,
    prints: `0 0.07 0.08
0.5 0.23 0.24
0.8 0.71 0.72
0.9 1.51 1.52`,
  },
  straighterWay: {
    code: `const wayAcross = (rate, b) => {
  let [y, v, way] = [1, 0, 0];
  for (let k = 0; k < 2000; k++) {
    v = b * v + (1 - b) * 25 * y;
    y -= rate * v;
    way += Math.abs(rate * v);
  }
  return way.toFixed(2);
};
for (const rate of [0.02, 0.04, 0.06, 0.07, 0.078]) {
  console.log(rate, wayAcross(rate, 0), wayAcross(rate, 0.9));
}`,
    prints: `0.02 1.00 2.83
0.04 1.00 4.00
0.06 3.00 4.91
0.07 7.00 5.33
0.078 39.00 5.62`,
  },
  faster: {
    code: `const steps = (condition, rate, b) => {
  let [w, v] = [[10, 1], [0, 0]];
  for (let k = 0; k < 5000; k++) {
    if (w[0] ** 2 + condition * w[1] ** 2 < (100 + condition) * 1e-4 && Math.hypot(...v) < 0.05) return k;
    v = [b * v[0] - rate * w[0], b * v[1] - rate * condition * w[1]];
    w = [w[0] + v[0], w[1] + v[1]];
  }
  return 5000;
};
for (const condition of [5, 50, 500]) {
  const rates = Array.from({length: 25}, (_, k) => (0.02 / condition) * 10 ** (k / 8));
  const best = (b) => Math.min(...rates.map((rate) => steps(condition, rate, b)));
  console.log(condition, best(0), best(0.9));
}`,
    prints: `5 13 61
50 145 63
500 1235 70`,
  },
  rateOnDigits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, momentum, sgd, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
const lossAfter = (optimizer) => {
  const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
  const loss = () => softmaxCrossEntropy(y, model.apply(x));
  for (let k = 0; k < 60; k++) optimizer.minimize(loss);
  return loss().dataSync()[0] < 0.2;
};
for (const rate of [1, 8]) {
  console.log(rate, lossAfter(sgd(rate)), lossAfter(momentum(rate, {form: 'average'})));
}`,
    prints: `1 true true
8 false true`,
  },
  nesterovOnDigits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, momentum, nesterov, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
for (const make of [momentum, nesterov]) {
  const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
  const optimizer = make(0.1);
  const losses = [];
  for (let k = 0; k < 60; k++) {
    optimizer.minimize(() => softmaxCrossEntropy(y, model.apply(x)));
    if (k % 20 === 19) losses.push(softmaxCrossEntropy(y, model.apply(x)).dataSync()[0].toFixed(2));
  }
  console.log(make.name, losses.join(' '));
}`,
    prints: `momentum 0.66 0.51 0.19
nesterov 0.66 0.46 0.14`,
  },
  lookAhead: {
    code: `import * as tf from '@tensorflow/tfjs';
import {momentum, nesterov} from 'tfjs-optim';

// Across a valley with curvature 10: where are the two after each update?
for (const make of [momentum, nesterov]) {
  const y = tf.variable(tf.scalar(1));
  const optimizer = make(0.08);
  const places = [];
  for (let k = 0; k < 5; k++) {
    optimizer.minimize(() => y.square().mul(5));
    places.push(y.dataSync()[0].toFixed(3));
  }
  console.log(make.name, places.join(' '));
}`,
    prints: `momentum 0.200 -0.680 -0.928 -0.409 0.386
nesterov 0.200 -0.104 -0.076 -0.010 0.010`,
  },
  sideways: {
    code: `const way = (rate, isAhead) => {
  let [y, v, sum] = [1, 0, 0];
  for (let k = 0; k < 300; k++) {
    v = 0.9 * v - rate * (isAhead ? y + 0.9 * v : y);
    y += v;
    sum += Math.abs(v);
  }
  return sum < 1e4 ? sum.toFixed(2) : 'diverges';
};
for (const rate of [0.1, 0.4, 0.8, 1, 1.3, 1.5, 3]) console.log(rate, way(rate, false), way(rate, true));`,
    prints: `0.1 4.00 2.10
0.4 8.30 1.68
0.8 12.48 1.23
1 14.38 1.00
1.3 17.31 8.13
1.5 19.49 diverges
3 46.79 diverges`,
  },
  undefinedPoint: {
    code: `// f = w^2 / 2: the gradient at w + a v, and at w + a m with m the size of the batch.
const rest = (ahead) => {
  let [w, v] = [3, 0];
  for (let k = 0; k < 2000; k++) {
    v = 0.9 * v - 0.1 * (w + 0.9 * ahead(v));
    w += v;
  }
  return Math.abs(w) < 1e-9 ? 0 : w.toFixed(3);
};
console.log(rest((v) => v), rest(() => 1), rest(() => 64));`,
    prints: '0 -0.900 -57.600',
  },
};
