/** Code of the items on cost, rounding and direction, by their names, with what it prints. */
export const code = {
  cost: {
    code: `import * as tf from '@tensorflow/tfjs';
import {hessian, hvp, mlp, softmaxCrossEntropy} from 'tfjs-optim';

const [x, y] = [tf.ones([4, 8]), tf.oneHot([0, 1, 2, 3], 4).toFloat()];
const operations = async (work) => (await tf.profile(() => tf.tidy(() => void work()))).kernels.length;
for (const width of [1, 4]) {
  const model = mlp({inputs: 8, widths: [width], classes: 4, seed: 1});
  const variables = model.trainableWeights.map((weight) => weight.read());
  const loss = () => softmaxCrossEntropy(y, model.apply(x));
  const gradient = await operations(() => tf.variableGrads(loss, variables));
  const product = await operations(() => hvp(loss, model, variables));
  const matrix = await operations(() => hessian(loss, model));
  console.log(model.countParams(), product < 5 * gradient, matrix > (model.countParams() / 2) * gradient);
}`,
    prints: `17 true true
56 true true`,
  },
  practice: {
    code: `import * as tf from '@tensorflow/tfjs';
import {lbfgs, mlp, sgd, softmaxCrossEntropy, train} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
for (const [optimizer, epochs] of [[sgd(1), 40], [lbfgs(), 15]]) {
  const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
  const {history} = await train({model, data: {x, y}, optimizer, epochs, batchSize: 'full'});
  const {updates, evaluations, trainLoss} = history.at(-1);
  console.log((evaluations?.gradient ?? updates) <= 40, trainLoss < 1e-3);
}`,
    prints: `true false
true true`,
  },
  zero: {
    code: `// Descent on w^2 in numbers of 32 bits: |g| after 2000 steps.
for (const rate of [0.5, 0.3, 0.1]) {
  let w = 3;
  let steps = 0;
  for (; steps < 2000 && w !== 0; steps++) {
    w = Math.fround(w - Math.fround(Math.fround(rate) * Math.fround(2 * w)));
  }
  console.log(rate, steps, Math.abs(2 * w).toExponential(1));
}`,
    prints: `0.5 1 0.0e+0
0.3 115 0.0e+0
0.1 2000 5.6e-45`,
  },
  differences: {
    code: `// The slope of the sine at 1 by central differences, in 32 and in 64 bits.
const slope = (h, round) => round(Math.sin(round(1 + h))) - round(Math.sin(round(1 - h)));
for (const h of [1e-1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-12]) {
  const off = (round) => Math.abs(slope(h, round) / (2 * h) / Math.cos(1) - 1).toExponential(0);
  console.log(h, off(Math.fround), off((value) => value));
}`,
    prints: `0.1 2e-3 2e-3
0.01 2e-5 2e-5
0.0001 3e-5 2e-9
0.000001 7e-3 5e-11
1e-8 1e+0 5e-9
1e-12 1e+0 2e-5`,
  },
  batchError: {
    code: `// How far means of m random numbers of deviation 1 are off, 4000 draws each.
let state = 1;
const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
for (const m of [1, 4, 16, 64]) {
  let squared = 0;
  for (let draw = 0; draw < 4000; draw++) {
    let mean = 0;
    for (let i = 0; i < m; i++) mean += (Math.sqrt(12) * (uniform() - 0.5)) / m;
    squared += mean ** 2 / 4000;
  }
  console.log(m, Math.sqrt(squared).toFixed(1), (1 / Math.sqrt(m)).toFixed(1));
}`,
    prints: `1 1.0 1.0
4 0.5 0.5
16 0.3 0.3
64 0.1 0.1`,
  },
  away: {
    code: `// A wide bowl around 0, and a narrow well at 3 that is deeper.
const f = (x) => 0.05 * x ** 2 - 2 * Math.exp(-((x - 3) ** 2) / 0.18);
const slope = (x) => (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;
for (const start of [-4, 1.5, 2.7, 5]) {
  let x = start;
  for (let k = 0; k < 2000; k++) x -= 0.02 * slope(x);
  console.log(start, Math.sign(-slope(start)) === Math.sign(3 - start), x.toFixed(1), f(x).toFixed(1));
}`,
    prints: `-4 true -0.1 0.0
1.5 false 0.0 0.0
2.7 true 3.0 -1.6
5 true 3.0 -1.6`,
  },
  direction: {
    code: `// Descent in a valley: the angle between each step and the way to where it ends, at 0.
let [x, y] = [10, 1];
for (let k = 0; k < 5; k++) {
  const [gx, gy] = [x, 30 * y];
  const cosine = (gx * x + gy * y) / Math.hypot(gx, gy) / Math.hypot(x, y);
  console.log(k, Math.round((Math.acos(cosine) * 180) / Math.PI));
  [x, y] = [x - 0.06 * gx, y - 0.06 * gy];
}`,
    prints: `0 66
1 64
2 61
3 58
4 55`,
  },
};
