/** Code of the items on Adam, with what it prints. */
export const codeAdam = {
  tenfold: {
    code: `for (const t of [1, 2, 10, 50]) {
  console.log(t, (1 - 0.9 ** t).toFixed(3), (1 / (1 - 0.9 ** t)).toFixed(2));
}`,
    prints: `1 0.100 10.00
2 0.190 5.26
10 0.651 1.54
50 0.995 1.01`,
  },
  firstSteps: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam} from 'tfjs-optim';

// Length of the first step at rate 1.
for (const [beta1, beta2] of [[0.9, 0.999], [0.9, 0.99], [0.9, 0.9]]) {
  const step = [true, false].map((biasCorrection) => {
    const w = tf.variable(tf.scalar(0));
    adam(1, {beta1, beta2, biasCorrection}).minimize(() => w.mul(5));
    return (-w.dataSync()[0]).toFixed(2);
  });
  console.log(beta1, beta2, 'corrected', step[0], 'not', step[1]);
}`,
    prints: `0.9 0.999 corrected 1.00 not 3.16
0.9 0.99 corrected 1.00 not 1.00
0.9 0.9 corrected 1.00 not 0.32`,
  },
  correctionOnDigits: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, mlp, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
for (const beta2 of [0.9, 0.999]) {
  for (const biasCorrection of [true, false]) {
    const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
    const optimizer = adam(0.02, {beta2, biasCorrection});
    const loss = () => softmaxCrossEntropy(y, model.apply(x));
    for (let k = 0; k < 10; k++) optimizer.minimize(loss);
    console.log(beta2, biasCorrection, loss().dataSync()[0].toFixed(2));
  }
}`,
    prints: `0.9 true 0.69
0.9 false 0.71
0.999 true 0.69
0.999 false 0.66`,
  },
  combination: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, rmsprop} from 'tfjs-optim';

const options = {beta2: 0.9, biasCorrection: false};
for (const optimizer of [
  adam(0.1, {...options, beta1: 0}), rmsprop(0.1), adam(0.1, options), rmsprop(0.01, {momentum: 0.9}),
]) {
  const w = tf.variable(tf.scalar(3));
  for (let k = 0; k < 10; k++) optimizer.minimize(() => w.square(), false, [w]);
  console.log(w.dataSync()[0].toFixed(3));
}`,
    prints: `1.472
1.472
2.375
2.223`,
  },
  robust: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, mlp, softmaxCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
const hasLearned = (rate, beta1, beta2) => {
  const model = mlp({inputs: 2, widths: [8], classes: 2, activation: 'tanh', seed: 1});
  const optimizer = adam(rate, {beta1, beta2});
  const loss = () => softmaxCrossEntropy(y, model.apply(x));
  for (let k = 0; k < 40; k++) optimizer.minimize(loss);
  return loss().dataSync()[0] < Math.log(2) / 2;
};
for (const rate of [0.001, 0.1]) {
  const learned = [[0.5, 0.9], [0.9, 0.9], [0.9, 0.999]].map((betas) => hasLearned(rate, ...betas));
  console.log(rate, learned.join(' '));
}`,
    prints: `0.001 false false false
0.1 true true true`,
  },
  's-from-r': {
    code: `// Gradients of 2; Adam takes steps of 1 rate.
let [s, r] = [0, 0];
for (let t = 1; t <= 3; t++) {
  [s, r] = [0.9 * r + 0.1 * 2, 0.999 * r + 0.001 * 2 ** 2];
  console.log(s.toFixed(4), (s / (1 - 0.9 ** t) / Math.sqrt(r / (1 - 0.999 ** t))).toFixed(2));
}`,
    prints: `0.2000 1.00
0.2036 0.54
0.2072 0.38`,
  },
  'r-hat-by-rho1': {
    code: `// Gradients of 2; Adam takes steps of 1 rate.
let [s, r] = [0, 0];
for (let t = 1; t <= 3; t++) {
  [s, r] = [0.9 * s + 0.1 * 2, 0.999 * r + 0.001 * 2 ** 2];
  console.log((s / (1 - 0.9 ** t) / Math.sqrt(r / (1 - 0.9 ** t))).toFixed(2));
}`,
    prints: `10.00
9.75
9.51`,
  },
  'no-square': {
    code: `// Gradients of 2; Adam takes steps of 1 rate.
let [s, r] = [0, 0];
for (let t = 1; t <= 3; t++) {
  [s, r] = [0.9 * s + 0.1 * 2, 0.999 * r + 0.001 * 2];
  console.log((s / (1 - 0.9 ** t) / Math.sqrt(r / (1 - 0.999 ** t))).toFixed(3));
}`,
    prints: `1.414
1.414
1.414`,
  },
};
