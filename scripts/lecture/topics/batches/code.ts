/** Code of the items on what the three kinds are and how fast they go, with what it prints. */
export const code = {
  threeKinds: {
    code: `import {batches} from 'tfjs-optim';

// (w x - y)^2 / 2 on three examples, three passes at rate .1.
const [x, y] = [[1, 2, 3], [2, 3, 7]];
for (const batchSize of [1, 2, 'full']) {
  let [w, updates] = [0, 0];
  for (let epoch = 0; epoch < 3; epoch++) {
    for (const some of batches(3, {batchSize, seed: 1, epoch})) {
      w -= 0.1 * some.reduce((sum, i) => sum + (w * x[i] - y[i]) * x[i], 0) / some.length;
      updates++;
    }
  }
  console.log(batchSize, updates, w.toFixed(4));
}`,
    prints: `1 9 2.2947
2 6 2.3078
full 3 1.7572`,
  },
  orders: {
    code: `import {batches} from 'tfjs-optim';

for (const sampling of ['shuffle', 'replacement']) {
  const drawn = [...batches(1000, {batchSize: 1, seed: 1, sampling})].map(([i]) => i);
  console.log(sampling, drawn.length, new Set(drawn).size);
}
console.log((1000 * (1 - (1 - 1 / 1000) ** 1000)).toFixed(0));`,
    prints: `shuffle 1000 1000
replacement 1000 628
632`,
  },
  sum: {
    code: `// The sum of m gradients at rate a is their mean at rate a m.
const gradients = [3, 1, 2, 2];
const sum = gradients.reduce((all, g) => all + g, 0);
const update = (rate, gradient) => (1 - rate * gradient).toFixed(2);
console.log('sum ', update(0.1, sum));
console.log('mean', update(0.1, sum / 4));
console.log('mean', update(0.1 * 4, sum / 4));`,
    prints: `sum  0.20
mean 0.80
mean 0.20`,
  },
  oscillation: {
    code: `import {batches} from 'tfjs-optim';

// (w - y)^2 / 2 on a hundred numbers y, half of them 1 and half of them -1: the least point is 0.
const y = Array.from({length: 100}, (_, i) => (i % 2) * 2 - 1);
for (const batchSize of [1, 2, 20, 100]) {
  let [w, squares, updates] = [0, 0, 0];
  for (let epoch = 0; updates < 5000; epoch++) {
    for (const some of batches(100, {batchSize, seed: 1, epoch})) {
      w -= 0.1 * some.reduce((sum, i) => sum + w - y[i], 0) / some.length;
      squares += w * w;
      updates++;
    }
  }
  console.log(batchSize, (squares / updates).toFixed(4));
}`,
    prints: `1 0.0511
2 0.0204
20 0.0004
100 0.0000`,
  },
  noise: {
    code: `// All pairs out of four gradients: their means are right on average, and spread less than single gradients.
const g = [4, 1, 3, 0];
const pairs = g.flatMap((a, i) => g.slice(i + 1).map((b) => (a + b) / 2));
for (const all of [g, pairs]) {
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length;
  console.log(all.length, mean, variance.toFixed(4));
}`,
    prints: `4 2 2.5000
6 2 0.8333`,
  },
  redundancy: {
    code: `// Gradients of (w - y)^2 / 2 on the same four numbers, once and a thousand times each: batch gradient descent
// sees no difference and pays a thousand times as much; one pass of single steps goes all the way.
const y = [0.9, 1.1, 1, 1];
for (const copies of [1, 1000]) {
  let [batch, single, gradients] = [0, 0, 0];
  batch -= 0.1 * y.reduce((sum, each) => sum + batch - each, 0) / 4;
  for (let i = 0; i < 4 * copies; i++, gradients++) single -= 0.1 * (single - y[i % 4]);
  console.log(gradients, batch.toFixed(2), single.toFixed(2));
}`,
    prints: `4 0.10 0.34
4000 0.10 1.00`,
  },
  redundancyDigits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {sgd, softmaxRegression, train} from 'tfjs-optim';

// A hundred numbers, below and above 0: five passes of whole batches, and of batches of ten.
const x = tf.linspace(-1, 1, 100).expandDims(1);
const y = tf.oneHot(x.greater(0).cast('int32').flatten(), 2);
for (const batchSize of ['full', 10]) {
  const model = softmaxRegression({inputs: 1, classes: 2, seed: 1});
  const {history} = await train({model, data: {x, y}, optimizer: sgd(1), epochs: 5, batchSize, seed: 1});
  console.log(history.at(-1).updates, history.at(-1).trainLoss < 0.3);
}`,
    prints: `5 false
50 true`,
  },
};
