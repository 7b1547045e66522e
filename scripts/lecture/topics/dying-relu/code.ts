const digitsLike = `import * as tf from '@tensorflow/tfjs';
import {layerDiagnostics, mlp, sgd, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.randomUniform([60, 5], 0, 1, 'float32', 1);
const y = tf.oneHot(tf.argMax(x.slice([0, 0], [60, 3]), 1), 3);`;

/** Code of the items, by their names in the files of items, with what it prints. */
export const code = {
  deadUnit: {
    code: `import * as tf from '@tensorflow/tfjs';
import {sgd} from 'tfjs-optim';

const x = tf.tensor1d([0.5, 1, 2]);
for (const start of [-1.9, -2.1]) {
  const [w, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(start))];
  const loss = () => tf.relu(x.mul(w).add(b)).sub(x).square().mean();
  const optimizer = sgd(0.1);
  for (let k = 0; k < 500; k++) optimizer.minimize(loss, false, [w, b]);
  console.log(start, 'loss', loss().dataSync()[0].toFixed(2), '|b|', Math.abs(b.dataSync()[0]).toFixed(2));
}`,
    prints: `-1.9 loss 0.00 |b| 0.00
-2.1 loss 1.75 |b| 2.10`,
  },
  oneStep: {
    code: `// relu(w x) from w = 1 on the examples (1, 0.2) and (2, 0.4).
for (const rate of [0.4, 0.49, 0.51, 0.7]) {
  let w = 1;
  for (let k = 0; k < 200; k++) {
    const slope = w > 0 ? 1 : 0;
    w -= rate * slope * ((w - 0.2) * 1 + (2 * w - 0.4) * 2) / 2;
  }
  console.log(rate, w.toFixed(2), w > 0 ? 'learns' : 'dead');
}`,
    prints: `0.4 0.20 learns
0.49 0.20 learns
0.51 -0.02 dead
0.7 -0.40 dead`,
  },
  rate: {
    code: `${digitsLike}
for (const rate of [0.1, 10]) {
  const model = mlp({inputs: 5, widths: [20], classes: 3, seed: 1});
  const loss = () => softmaxCrossEntropy(y, model.apply(x));
  const optimizer = sgd(rate);
  for (let k = 0; k < 100; k++) optimizer.minimize(loss);
  const [{deadFraction}] = layerDiagnostics({model, loss: 'softmaxCrossEntropy', batch: {x, y}});
  console.log(rate, deadFraction > 0.5 ? 'more than half dead' : 'less than half dead');
}`,
    prints: `0.1 less than half dead
10 more than half dead`,
  },
  bias: {
    code: `${digitsLike}
for (const bias of [0, -1, -5]) {
  const model = mlp({inputs: 5, widths: [20], classes: 3, seed: 1});
  const [kernel] = model.layers[0].getWeights();
  model.layers[0].setWeights([kernel, tf.fill([20], bias)]);
  const update = () => sgd(0.1).minimize(() => softmaxCrossEntropy(y, model.apply(x)));
  const [{deadFraction}] = layerDiagnostics({model, loss: 'softmaxCrossEntropy', batch: {x, y}, update});
  console.log(bias, deadFraction.toFixed(1));
}`,
    prints: `0 0.3
-1 1.0
-5 1.0`,
  },
  lowerRate: {
    code: `// The least deadly rate of relu(w x) with targets t is w over the first gradient.
const [x, t] = [[1, 2], [0.2, 0.4]];
for (const w of [0.5, 1, 2, 10]) {
  const gradient = x.reduce((sum, value, i) => sum + (w * value - t[i]) * value / 2, 0);
  console.log('from w =', w, 'rates from', (w / gradient).toFixed(3), 'kill');
}`,
    prints: `from w = 0.5 rates from 0.667 kill
from w = 1 rates from 0.500 kill
from w = 2 rates from 0.444 kill
from w = 10 rates from 0.408 kill`,
  },
  variants: {
    code: `import * as tf from '@tensorflow/tfjs';
import {sgd} from 'tfjs-optim';

// The unit with the bias -3 is negative for all examples.
const x = tf.tensor1d([0.5, 1, 2]);
const kinds = {relu: tf.relu, leaky: (z) => tf.leakyRelu(z, 0.1), elu: tf.elu};
for (const [name, f] of Object.entries(kinds)) {
  const [w, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(-3))];
  const loss = () => f(x.mul(w).add(b)).sub(x).square().mean();
  const optimizer = sgd(0.1);
  for (let k = 0; k < 600; k++) optimizer.minimize(loss, false, [w, b]);
  console.log(name, loss().dataSync()[0] < 0.1 ? 'came back' : 'dead');
}`,
    prints: `relu dead
leaky came back
elu came back`,
  },
  initialisation: {
    code: `import * as tf from '@tensorflow/tfjs';
import {initializeWeights, layerDiagnostics, mlp} from 'tfjs-optim';

const batch = {x: tf.randomUniform([60, 5], 0, 1, 'float32', 1), y: tf.oneHot(tf.zeros([60], 'int32'), 3)};
const model = mlp({inputs: 5, widths: [20], classes: 3, seed: 1});
for (const deviation of [0.2, 0.5, 2]) {
  initializeWeights(model, {initializer: {name: 'normal', deviation}, seed: 1});
  const [kernel] = model.layers[0].getWeights();
  model.layers[0].setWeights([kernel, tf.fill([20], -1)]);
  const [{deadFraction}] = layerDiagnostics({model, loss: 'softmaxCrossEntropy', batch});
  console.log(deviation, deadFraction.toFixed(1));
}`,
    prints: `0.2 1.0
0.5 0.7
2 0.3`,
  },
};
