/** Code of the items on Adagrad and its rates, with what it prints. */
export const codeRates = {
  largeShrinks: {
    code: `for (const start of [0, 0.1]) {
  for (const g of [10, 0.1]) {
    const rates = [];
    let sum = start;
    for (let t = 1; t <= 100; t++) {
      sum += g * g;
      rates.push(0.1 / Math.sqrt(sum));
    }
    const before = start === 0 ? rates[0] : 0.1 / Math.sqrt(start);
    console.log(start, g, rates[99].toFixed(4), 'fell by', (before / rates[99]).toFixed(1));
  }
}`,
    prints: `0 10 0.0010 fell by 10.0
0 0.1 0.1000 fell by 10.0
0.1 10 0.0010 fell by 316.2
0.1 0.1 0.0953 fell by 3.3`,
  },
  smallIncreases: {
    code: `let [sum, above, rises, last] = [0, 0, 0, Infinity];
for (let t = 1; t <= 200; t++) {
  sum += 0.1 ** 2;
  const rate = 0.1 / Math.sqrt(sum);
  if (rate > 0.1 * (1 + 1e-9)) above++;
  if (rate > last) rises++;
  last = rate;
}
console.log('above the nominal rate', above, 'rises', rises);`,
    prints: 'above the nominal rate 99 rises 0',
  },
  sumOnlyGrows: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adagrad} from 'tfjs-optim';

// The gradient is 1 everywhere: the moves are the rates themselves.
const w = tf.variable(tf.scalar(0));
const optimizer = adagrad(1);
let last = 0;
for (let t = 1; t <= 100; t++) {
  optimizer.minimize(() => w.mul(1));
  const now = w.dataSync()[0];
  if ([1, 4, 25, 100].includes(t)) console.log(t, (last - now).toFixed(2), now.toFixed(1));
  last = now;
}`,
    prints: `1 1.00 -1.0
4 0.50 -2.8
25 0.20 -8.6
100 0.10 -18.6`,
  },
  flatRegions: {
    code: `// A wall down to 1, a flat region down to 4, then a minimum at 5.
const slope = (x) => (x < 1 ? -10 : x < 4 ? -0.05 : x - 5);
for (const decay of [1, 0.9]) {
  let [x, squares, t] = [0, 0, 0];
  while (Math.abs(x - 5) > 0.1) {
    const g = slope(x);
    squares = decay === 1 ? squares + g * g : decay * squares + (1 - decay) * g * g;
    x -= (0.1 * g) / Math.sqrt(squares);
    t++;
  }
  console.log(decay === 1 ? 'Adagrad' : 'RMSProp', t);
}`,
    prints: `Adagrad 35976
RMSProp 120`,
  },
  noMinus: {
    code: `// f = x^2 from 3, Adagrad as printed and with the minus.
for (const sign of [1, -1]) {
  let [x, sum] = [3, 0];
  for (let t = 0; t < 3; t++) {
    const g = 2 * x;
    sum += g * g;
    x += (sign * 0.1 * g) / Math.sqrt(sum);
  }
  console.log(sign, x.toFixed(4), (x * x).toFixed(2));
}`,
    prints: `1 3.2311 10.44
-1 2.7744 7.70`,
  },
  sparseFeatures: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adagrad, sgd} from 'tfjs-optim';

// The first feature is always 1 or -1 and says nothing; in one example of 25 the second one tells the label.
const examples = Array.from({length: 200}, (_, k) => ({
  x: [k % 2 === 0 ? 1 : -1, k % 25 === 0 ? 1 : 0],
  y: k % 25 === 0 || k % 3 === 0 ? 1 : -1,
}));
for (const optimizer of [sgd(0.3), adagrad(0.3)]) {
  const w = tf.variable(tf.zeros([2]));
  for (const {x, y} of examples) optimizer.minimize(() => w.mul(x).sum().mul(-y).softplus(), false, [w]);
  console.log(Array.from(w.dataSync(), (value) => value.toFixed(2)).join(' '));
}`,
    prints: `0.19 0.94
0.01 1.13`,
  },
  rarePixels: {
    code: `// Two features with the same gradient where they are there: in every example, and in one of 50.
const sums = [0, 0];
for (let k = 0; k < 1000; k++) {
  [1, k % 50 === 0 ? 1 : 0].forEach((g, i) => (sums[i] += g * g));
}
console.log(sums.map((sum) => (0.1 / Math.sqrt(sum)).toFixed(4)).join(' '));`,
    prints: '0.0032 0.0224',
  },
  vectorOfRates: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adagrad, sgd} from 'tfjs-optim';

// Moves over gradients in the second update on sum c w^2 / 2: the rate of each weight.
const c = [1, 10, 100];
for (const optimizer of [sgd(0.001), adagrad(0.1)]) {
  const w = tf.variable(tf.ones([3]));
  optimizer.minimize(() => w.square().mul(c).sum().div(2), false, [w]);
  const before = Array.from(w.dataSync());
  optimizer.minimize(() => w.square().mul(c).sum().div(2), false, [w]);
  const rates = Array.from(w.dataSync(), (now, i) => (before[i] - now) / (c[i] * before[i]));
  console.log(rates.map((rate) => rate.toFixed(4)).join(' '));
}
const [a, b] = [tf.tensor1d([2, 3, 5]), tf.tensor1d([0.1, 0.2, 0.3])];
console.log(a.mul(b).toString().split('\\n')[1].trim(), a.dot(b).dataSync()[0].toFixed(1));`,
    prints: `0.0010 0.0010 0.0010
0.0743 0.0074 0.0007
[0.2, 0.6, 1.5] 2.3`,
  },
};
