import {workedCode} from '../../frame/worked-code.ts';

/** Code of the worked example and of the exercises at the end, with what it prints. */
export const codeWorked = {
  outputCut: {
    code: `const y = 1 / (1 + Math.exp(-0.8));
console.log(y.toFixed(4), (Math.trunc(y * 1e4) / 1e4).toFixed(4));
for (const output of [y, 0.6899]) console.log(((0.8 - output) * output * (1 - output)).toFixed(5));`,
    prints: `0.6900 0.6899
0.02354
0.02355`,
  },
  firstStep: {
    code: `const [x, t, w] = [[1, 0.6], 0.8, [0.5, 0.5]];
const y = 1 / (1 + Math.exp(-(w[0] * x[0] + w[1] * x[1])));
for (const i of [0, 1]) {
  const dw = (t - y) * y * (1 - y) * x[i];
  const v = 0.8 * 0 + 0.2 * dw;
  console.log(dw.toFixed(5), v.toFixed(8), (w[i] + 0.2 * v).toFixed(4));
}
console.log((0.2 * 0.02354).toFixed(6));`,
    prints: `0.02354 0.00470711 0.5009
0.01412 0.00282426 0.5006
0.004708`,
  },
  secondStep: {
    code: `const logistic = (z) => 1 / (1 + Math.exp(-z));
console.log((0.5009 * 0.5 + 0.5006 * 0.5).toFixed(5), logistic(0.5009 * 0.5 + 0.5006 * 0.5).toFixed(5));
// The line as it is written, and what gives the printed number.
console.log((0.5009 * 1 + 0.5006 * 0.6).toFixed(5));
console.log((0.5009 * 1 + 0.5006 * 0.5).toFixed(4), logistic(0.7512).toFixed(5));`,
    prints: `0.50075 0.62264
0.80126
0.7512 0.67944`,
  },
  weightIndex: {
    code: `import * as tf from '@tensorflow/tfjs';
import {momentum} from 'tfjs-optim';

const w = tf.variable(tf.tensor1d([0.5, 0.5]));
const optimizer = momentum(0.2, {momentum: 0.8, form: 'average'});
console.log('(w2)1', w.dataSync()[1].toFixed(5));
for (const [k, [x, t]] of [[[1, 0.6], 0.8], [[0.5, 0.5], 0.6]].entries()) {
  optimizer.minimize(() => w.mul(x).sum().sigmoid().sub(t).square().div(2));
  console.log(\`(w2)\${k + 2}\`, w.dataSync()[1].toFixed(5));
}`,
    prints: `(w2)1 0.50000
(w2)2 0.50056
(w2)3 0.50091`,
  },
  firstStepAlike: {
    code: `import * as tf from '@tensorflow/tfjs';
import {momentum, sgd} from 'tfjs-optim';

const samples = [[[1, 0.6], 0.8], [[0.5, 0.5], 0.6], [[0.2, 0.8], 0.3]];
for (const optimizer of [momentum(0.2, {momentum: 0.8, form: 'average'}), sgd(0.04)]) {
  const w = tf.variable(tf.tensor1d([0.5, 0.5]));
  const second = samples.map(([x, t]) => {
    optimizer.minimize(() => w.mul(x).sum().sigmoid().sub(t).square().div(2), false, [w]);
    return w.dataSync()[1].toFixed(4);
  });
  console.log(second.join(' '));
}`,
    prints: `0.5006 0.5009 0.4988
0.5006 0.5005 0.4980`,
  },
  'closing-momentum': {
    code: workedCode('momentum', "momentum(0.2, {momentum: 0.8, form: 'average', biasCorrection: true})"),
    prints: `0.5047 0.5028
0.5065 0.5038
0.5063 0.4994`,
  },
  'closing-adagrad': {
    code: workedCode('adagrad', 'adagrad(0.2, {epsilon: 0})'),
    prints: `0.7000 0.7000
0.6388 0.6056
0.5307 0.4117`,
  },
  'closing-rmsprop': {
    code: workedCode('rmsprop', 'rmsprop(0.2, {rho: 0.8, biasCorrection: true, epsilon: 0})'),
    prints: `0.7000 0.7000
0.6093 0.5622
0.4169 0.2565`,
  },
  'closing-adam': {
    code: workedCode('adam', 'adam(0.2, {beta1: 0.8, beta2: 0.8, epsilon: 0})'),
    prints: `0.7000 0.7000
0.7751 0.7379
0.7381 0.6180`,
  },
};
