import {workedCode} from '../../frame/worked-code.ts';

/** Code of the worked examples and of epsilon, with what it prints. */
export const codeWorked = {
  workedAdagrad: {
    code: workedCode('adagrad', 'adagrad(0.2, {epsilon: 0})'),
    prints: `0.7000 0.7000
0.6388 0.6056
0.5307 0.4117`,
  },
  workedRmsprop: {
    code: `const y = 1 / (1 + Math.exp(-0.8));
for (const x of [1, 0.6]) {
  const dw = (y - 0.8) * y * (1 - y) * x;
  const v = 0.8 * 0 + 0.2 * dw ** 2;
  console.log(dw.toFixed(5), v.toFixed(7), (0.5 - (0.2 / Math.sqrt(v)) * dw).toFixed(3));
}`,
    prints: `-0.02354 0.0001108 0.947
-0.01412 0.0000399 0.947`,
  },
  rmspropSlip: {
    code: `import * as tf from '@tensorflow/tfjs';
import {rmsprop} from 'tfjs-optim';

for (const average of [0.000399, 0.0000399]) {
  console.log(average, ((0.2 / Math.sqrt(average)) * 0.01412).toFixed(4));
}
const w = tf.variable(tf.tensor1d([0.5, 0.5]));
const optimizer = rmsprop(0.2, {rho: 0.8, epsilon: 0});
for (const [x, t] of [[[1, 0.6], 0.8], [[0.5, 0.5], 0.6], [[0.2, 0.8], 0.3]]) {
  optimizer.minimize(() => w.mul(x).sum().sigmoid().sub(t).square().div(2));
  console.log(Array.from(w.dataSync(), (value) => value.toFixed(4)).join(' '));
}`,
    prints: `0.000399 0.1414
0.0000399 0.4471
0.9472 0.9472
0.7238 0.6373
0.4575 0.2028`,
  },
  workedAdam: {
    code: workedCode('adam', 'adam(0.2, {beta1: 0.8, beta2: 0.8, epsilon: 0})'),
    prints: `0.7000 0.7000
0.7751 0.7379
0.7381 0.6180`,
  },
  epsilonPlace: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adagrad} from 'tfjs-optim';

// First steps at rate 1 for gradients of several sizes.
for (const g of [0.1, 1e-3, 1e-6]) {
  const steps = [false, true].map((epsilonInside) => {
    const w = tf.variable(tf.scalar(0));
    adagrad(1, {epsilon: 1e-6, epsilonInside}).minimize(() => w.mul(g));
    return (-w.dataSync()[0]).toFixed(4);
  });
  console.log(g, 'outside', steps[0], 'inside', steps[1]);
}`,
    prints: `0.1 outside 1.0000 inside 0.9999
0.001 outside 0.9990 inside 0.7071
0.000001 outside 0.5000 inside 0.0010`,
  },
  epsilonOnDigits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, mlp, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
for (const epsilon of [1e-8, 1e-2]) {
  const losses = [false, true].map((epsilonInside) => {
    const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
    const optimizer = adam(0.05, {epsilon, epsilonInside});
    const loss = () => softmaxCrossEntropy(y, model.apply(x));
    for (let k = 0; k < 30; k++) optimizer.minimize(loss);
    return loss().dataSync()[0].toFixed(2);
  });
  console.log(epsilon, 'outside', losses[0], 'inside', losses[1]);
}`,
    prints: `1e-8 outside 0.36 inside 0.36
0.01 outside 0.49 inside 0.65`,
  },
};
