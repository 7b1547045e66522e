import * as tf from '@tensorflow/tfjs';
import {loadBackend, loadMnist, toTensors} from 'tfjs-optim';
import {adam} from 'tfjs-optim/optimizers';

// An ordinary model of TensorFlow.js, in which one line changes: the optimizer.
await loadBackend();
const digits = await loadMnist();
const train = toTensors(digits.train);
const test = toTensors(digits.test);

const model = tf.sequential({
  layers: [
    tf.layers.dense({units: 32, activation: 'relu', inputShape: [784]}),
    tf.layers.dense({units: 10, activation: 'softmax'}),
  ],
});
model.compile({
  optimizer: adam(0.003, {weightDecay: 0.01}), // before: tf.train.adam(0.003), which has no weight decay
  loss: 'categoricalCrossentropy',
  metrics: ['accuracy'],
});
await model.fit(train.x, train.y, {epochs: 2, batchSize: 128, verbose: 0});

const [loss, accuracy] = model.evaluate(test.x, test.y, {batchSize: 1000}) as tf.Scalar[];
console.log(`test loss: ${loss!.dataSync()[0]!.toFixed(3)}`);
console.log(`test accuracy: ${accuracy!.dataSync()[0]!.toFixed(3)}`);
