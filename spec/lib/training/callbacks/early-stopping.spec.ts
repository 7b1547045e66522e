import {readFileSync} from 'node:fs';
import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate} from '../../../../lib/native/index.ts';
import {EarlyStopping, earlyStopping, type EarlyStoppingOptions} from '../../../../lib/training/index.ts';
import {adam, averaged} from '../../../../optimizers/index.ts';

interface Case {
  readonly options: EarlyStoppingOptions & {monitor: string};
  readonly values: readonly (number | null)[];
  readonly epochs: number;
  readonly stopped: boolean;
  readonly weights: number;
  readonly bestEpoch: number | null;
  readonly best: number | null;
}

const {cases, peer} = JSON.parse(
  readFileSync(new URL('../../../fixtures/peers/callbacks.json', import.meta.url), 'utf8'),
) as {cases: readonly Case[]; peer: string};

const valuesOf = (model: tf.LayersModel): number[] => model.getWeights().flatMap((weight) => [...weight.dataSync()]);

/** Writes values into the logs of epochs, as a metric would. */
const planting = (name: string, values: readonly number[]): tf.CustomCallbackArgs => ({
  onEpochEnd: (epoch, logs) => {
    logs![name] = values[epoch]!;
  },
});

function small(): tf.LayersModel {
  const kernelInitializer = tf.initializers.glorotUniform({seed: 1});
  return tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3], kernelInitializer})]});
}

/** Trains in different ways with what ends it. */
const ways: Readonly<Record<string, (model: tf.LayersModel, epochs: number, callbacks: unknown[]) => Promise<number>>> =
  {
    fit: async (model, epochs, callbacks) => {
      const [x, y] = [tf.ones([16, 3]), tf.ones([16, 2])];
      const options = {epochs, batchSize: 2, shuffle: false, verbose: 0, callbacks: callbacks as tf.CustomCallback[]};
      const {epoch} = await model.fit(x, y, options);
      tf.dispose([x, y]);
      return epoch.length;
    },
    fitDataset: async (model, epochs, callbacks) => {
      const [x, y] = [tf.ones([16, 3]), tf.ones([16, 2])];
      const data = tf.data.zip({
        xs: tf.data.array(x.arraySync() as number[][]),
        ys: tf.data.array(y.arraySync() as number[][]),
      });
      tf.dispose([x, y]);
      const options = {epochs, verbose: 0 as const, callbacks: callbacks as tf.CustomCallback[]};
      const {epoch} = await model.fitDataset(data.batch(2), options);
      return epoch.length;
    },
    accelerated: async (model, epochs, callbacks) => {
      const undo = accelerate(model, {stepsPerExecution: 4});
      const count = await ways['fit']!(model, epochs, callbacks);
      undo();
      return count;
    },
  };

