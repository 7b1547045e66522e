/** Code of the items, by their names in `topic.ts`, with what it prints. */
export const code = {
  whereYouAre: {
    code: `import * as tf from '@tensorflow/tfjs';
import {classifyCriticalPoint} from 'tfjs-optim';

const surfaces = {
  bowl: (x, y) => x.square().add(y.square()),
  saddle: (x, y) => x.square().sub(y.square()),
  monkey: (x, y) => x.mul(x).mul(x).sub(x.mul(y).mul(y).mul(3)),
};
for (const [name, surface] of Object.entries(surfaces)) {
  const variables = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
  const {kind} = await classifyCriticalPoint({loss: () => surface(...variables), variables});
  console.log(name, kind);
}`,
    prints: `bowl minimum
saddle saddle
monkey degenerate`,
  },
  networkPoint: {
    code: `import * as tf from '@tensorflow/tfjs';
import {classifyCriticalPoint, mlp, sgd, train} from 'tfjs-optim';

const x = tf.randomNormal([40, 2], 0, 1, 'float32', 1);
const y = tf.tidy(() => tf.oneHot(x.sum(1).greater(0).toInt(), 2).toFloat());
const model = mlp({inputs: 2, widths: [4], classes: 2, activation: 'tanh', seed: 1});
await train({model, data: {x, y}, optimizer: sgd(0.3), epochs: 20, batchSize: 8});
const point = await classifyCriticalPoint({loss: 'softmaxCrossEntropy', variables: model, data: {x, y}});
console.log(point.gradientNorm > 1e-3 ? 'no critical point' : point.kind);`,
    prints: 'no critical point',
  },
  squaredError: {
    code: `// The error of v1 tanh(w1 x) + v2 tanh(w2 x), at a network, at its copy, and in the middle.
const points = [-1.5, -0.5, 0.5, 1.5];
const error = ([w1, v1, w2, v2]) =>
  points.reduce((sum, x) => {
    const out = v1 * Math.tanh(w1 * x) + v2 * Math.tanh(w2 * x);
    return sum + (out - Math.sin(2 * x)) ** 2 / 4;
  }, 0);
const [network, copy] = [[2, 1, 0.5, -1], [0.5, -1, 2, 1]];
const middle = network.map((value, i) => (value + copy[i]) / 2);
for (const weights of [network, copy, middle]) console.log(error(weights).toFixed(4));`,
    prints: `0.0767
0.0767
0.3640`,
  },
  deepLinear: {
    code: `import * as tf from '@tensorflow/tfjs';
import {hessian} from 'tfjs-optim';

const error = (a, b) => (1 - a * b) ** 2;
console.log(error(1, 1), error(-1, -1), error(0, 0));
const w = tf.variable(tf.tensor1d([0, 0]));
const matrix = hessian(() => tf.sub(1, tf.prod(w)).square(), [w]);
console.log(matrix.arraySync().map((row) => row.map((value) => value + 0).join(' ')).join(', '));`,
    prints: `0 0 1
0 -2, -2 0`,
  },
  deepLinearMinima: {
    code: `// (1 - abc)^2, three layers of one unit, from four starts and from 0.
for (let [a, b, c] of [[1, 1, 0.5], [-1, 0.5, 0.4], [0.3, -0.4, 0.5], [2, 0.1, 0.1], [0, 0, 0]]) {
  for (let t = 0; t < 2000; t++) {
    const miss = 2 * (a * b * c - 1);
    [a, b, c] = [a - 0.05 * miss * b * c, b - 0.05 * miss * a * c, c - 0.05 * miss * a * b];
  }
  console.log(((1 - a * b * c) ** 2).toFixed(6));
}`,
    prints: `0.000000
0.000000
0.000000
0.000000
1.000000`,
  },
  noGuarantees: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, sgd, train} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
for (const [initializer, rate] of [['heNormal', 0.5], ['zeros', 0.5], ['heNormal', 0.0005]]) {
  const model = mlp({inputs: 2, widths: [16], classes: 2, initializer, seed: 1});
  const {history} = await train({model, data: {x, y}, optimizer: sgd(rate), epochs: 100, batchSize: 'full'});
  console.log(initializer, rate, history.at(-1).trainLoss < 0.1);
}`,
    prints: `heNormal 0.5 true
zeros 0.5 false
heNormal 0.0005 false`,
  },
  itWorks: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, sgd, train} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
let successes = 0;
for (const seed of [1, 2, 3, 4, 5]) {
  const model = mlp({inputs: 2, widths: [16], classes: 2, initializer: 'heNormal', seed});
  const {history} = await train({model, data: {x, y}, optimizer: sgd(0.5), epochs: 100, batchSize: 'full'});
  if (history.at(-1).trainLoss < 0.1) successes++;
}
console.log(successes, 'of 5');`,
    prints: '5 of 5',
  },
};
