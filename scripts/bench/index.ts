import * as tf from '@tensorflow/tfjs';
import {Bench} from 'tinybench';
import {mlp, softmaxCrossEntropy} from '../../lib/models/index.ts';
import {loadBackend} from '../../lib/native/index.ts';
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

function step(optimizer: tf.Optimizer): () => number {
  const model = mlp({seed: 1});
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return () => {
    const loss = optimizer.minimize(() => softmaxCrossEntropy(y, model.apply(x) as tf.Tensor), true, variables)!;
    const [value] = loss.dataSync();
    loss.dispose();
    return value!;
  };
}

console.log(`One step of the MLP 784-128-10, batch 128, on ${backend}; medians in ms`);
console.log('rule        stock    ours     stock / ours');
for (const [name, rate] of Object.entries(sensibleRates)) {
  const bench = new Bench({time: 1000, warmupTime: 200});
  bench.add('stock', step(stock[name]!(rate))).add('ours', step(optimizerCatalogue[name]!.create(rate)));
  await bench.run();
  const [theirs, ours] = bench.tasks.map(({result}) => ('latency' in result ? result.latency.p50 : Number.NaN));
  const cells = [theirs!.toFixed(2), ours!.toFixed(2), (theirs! / ours!).toFixed(2)];
  console.log(name.padEnd(10), ...cells.map((cell) => cell.padStart(7)));
}
