import * as tf from '@tensorflow/tfjs';
import {accelerate, loadBackend, loadMnist, toTensors} from 'tfjs-optim';

// The same training of an existing model as it is and accelerated: on the native backend each step becomes one native call.
// On other backends accelerate() leaves everything as it is.
console.log(`backend: ${await loadBackend()}`);
const {x, y} = toTensors((await loadMnist()).train);

function existingModel(): tf.Sequential {
  const kernelInitializer = tf.initializers.glorotUniform({seed: 1});
  const model = tf.sequential({
    layers: [
      tf.layers.dense({units: 32, activation: 'relu', inputShape: [784], kernelInitializer}),
      tf.layers.dense({units: 10, activation: 'softmax', kernelInitializer}),
    ],
  });
  model.compile({optimizer: 'adam', loss: 'categoricalCrossentropy'});
  return model;
}

async function trained(model: tf.Sequential): Promise<{loss: number; seconds: number}> {
  const began = performance.now();
  const {history} = await model.fit(x, y, {epochs: 2, batchSize: 128, shuffle: false, verbose: 0});
  return {loss: Number(history['loss']!.at(-1)), seconds: (performance.now() - began) / 1000};
}

const asItIs = await trained(existingModel());

const model = existingModel();
const undo = accelerate(model);
const accelerated = await trained(model);
undo(); // from here on the model is as it was

console.log(`loss as it is: ${asItIs.loss.toFixed(6)}, in ${asItIs.seconds.toFixed(2)} s`);
console.log(`loss accelerated: ${accelerated.loss.toFixed(6)}, in ${accelerated.seconds.toFixed(2)} s`);
