import * as tf from '@tensorflow/tfjs';
import {loadBackend} from 'tfjs-optim';
import {momentum} from 'tfjs-optim/optimizers';
import {cosineDecay, warmup} from 'tfjs-optim/schedules';

// A learning rate that rises in a line for 20 updates and then falls along a cosine; any number of an optimizer, its momentum
// for example, can be such a function of the step.
await loadBackend();
const rate = warmup(cosineDecay(0.2, {steps: 180}), {steps: 20});
for (const step of [0, 10, 20, 110, 200]) console.log(`rate at step ${step}: ${rate(step).toFixed(4)}`);

// The line y = 2 x - 1 from points on it.
const x = tf.linspace(-1, 1, 32).reshape([32, 1]);
const y = x.mul(2).sub(1);
const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
const optimizer = momentum(rate, {momentum: 0.9});
model.compile({optimizer, loss: 'meanSquaredError'});
await model.fit(x, y, {epochs: 200, batchSize: 32, verbose: 0});

const [kernel, bias] = model.getWeights();
console.log(`rate after ${optimizer.iterations} updates: ${optimizer.learningRate.toFixed(4)}`);
console.log(`slope: ${kernel!.dataSync()[0]!.toFixed(4)}`);
console.log(`intercept: ${bias!.dataSync()[0]!.toFixed(4)}`);
