/** Code of the items on saddles and plateaus, by their names, with what it prints. */
export const code = {
  stops: {
    code: `// Descent on x^2/2 - y^2/2 + y^4/4 from beside the ridge y = 0.
for (const start of [0.1, 1e-6, 1e-12, 0]) {
  let [x, y, steps] = [1, start, 0];
  for (; steps < 1000 && Math.abs(y) < 0.5; steps++) {
    [x, y] = [x - 0.1 * x, y - 0.1 * (y ** 3 - y)];
  }
  console.log(start, steps, Math.abs(y) < 0.5 ? 'at the saddle' : 'gone');
}`,
    prints: `0.1 19 gone
0.000001 139 gone
1e-12 284 gone
0 1000 at the saddle`,
  },
  noise: {
    code: `let state = 3;
const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
for (const noise of [0, 1e-9, 1e-3]) {
  let [y, steps] = [0, 0];
  for (; steps < 1000 && Math.abs(y) < 0.5; steps++) y -= 0.1 * (y ** 3 - y + noise * uniform());
  console.log(noise, steps < 1000);
}`,
    prints: `0 false
1e-9 true
0.001 true`,
  },
  network: {
    code: `import * as tf from '@tensorflow/tfjs';
import {batches, mlp, sgd, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[-1, -1], [-1, 1], [1, -1], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [0, 1]]);
for (const scale of [0, 0.01]) {
  const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
  model.setWeights(model.getWeights().map((weight) => weight.mul(scale)));
  const optimizer = sgd(0.5);
  for (let epoch = 0; epoch < 60; epoch++) {
    for (const picked of batches(4, {batchSize: 2, seed: 1, epoch})) {
      const [inputs, labels] = [tf.gather(x, [...picked]), tf.gather(y, [...picked])];
      optimizer.minimize(() => softmaxCrossEntropy(labels, model.apply(inputs)));
    }
  }
  console.log(scale, softmaxCrossEntropy(y, model.apply(x)).dataSync()[0] > 0.5);
}`,
    prints: `0 true
0.01 false`,
  },
  commoner: {
    code: `// A saddle has curvatures of both signs: where the determinant is negative, in two dimensions.
let state = 5;
const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
let saddles = 0;
for (let draw = 0; draw < 100000; draw++) {
  const [a, b, c] = [Math.SQRT2 * normal(), Math.SQRT2 * normal(), normal()];
  if (a * b < c * c) saddles++;
}
console.log((saddles / 100000).toFixed(2), Math.SQRT1_2.toFixed(2));`,
    prints: `0.71 0.71`,
  },
  plateau: {
    code: `for (const rate of [0.01, 0.1, 0.9, 3]) {
  let [x, left] = [-6, 0];
  for (let step = 1; step <= 50000; step++) {
    x += rate * 2 * Math.exp(x) * (1 - Math.exp(x));
    if (left === 0 && x > -1) left = step;
  }
  console.log(rate, left, Math.abs(x) < 1e-6);
}`,
    prints: `0.01 20311 true
0.1 2034 true
0.9 228 true
3 70 false`,
  },
  plateauNetwork: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, sgd, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[-2, -1], [-1, 1], [1, -1], [2, 1]]);
const y = tf.tensor2d([[1, 0], [1, 0], [0, 1], [0, 1]]);
const updates = [0.5, 1, 2].map((rate) => {
  const model = mlp({inputs: 2, widths: [4, 4], classes: 2, activation: 'sigmoid', seed: 1});
  const optimizer = sgd(rate);
  const loss = () => softmaxCrossEntropy(y, model.apply(x));
  let count = 0;
  for (; count < 500 && loss().dataSync()[0] > 0.5; count++) optimizer.minimize(loss);
  return count;
});
console.log(updates[0] > 1.5 * updates[1], updates[1] > 1.5 * updates[2]);`,
    prints: `true true`,
  },
  newton: {
    code: `// Newton's method for a zero slope of (x^2 - 1)^2, and descent, from 1000 starts in [-2, 2].
const slope = (x) => 4 * x * (x * x - 1);
let [newton, descent] = [0, 0];
for (let i = 0; i < 1000; i++) {
  const start = -2 + (4 * (i + 0.5)) / 1000;
  let [a, b] = [start, start];
  for (let k = 0; k < 300; k++) {
    a -= slope(a) / (12 * a * a - 4);
    b -= 0.02 * slope(b);
  }
  if (Math.abs(a) > 0.5) newton++;
  if (Math.abs(b) > 0.5) descent++;
}
console.log((newton / 1000).toFixed(2), (descent / 1000).toFixed(2));`,
    prints: `0.78 1.00`,
  },
  newtonNetwork: {
    code: `import * as tf from '@tensorflow/tfjs';
import {findCriticalPoint, sgd} from 'tfjs-optim';

// A linear network of two weights that should be 1 together.
for (const method of ['zero gradient', 'descent']) {
  const [a, b] = [tf.variable(tf.scalar(0.2)), tf.variable(tf.scalar(-0.1))];
  const loss = () => tf.square(tf.sub(1, tf.mul(a, b)));
  const optimizer = sgd(0.1);
  if (method === 'descent') for (let k = 0; k < 200; k++) optimizer.minimize(loss);
  else console.log((await findCriticalPoint({loss, variables: [a, b]})).kind);
  console.log(method, loss().dataSync()[0].toFixed(2));
}`,
    prints: `saddle
zero gradient 1.00
descent 0.00`,
  },
};