describe('EarlyStopping', () => {
  it(`does what that of ${peer} does, on ${cases.length} series`, async () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1], useBias: false})]});
    model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
    const kernel = model.weights[0]!;
    for (const [i, {options, values, ...expected}] of cases.entries()) {
      const before = tf.memory().numTensors;
      const callback = earlyStopping(options);
      callback.setModel(model);
      model.stopTraining = false;
      await callback.onTrainBegin();
      let epochs = 0;
      while (epochs < values.length && !model.stopTraining) {
        tf.tidy(() => void kernel.write(tf.tensor2d([[epochs]])));
        // TensorFlow.js has numbers in logs, or scalars.
        const value = values[epochs] ?? Number.NaN;
        const scalar = tf.scalar(value);
        await callback.onEpochEnd(epochs, {[options.monitor]: i % 2 === 0 ? value : scalar});
        scalar.dispose();
        epochs++;
      }
      const stopped = model.stopTraining;
      await callback.onTrainEnd();
      const found = {
        epochs,
        stopped,
        weights: valuesOf(model)[0],
        bestEpoch: callback.bestEpoch,
        best: Number.isNaN(callback.best) ? null : callback.best,
      };
      expect(found, `case ${i}`).to.deep.equal(expected);
      expect(callback.stoppedEpoch).to.equal(stopped ? epochs - 1 : null);
      expect(tf.memory().numTensors).to.equal(before);
    }
    model.optimizer.dispose();
    model.dispose();
  });

  for (const [way, run] of Object.entries(ways)) {
    it(`gives back the bits of the best epoch, where it stops and at the end, ${way}`, async () => {
      for (const [values, epochs, best] of [
        [[3, 1, 2, 2, 2, 0], 4, 1],
        [[3, 2, 1, 4], 4, 2],
      ] as const) {
        const before = tf.memory().numTensors;
        const model = small();
        const optimizer = averaged(adam(0.05), {decay: 0.5});
        model.compile({optimizer, loss: 'meanSquaredError'});
        const seen: number[][] = [];
        const look: tf.CustomCallbackArgs = {onEpochEnd: () => void seen.push(valuesOf(model))};
        const stop = earlyStopping({monitor: 'planted', mode: 'min', patience: 2, restoreBestWeights: true});
        const callbacks = [planting('planted', values), look, stop].map((each) =>
          each instanceof EarlyStopping ? each : new tf.CustomCallback(each),
        );
        expect(await run(model, values.length, callbacks)).to.equal(epochs);
        expect(seen).to.have.length(epochs);
        expect(valuesOf(model)).to.deep.equal(seen[best]);
        expect(valuesOf(model)).to.not.deep.equal(seen.at(-1));
        expect([stop.best, stop.bestEpoch, stop.stoppedEpoch]).to.deep.equal([1, best, best === 1 ? 3 : null]);
        optimizer.dispose();
        model.dispose();
        expect(tf.memory().numTensors).to.equal(before);
      }
    });
  }

  it('starts anew with each training, and frees what one that has thrown has left', async () => {
    const model = small();
    model.compile({optimizer: adam(0.05), loss: 'meanSquaredError'});
    const [x, y] = [tf.ones([2, 3]), tf.ones([2, 2])];
    await model.fit(x, y, {epochs: 1, verbose: 0});
    const before = tf.memory().numTensors;
    const stop = earlyStopping({monitor: 'planted', mode: 'max', restoreBestWeights: true});
    const go = async (callbacks: tf.CustomCallbackArgs[]): Promise<unknown> =>
      model.fit(x, y, {
        epochs: 3,
        verbose: 0,
        callbacks: [...callbacks.map((each) => new tf.CustomCallback(each)), stop],
      });
    await go([planting('planted', [1, 1, 1])]);
    expect([stop.best, stop.bestEpoch, stop.stoppedEpoch]).to.deep.equal([1, 0, 1]);
    await go([planting('planted', [-5, -4, -3])]);
    expect([stop.best, stop.bestEpoch, stop.stoppedEpoch]).to.deep.equal([-3, 2, null]);
    expect(tf.memory().numTensors).to.equal(before);
    const broken: tf.CustomCallbackArgs = {
      onEpochBegin: (epoch) => {
        if (epoch === 1) throw new Error('no');
      },
    };
    const message = await go([planting('planted', [1]), broken]).catch((error: Error) => error.message);
    expect(message).to.equal('no');
    expect(tf.memory().numTensors).to.be.above(before);
    stop.dispose();
    stop.dispose();
    model.optimizer.dispose();
    model.dispose();
    tf.dispose([x, y]);
  });

  it('knows by names which way is better, and refuses others', async () => {
    const improves = async (monitor: string, mode: EarlyStoppingOptions['mode'] = 'auto'): Promise<boolean> => {
      const callback = earlyStopping({monitor, mode, patience: 2});
      await callback.onEpochEnd(0, {[monitor]: 1});
      await callback.onEpochEnd(1, {[monitor]: 2});
      return callback.bestEpoch === 1;
    };
    for (const name of ['loss', 'val_loss', 'out_loss', 'val_mse', 'meanSquaredError', 'categoricalCrossentropy'])
      expect(await improves(name), name).to.equal(false);
    for (const name of ['acc', 'val_acc', 'accuracy', 'out_binaryAccuracy', 'val_precision', 'recall'])
      expect(await improves(name), name).to.equal(true);
    expect([await improves('loss', 'max'), await improves('acc', 'min')]).to.deep.equal([true, false]);
    expect(() => earlyStopping({monitor: 'val_r2'})).to.throw(
      RangeError,
      /^EarlyStopping: monitor "val_r2" does not tell whether less or more is better; pass mode/,
    );
    expect(() => earlyStopping({monitor: 1 as never})).to.throw(TypeError, /^EarlyStopping: monitor must be the name/);
    expect(() => earlyStopping({patience: 0.5})).to.throw(
      RangeError,
      /^EarlyStopping: patience must be a whole number/,
    );
    expect(() => earlyStopping({minDelta: -1})).to.throw(RangeError, /^EarlyStopping: minDelta must be/);
    expect(() => earlyStopping({startFromEpoch: -1})).to.throw(RangeError, /^EarlyStopping: startFromEpoch must be/);
    expect(() => earlyStopping({min_delta: 1} as never)).to.throw(TypeError, /did you mean "minDelta"/);
    const missing = await earlyStopping()
      .onEpochEnd(0, {loss: 1, acc: 2})
      .catch((error: Error) => error.message);
    expect(missing).to.match(/^EarlyStopping: there is no "val_loss" among the logs, which have loss, acc; name one/);
  });
});
