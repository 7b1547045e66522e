/** The code that takes the worked neuron through its three samples with an optimizer of the library. */
export const workedCode = (optimizer: string, call: string): string => `import * as tf from '@tensorflow/tfjs';
import {${optimizer}} from 'tfjs-optim';

const w = tf.variable(tf.tensor1d([0.5, 0.5]));
const optimizer = ${call};
for (const [x, t] of [[[1, 0.6], 0.8], [[0.5, 0.5], 0.6], [[0.2, 0.8], 0.3]]) {
  optimizer.minimize(() => w.mul(x).sum().sigmoid().sub(t).square().div(2));
  console.log(Array.from(w.dataSync(), (value) => value.toFixed(4)).join(' '));
}`;
