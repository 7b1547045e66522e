/** Code of the items, by their names in `topic.ts`, with what it prints. */
export const code = {
  sensitivity: {
    code: `import * as tf from '@tensorflow/tfjs';
import {conditionNumber} from 'tfjs-optim';

const w = tf.variable(tf.tensor1d([1, 1]));
for (const curvature of [1, 10, 100]) {
  const loss = () => w.square().mul([1, curvature]).sum().div(2);
  const {conditionNumber: found} = await conditionNumber({loss, variables: [w]});
  // One per cent of change along the steep axis, at a point on the flat one.
  const [flat, change] = [[1, 0], [0, 0.01 * curvature]];
  console.log(found.toFixed(1), (Math.hypot(...change) / Math.hypot(...flat)).toFixed(2));
}`,
    prints: `1.0 0.01
10.0 0.10
100.0 1.00`,
  },
  taylor: {
    code: `const J = ([x, y]) => (x * x + 10 * y * y) / 2;
const [x, y] = [10, 1];
const g = [x, 10 * y];
const squared = g[0] ** 2 + g[1] ** 2;
const curved = g[0] ** 2 + 10 * g[1] ** 2;
for (const e of [0.1, 1]) {
  const printed = J([x, y]) - squared + curved / 2;
  const right = J([x, y]) - e * squared + (e ** 2 / 2) * curved;
  console.log(e, printed.toFixed(1), right.toFixed(1), J([x - e * g[0], y - e * g[1]]).toFixed(1));
}`,
    prints: `0.1 405.0 40.5 40.5
1 405.0 405.0 405.0`,
  },
  network: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, taylorProbe} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
const {steps} = await taylorProbe({variables: model, data: {x, y}, rates: [0.1, 1, 10]});
for (const {rate, predicted, actual} of steps) {
  console.log(rate, predicted.toFixed(2), actual.toFixed(2));
}`,
    prints: `0.1 -0.03 -0.03
1 -0.10 -0.07
10 18.42 1.51`,
  },
  contours: {
    code: `// The greatest angle between -g and the way to the minimum of (x^2 + c y^2) / 2.
for (const c of [1, 10, 100]) {
  let greatest = 0;
  for (let t = 0.0005; t < Math.PI / 2; t += 0.0005) {
    const [x, y] = [Math.cos(t), Math.sin(t)];
    const angle = Math.atan2(c * y, x) - Math.atan2(y, x);
    greatest = Math.max(greatest, (angle * 180) / Math.PI);
  }
  console.log(c, greatest.toFixed(1), ((Math.acos((2 * Math.sqrt(c)) / (1 + c)) * 180) / Math.PI).toFixed(1));
}`,
    prints: `1 0.0 0.0
10 54.9 54.9
100 78.6 78.6`,
  },
  oscillation: {
    code: `import * as tf from '@tensorflow/tfjs';
import {sgd} from 'tfjs-optim';

for (const c of [1, 10, 100]) {
  const w = tf.variable(tf.tensor1d([c, 1]));
  const loss = () => w.square().mul([1, c]).sum().div(2);
  const optimizer = sgd(2 / (1 + c));
  const first = loss().dataSync()[0];
  let steps = 0;
  for (; loss().dataSync()[0] > 1.001e-6 * first; steps++) optimizer.minimize(loss, false, [w]);
  console.log(c, steps);
}`,
    prints: `1 1
10 35
100 346`,
  },
  scales: {
    code: `// Two features, the second one in units s times as fine; descent at the best fixed rate.
const points = Array.from({length: 50}, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
for (const s of [1, 3, 10, 30]) {
  let [u, v, steps] = [0, 0, 0];
  const rate = 2 / (0.5 + 0.5 * s * s);
  for (; Math.hypot(u - 1, s * v - 1) > 1e-3; steps++) {
    let [gu, gv] = [0, 0];
    for (const [a, b] of points) {
      const error = u * a + v * s * b - (a + b);
      gu += (error * a) / 50;
      gv += (error * s * b) / 50;
    }
    [u, v] = [u - 0.9 * rate * gu, v - 0.9 * rate * gv];
  }
  console.log(s, steps);
}`,
    prints: `1 3
3 35
10 384
30 3448`,
  },
  digitScales: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, sgd, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 20], [1, 0], [1, 20]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
const {mean, variance} = tf.moments(x, 0);
for (const inputs of [x, x.sub(mean).div(variance.sqrt())]) {
  const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
  const optimizer = sgd(0.5);
  const loss = () => softmaxCrossEntropy(y, model.apply(inputs));
  for (let k = 0; k < 100; k++) optimizer.minimize(loss);
  console.log(loss().dataSync()[0] < 0.1);
}`,
    prints: `false
true`,
  },
};
