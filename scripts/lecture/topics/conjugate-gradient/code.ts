/** Code of the items, by their names in `topic.ts`, with what it prints. */
export const code = {
  zigzag: {
    code: `// Steepest descent on (x^2 + 10 y^2) / 2, each step to the least point along its direction.
let [x, y] = [10, 1];
for (let k = 0; k < 4; k++) {
  const [gx, gy] = [x, 10 * y];
  const step = (gx * gx + gy * gy) / (gx * gx + 10 * gy * gy);
  [x, y] = [x - step * gx, y - step * gy];
  console.log(step.toFixed(6), x.toFixed(6), y.toFixed(6));
}`,
    prints: `0.181818 8.181818 -0.818182
0.181818 6.694215 0.669421
0.181818 5.477085 -0.547708
0.181818 4.481251 0.448125`,
  },
  twoSteps: {
    code: `import * as tf from '@tensorflow/tfjs';
import {conjugateGradient, exactQuadratic} from 'tfjs-optim';

const w = tf.variable(tf.tensor1d([10, 1]));
const loss = () => w.square().mul([1, 10]).sum().div(2);
const solver = conjugateGradient({variant: 'fletcher-reeves', lineSearch: exactQuadratic()});
for (let k = 0; k < 2; k++) {
  solver.minimize(loss, false, [w]);
  console.log(Array.from(w.dataSync(), (value) => Math.abs(value).toFixed(4)).join(' '));
}`,
    prints: `8.1818 0.8182
0.0000 0.0000`,
  },
  asManySteps: {
    code: `import * as tf from '@tensorflow/tfjs';
import {conjugateGradient, exactQuadratic} from 'tfjs-optim';

const curvatures = [1, 3, 10, 30, 100];
const w = tf.variable(tf.ones([5]));
const loss = () => w.square().mul(curvatures).sum().div(2);
const solver = conjugateGradient({variant: 'fletcher-reeves', lineSearch: exactQuadratic()});
for (let k = 0; k < 5; k++) {
  solver.minimize(loss, false, [w]);
  console.log(loss().dataSync()[0].toFixed(3));
}`,
    prints: `13.042
3.262
0.889
0.154
0.000`,
  },
  network: {
    code: `import * as tf from '@tensorflow/tfjs';
import {conjugateGradient, mlp, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
const loss = () => softmaxCrossEntropy(y, model.apply(x));
const solver = conjugateGradient();
for (let k = 0; k < 40; k++) solver.minimize(loss);
console.log(loss().dataSync()[0] < 0.01);`,
    prints: 'true',
  },
};
