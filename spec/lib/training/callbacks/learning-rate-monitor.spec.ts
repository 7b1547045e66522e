import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate} from '../../../../lib/native/index.ts';
import {LearningRateMonitor, learningRateMonitor} from '../../../../lib/training/index.ts';
import {adam, clipped, lookahead, partitioned, scheduled, sgd} from '../../../../optimizers/index.ts';
import {linearDecay} from '../../../../schedules/index.ts';

type Logs = Record<string, number>;

/** The logs of two epochs of three batches, and those of the batches. */
async function logsOf(
  optimizer: tf.Optimizer | 'sgd',
  monitor: LearningRateMonitor,
  {isAccelerated = false, isDataset = false}: {isAccelerated?: boolean; isDataset?: boolean} = {},
): Promise<{history: Record<string, unknown[]>; batches: Logs[]}> {
  const model = tf.sequential({layers: [tf.layers.dense({name: 'monitored', units: 1, inputShape: [1]})]});
  model.compile({optimizer, loss: 'meanSquaredError'});
  const undo = isAccelerated ? accelerate(model) : () => {};
  const batches: Logs[] = [];
  const seen = new tf.CustomCallback({onBatchEnd: (_, logs) => void batches.push({...logs})});
  const callbacks = [
    monitor,
    ...(monitor.onBatchEnd === tf.Callback.prototype.onBatchEnd ? [] : [seen]),
  ] as tf.CustomCallback[];
  const [x, y] = [tf.ones([6, 1]), tf.ones([6, 1])];
  const options = {epochs: 2, verbose: 0 as const, callbacks};
  const zipped = (): tf.data.Dataset<{xs: tf.Tensor; ys: tf.Tensor}> =>
    tf.data
      .zip({xs: tf.data.array([[1], [2]]), ys: tf.data.array([[1], [2]])})
      .repeat(3)
      .batch(2) as never;
  const {history} = await (isDataset
    ? model.fitDataset(zipped(), options)
    : model.fit(x, y, {...options, batchSize: 2}));
  undo();
  tf.dispose([x, y]);
  model.optimizer.dispose();
  model.dispose();
  return {history, batches};
}

const rate = linearDecay(0.6, {end: 0, steps: 6});
/** Those of updates 1 and 4. */
const ofEpochs = [0.6, 0.3];

function expectRates(received: unknown[] | undefined, expected: readonly number[]): void {
  expect(received).to.have.length(expected.length);
  for (const [i, value] of expected.entries()) expect(received![i]).to.be.closeTo(value, 1e-12);
}

describe('LearningRateMonitor', () => {
  it('puts the rate of its first update into the logs of each epoch, in fit, fitDataset and accelerated', async () => {
    for (const way of [{}, {isDataset: true}, {isAccelerated: true}, {isAccelerated: true, isDataset: true}]) {
      const {history} = await logsOf(adam(rate), learningRateMonitor(), way);
      expectRates(history['learningRate'], ofEpochs);
    }
  });

  it('puts that of each update into the logs of batches on demand', async () => {
    for (const way of [{}, {isDataset: true}, {isAccelerated: true}]) {
      const {history, batches} = await logsOf(sgd(rate), learningRateMonitor({batches: true}), way);
      expectRates(history['learningRate'], ofEpochs);
      expectRates(
        batches.map(({learningRate}) => learningRate),
        [0.6, 0.5, 0.4, 0.3, 0.2, 0.1],
      );
    }
  });

  it('finds the rate of optimizers of tf.train and of wrappers, and one for each part', async () => {
    expectRates((await logsOf('sgd', learningRateMonitor())).history['learningRate'], [0.01, 0.01]);
    expectRates((await logsOf(tf.train.adam(0.25), learningRateMonitor())).history['learningRate'], [0.25, 0.25]);
    const wrapped = clipped(scheduled(tf.train.sgd(1), {learningRate: rate}), {norm: 1});
    expectRates((await logsOf(wrapped, learningRateMonitor())).history['learningRate'], ofEpochs);
    const parts = lookahead(partitioned([{match: /bias/, optimizer: sgd(0.5)}], clipped(sgd(rate), {norm: 1})));
    const {history} = await logsOf(parts, learningRateMonitor());
    expect(Object.keys(history)).to.deep.equal(['loss', 'learningRate/0', 'learningRate/1']);
    expectRates(history['learningRate/0'], [0.5, 0.5]);
    expectRates(history['learningRate/1'], ofEpochs);
  });

  it('refuses an optimizer that tells none, and unknown options', async () => {
    class Silent extends tf.SGDOptimizer {}
    const silent = new Silent(1);
    delete (silent as unknown as {learningRate?: number}).learningRate;
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
    model.compile({optimizer: silent, loss: 'meanSquaredError'});
    const monitor = learningRateMonitor();
    monitor.setModel(model);
    const message = await monitor.onEpochBegin().catch((error: Error) => error.message);
    expect(message).to.equal(
      'LearningRateMonitor: the optimizer Silent tells no learningRate; give it such a property',
    );
    expect(() => learningRateMonitor({batch: true} as never)).to.throw(
      TypeError,
      /^LearningRateMonitor: .*did you mean "batches"/,
    );
    silent.dispose();
    model.dispose();
  });
});
