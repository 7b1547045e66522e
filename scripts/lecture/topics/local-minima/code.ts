/** Code of the items, by their names in `topic.ts`, with what it prints. */
export const code = {
  interpolation: {
    code: `import * as tf from '@tensorflow/tfjs';
import {interpolate, mlp, monotonicity, sgd, train} from 'tfjs-optim';

const x = tf.randomNormal([40, 2], 0, 1, 'float32', 1);
const y = tf.tidy(() => tf.oneHot(x.sum(1).greater(0).toInt(), 2).toFloat());
const model = mlp({inputs: 2, widths: [8], classes: 2, seed: 1});
const from = model.getWeights().map((weight) => weight.clone());
await train({model, data: {x, y}, optimizer: sgd(0.3), epochs: 20, batchSize: 8});
const points = await interpolate({model, from, to: model.getWeights(), data: {x, y}, alphas: '0:1:21'});
const {monotone} = monotonicity(points.map((point) => point.trainLoss), {tolerance: 0.01});
console.log(monotone ? 'no hill on the line' : 'a hill on the line');`,
    prints: 'no hill on the line',
  },
  bumpy: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, sgd, train} from 'tfjs-optim';

const x = tf.randomNormal([40, 2], 0, 1, 'float32', 1);
const y = tf.tidy(() => tf.oneHot(x.sum(1).greater(0).toInt(), 2).toFloat());
const model = mlp({inputs: 2, widths: [8], classes: 2, seed: 1});
const losses = [];
const callbacks = {onUpdate: ({loss}) => void losses.push(loss)};
await train({model, data: {x, y}, optimizer: sgd(0.3), epochs: 10, batchSize: 4, callbacks});
const rises = losses.filter((loss, i) => i > 0 && loss > losses[i - 1]).length;
console.log(losses.length, rises > losses.length / 4);`,
    prints: '100 true',
  },
  spread: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, sgd, train} from 'tfjs-optim';

const x = tf.randomNormal([40, 2], 0, 1, 'float32', 1);
const y = tf.tidy(() => tf.oneHot(x.sum(1).greater(0).toInt(), 2).toFloat());
const losses = [];
for (const seed of [1, 2, 3, 4, 5]) {
  const model = mlp({inputs: 2, widths: [16], classes: 2, seed});
  const {history} = await train({model, data: {x, y}, optimizer: sgd(0.5), epochs: 30, batchSize: 'full'});
  losses.push(history.at(-1).trainLoss);
}
console.log(Math.max(...losses) - Math.min(...losses) < 0.1);`,
    prints: 'true',
  },
  spurious: {
    code: `// The exclusive or by y = v1 relu(w1 x + b1) + v2 relu(w2 x + b2) + c: one bad end, found by hand.
const points = [[-1, -1, -1], [-1, 1, 1], [1, -1, 1], [1, 1, -1]];
const relu = (z) => Math.max(0, z);
const error = (units, c) =>
  points.reduce((sum, [a, b, y]) => {
    const out = units.reduce((all, [p, q, r, v]) => all + v * relu(p * a + q * b + r), c);
    return sum + (out - y) ** 2 / 4;
  }, 0);
console.log('found', error([[1, -1, 0, 1], [-1, 1, 0, 1]], -1));
// Both units see one point alone: three points are left to the constant.
console.log('stuck', error([[1, -1, -1, 4 / 3], [1, -1, -1, 0]], -1 / 3).toFixed(4));`,
    prints: `found 0
stuck 0.6667`,
  },
  regression: {
    code: `// The least squares line by descent, from three starts.
const points = [[-2, 1], [-1, 0], [1, 2], [2, 5]];
for (const start of [[0, 0], [10, -10], [-50, 3]]) {
  let [w, b] = start;
  for (let t = 0; t < 200; t++) {
    const misses = points.map(([x, y]) => w * x + b - y);
    w -= 0.1 * misses.reduce((sum, miss, i) => sum + (miss * points[i][0]) / 2, 0);
    b -= 0.1 * misses.reduce((sum, miss) => sum + miss / 2, 0);
  }
  console.log(w.toFixed(6), b.toFixed(6));
}`,
    prints: `1.000000 2.000000
1.000000 2.000000
1.000000 2.000000`,
  },
  solutions: {
    code: `import * as tf from '@tensorflow/tfjs';
import {barrier, interpolate, mlp, permuteUnits} from 'tfjs-optim';

const x = tf.randomNormal([60, 4], 0, 1, 'float32', 1);
const model = mlp({inputs: 4, widths: [6], classes: 3, initializer: 'heNormal', seed: 1});
// The labels are what the network itself says.
const data = {x, y: tf.tidy(() => tf.oneHot(model.predict(x).argMax(1).toInt(), 3).toFloat())};
const to = permuteUnits({model, layer: 'hidden1', order: [1, 2, 3, 4, 5, 0]});
const points = await interpolate({model, from: model.getWeights(), to, data, alphas: '0:1:11'});
const losses = points.map(({trainLoss}) => trainLoss);
console.log(Math.abs(losses[0] - losses[10]) < 1e-4, barrier(losses).height > 0.05);`,
    prints: 'true true',
  },
  startAndRate: {
    code: `// Two valleys: w^4/4 - w^2/2 + w/10.
const descend = (start, rate) => {
  let w = start;
  for (let t = 0; t < 400; t++) w -= rate * (w ** 3 - w + 0.1);
  return w.toFixed(3);
};
for (const start of [-1.8, -0.5, 0.5, 1.8]) console.log(start, descend(start, 0.1), descend(start, 0.5));`,
    prints: `-1.8 -1.047 0.946
-0.5 -1.047 -1.047
0.5 0.946 0.946
1.8 0.946 -1.047`,
  },
  permutation: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, normalizedDistance, permuteUnits} from 'tfjs-optim';

