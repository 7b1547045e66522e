import * as tf from '@tensorflow/tfjs';
import {adam, lion, momentum, sgd} from 'tfjs-optim/optimizers';
import {cosineDecay} from 'tfjs-optim/schedules';
import {drawCurves} from './curves.js';
import {drawDigits, side} from './digits.js';

const epochs = 12;
const [batchSize, examples] = [50, 1000];
const steps = (epochs * examples) / batchSize;
const optimizers = {
  sgd: () => sgd(0.1),
  momentum: () => momentum(0.05),
  adam: () => adam(cosineDecay(0.02, {steps})),
  lion: () => lion(cosineDecay(0.01, {steps})),
};

/** The same network from the same weights each time. */
function network() {
  const initializer = () => tf.initializers.glorotUniform({seed: 1});
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        filters: 8,
        kernelSize: 3,
        activation: 'relu',
        kernelInitializer: initializer(),
        inputShape: [side, side, 1],
      }),
      tf.layers.maxPooling2d({poolSize: 2}),
      tf.layers.flatten(),
      tf.layers.dense({units: 10, activation: 'softmax', kernelInitializer: initializer()}),
    ],
  });
}

const status = document.querySelector('#status');
const samples = document.querySelector('#samples');
await tf.ready();
const [train, test] = [drawDigits(examples), drawDigits(500)];
await tf.browser.toPixels(
  tf.tidy(() => tf.concat(tf.unstack(train.x.slice(0, 20)), 1).resizeNearestNeighbor([28, 560])),
  samples,
);

const curves = {};
for (const [name, create] of Object.entries(optimizers)) {
  const model = network();
  const optimizer = create();
  model.compile({optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy']});
  curves[name] = [];
  await model.fit(train.x, train.y, {
    epochs,
    batchSize,
    validationData: [test.x, test.y],
    verbose: 0,
    callbacks: {
      onEpochEnd: async (epoch, {val_loss: loss, val_acc: accuracy}) => {
        curves[name].push(loss);
        drawCurves(document.querySelector('#curves'), document.querySelector('#legend'), curves, epochs);
        status.textContent = `${name}, epoch ${epoch + 1} of ${epochs}: ${(100 * accuracy).toFixed(1)} % of the test digits`;
        await tf.nextFrame();
      },
    },
  });
  optimizer.dispose();
  model.dispose();
}
status.textContent = `done on ${tf.getBackend()}; least test loss: ${Object.entries(curves)
  .map(([name, losses]) => `${name} ${Math.min(...losses).toFixed(3)}`)
  .join(', ')}`;
