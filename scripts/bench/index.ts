import * as tf from '@tensorflow/tfjs';
import {Bench} from 'tinybench';
import {mlp, softmaxCrossEntropy} from '../../lib/models/index.ts';
import {compile, loadBackend} from '../../lib/native/index.ts';
import {randomStream} from '../../lib/random.ts';
import {optimizerCatalogue} from '../../optimizers/index.ts';
import {sensibleRates} from '../arguments/optimizer-spec.ts';

// One training step of the MLP 784-128-10 on a batch of 128 with the loss read back, stock against ours, in one process
// and interleaved by rule, so that the ratio of a row is of equal conditions.
const stock: Readonly<Record<string, (rate: number) => tf.Optimizer>> = {
  sgd: (rate) => tf.train.sgd(rate),
  momentum: (rate) => tf.train.momentum(rate, 0.9),
  nesterov: (rate) => tf.train.momentum(rate, 0.9, true),
  adagrad: (rate) => tf.train.adagrad(rate),
  adadelta: (rate) => tf.train.adadelta(rate),
  rmsprop: (rate) => tf.train.rmsprop(rate),
  adam: (rate) => tf.train.adam(rate),
};

const backend = await loadBackend();
const random = randomStream(1, 'bench');
const x = tf.tensor2d(
  Float32Array.from({length: 128 * 784}, () => random.uniform()),
  [128, 784],
);
const y = tf.oneHot(tf.tensor1d(Int32Array.from({length: 128}, () => random.integer(10))), 10);

type Minimize = (x: tf.Tensor, y: tf.Tensor) => tf.Scalar;

function step(optimizer: tf.Optimizer, wrap: (minimize: Minimize) => Minimize = (minimize) => minimize): () => number {
  const model = mlp({seed: 1});
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const minimize = wrap((images, labels) => {
    const loss = () => softmaxCrossEntropy(labels, model.apply(images) as tf.Tensor);
    return optimizer.minimize(loss, true, variables)!;
  });
  return () => {
    const loss = minimize(x, y);
    const [value] = loss.dataSync();
    loss.dispose();
    return value!;
  };
}

console.log(`One step of the MLP 784-128-10, batch 128, on ${backend}; medians in ms`);
console.log('rule          stock     ours  compiled   stock/ours  stock/compiled');
for (const [name, rate] of Object.entries(sensibleRates)) {
  const bench = new Bench({time: 1000, warmupTime: 200});
  const {create} = optimizerCatalogue[name]!;
  bench
    .add('stock', step(stock[name]!(rate)))
    .add('ours', step(create(rate)))
    .add('compiled', step(create(rate), compile));
  await bench.run();
  const [theirs = 0, ours = 0, compiled = 0] = bench.tasks.map(({result}) =>
    'latency' in result ? result.latency.p50 : Number.NaN,
  );
  const cells = [theirs, ours, compiled, theirs / ours, theirs / compiled].map((cell) => cell.toFixed(2));
  console.log(name.padEnd(10), ...cells.map((cell, index) => cell.padStart([8, 8, 9, 12, 15][index]!)));
}