const unseen = tf.randomNormal([100, 4], 0, 1, 'float32', 1);
const model = mlp({inputs: 4, widths: [5], classes: 3, seed: 1});
const before = model.predict(unseen);
const copy = permuteUnits({model, layer: 'hidden1', order: [4, 2, 0, 1, 3]});
console.log('weights apart', normalizedDistance(model, copy) > 0.5);
model.setWeights(copy);
console.log('outputs equal', model.predict(unseen).sub(before).abs().max().dataSync()[0] < 1e-5);`,
    prints: `weights apart true
outputs equal true`,
  },
  rescaling: {
    code: `const relu = (z) => Math.max(0, z);
const unit = (x, k) => (1 / k) * 2 * relu(k * 3 * x + k * 1);
for (const k of [1, 0.5, 10, -2]) console.log(k, unit(1, k) + 0, unit(-1, k) + 0);`,
    prints: `1 8 0
0.5 8 0
10 8 0
-2 0 -4`,
  },
  learnEqually: {
    code: `// y = v relu(w x) at x = 1, target 3, from w = v = 1 and from its copy w = 3, v = 1/3: one update at rate .1.
for (const [w, v] of [[1, 1], [3, 1 / 3]]) {
  const before = v * Math.max(0, w);
  const delta = 2 * (before - 3);
  const after = (v - 0.1 * delta * w) * Math.max(0, w - 0.1 * delta * v);
  console.log(before.toFixed(4), after.toFixed(4));
}`,
    prints: `1.0000 1.9600
1.0000 4.8044`,
  },
  counting: {
    code: `let copies = 1n;
for (let n = 2n; n <= 128n; n++) {
  copies *= n;
  if ([5n, 10n, 32n, 128n].includes(n)) console.log(String(n), Number(copies).toExponential(2));
}
console.log(String(copies).length, 'digits');`,
    prints: `5 1.20e+2
10 3.63e+6
32 2.63e+35
128 3.86e+215
216 digits`,
  },
};
