import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mlp} from '../../../lib/models/mlp.ts';
import {
  type EpochRecord,
  train,
  type TrainOptions,
  type TrainResult,
  type UpdateInfo,
} from '../../../lib/training/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {optimizerCatalogue} from '../../../optimizers/catalogue.ts';
import {adam, momentum, sgd} from '../../../optimizers/index.ts';
import {nativeOnly} from '../native/native-only.ts';
import {clusters, tensorsLeft, toExamples} from './support.ts';

/** A network of its own for each run, with what compiled graphs have to get right. */
const models: Record<string, () => tf.LayersModel> = {
  'an MLP with tanh': () => mlp({inputs: 6, widths: [9, 7], classes: 3, seed: 2, activation: 'tanh'}),
  'penalties and batch normalisation': () => {
    const initial = (seed: number) => tf.initializers.glorotUniform({seed});
    const kernelRegularizer = tf.regularizers.l2({l2: 0.01});
    // A bias before the normalisation would have a gradient of rounding errors alone, which Adam blows up.
    return tf.sequential({
      layers: [
        tf.layers.dense({units: 8, inputShape: [6], kernelInitializer: initial(1), kernelRegularizer, useBias: false}),
        tf.layers.batchNormalization({}),
        tf.layers.dense({units: 3, activation: 'linear', kernelInitializer: initial(2)}),
      ],
    });
  },
  'a convolution': () => {
    const initial = (seed: number) => tf.initializers.glorotUniform({seed});
    return tf.sequential({
      layers: [
        tf.layers.reshape({inputShape: [6], targetShape: [3, 2, 1]}),
        tf.layers.conv2d({
          filters: 4,
          kernelSize: 2,
          padding: 'same',
          activation: 'tanh',
          kernelInitializer: initial(3),
        }),
        tf.layers.maxPooling2d({poolSize: 2, strides: 1}),
        tf.layers.flatten(),
        tf.layers.dense({units: 3, kernelInitializer: initial(4)}),
      ],
    });
  },
};

interface RunOptions extends Partial<Omit<TrainOptions, 'optimizer'>> {
  readonly optimizer?: () => tf.Optimizer;
}

async function run(
  {optimizer: make = () => adam(0.02), ...options}: RunOptions,
  build = models['an MLP with tanh']!,
): Promise<TrainResult> {
  let result: TrainResult | undefined;
  const left = await tensorsLeft(async () => {
    const data = toExamples(clusters(50));
    const test = toExamples(clusters(31, {seed: 1}));
    const model = build();
    const optimizer = make();
    result = await train({model, data, test, optimizer, epochs: 3, batchSize: 8, seed: 5, ...options});
    tf.dispose([data.x, data.y, test.x, test.y]);
    model.dispose();
    optimizer.dispose();
    // tf.train.momentum forgets the scalar of the class that it extends.
    (optimizer as unknown as {c?: tf.Tensor}).c?.dispose();
  });
  expect(left).to.equal(0);
  return result!;
}

function expectClose(received: readonly EpochRecord[], wanted: readonly EpochRecord[], tolerance = 2e-5): void {
  expect(received.map(({epoch, updates}) => [epoch, updates])).to.deep.equal(
    wanted.map(({epoch, updates}) => [epoch, updates]),
  );
  expect(Math.abs(wanted.at(-1)!.trainLoss - wanted[0]!.trainLoss), 'it learned something').to.be.greaterThan(1e-3);
  for (const [i, record] of wanted.entries()) {
    const other = received[i]!;
    expect(other.trainLoss).to.be.closeTo(record.trainLoss, tolerance);
    expect(other.testLoss).to.be.closeTo(record.testLoss!, tolerance);
    expect(other.trainAccuracy).to.be.closeTo(record.trainAccuracy!, 1e-9);
    expect(other.rates).to.deep.equal(record.rates);
    for (const [k, layer] of (record.layers ?? []).entries()) {
      expect(other.layers![k]!.gradientNorm).to.be.closeTo(layer.gradientNorm, tolerance);
      expect(other.layers![k]!.updateNorm).to.be.closeTo(layer.updateNorm, tolerance);
    }
  }
}

describe('train, compiled', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const [name, build] of Object.entries(models)) {
    it(`gives the history of the uncompiled run: ${name}, ragged batches, diagnostics`, async () => {
      const make = (): tf.Optimizer => adam(exponentialDecay(0.02, {gamma: 0.99}));
      const wanted = await run({optimizer: make, compile: false, diagnostics: true}, build);
      for (const stepsPerExecution of ['auto', 4] as const) {
        const {history, updates} = await run({optimizer: make, stepsPerExecution, diagnostics: true}, build);
        expect(updates).to.equal(21);
        expectClose(history, wanted.history);
      }
    });
  }

  const makers: Record<string, () => tf.Optimizer> = {
    ...Object.fromEntries(
      Object.entries(optimizerCatalogue).map(([name, {create}]) => [
        name,
        // The rate of prodigy is a factor, and its first steps are tiny by default.
        () => (name === 'prodigy' ? create(1, {d0: 0.02}) : create(name === 'adadelta' ? 1 : 0.02)),
      ]),
    ),
    'tf.train.sgd': () => tf.train.sgd(0.1),
    'tf.train.momentum': () => tf.train.momentum(0.02, 0.9),
    'tf.train.adagrad': () => tf.train.adagrad(0.05),
    'tf.train.adadelta': () => tf.train.adadelta(1),
    'tf.train.rmsprop': () => tf.train.rmsprop(0.01),
    'tf.train.adam': () => tf.train.adam(0.02),
    'tf.train.adamax': () => tf.train.adamax(0.02),
  };
  for (const [name, make] of Object.entries(makers)) {
    it(`gives the history of the uncompiled run: ${name}`, async () => {
      const {history} = await run({optimizer: make, compile: false});
      expectClose((await run({optimizer: make, stepsPerExecution: 3})).history, history);
    });
  }

  it('gives the same bytes with and without diagnostics, and with any number of updates a call', async () => {
    const losses = async (options: RunOptions): Promise<string> => {
      const {history} = await run({epochs: 4, ...options});
      return JSON.stringify(history.map((record) => ({...record, layers: []})));
    };
    const wanted = await losses({});
    expect(await losses({})).to.equal(wanted);
    expect(await losses({diagnostics: true})).to.equal(wanted);
    expect(await losses({stepsPerExecution: 2})).to.equal(wanted);
    expect(await losses({stepsPerExecution: 4, diagnostics: true})).to.equal(wanted);
  });

  it('goes on from a history to the byte, though it compiles anew', async () => {
    const data = toExamples(clusters(50));
    for (const make of [() => adam(0.02), () => momentum(0.05), () => tf.train.rmsprop(0.01)]) {
      for (const stepsPerExecution of [1, 3]) {
        const trained = async (parts: readonly number[]): Promise<string> => {
          const [model, optimizer] = [models['an MLP with tanh']!(), make()];
          let history: readonly EpochRecord[] = [];
          for (const epochs of parts) {
            const options = {model, optimizer, data, batchSize: 8, stepsPerExecution, diagnostics: true};
            ({history} = await train({...options, epochs, history}));
          }
          const weights = model.getWeights().map((weight) => [...weight.dataSync()]);
          model.dispose();
          optimizer.dispose();
          return JSON.stringify([history, weights]);
        };
        const whole = await trained([4]);
        expect(await trained([1, 4])).to.equal(whole);
        expect(await trained([0, 3, 4])).to.equal(whole);
      }
    }
    tf.dispose([data.x, data.y]);
  });

  it('tells each update its own number, loss and rate where several share a call', async () => {
    const heard = async (options: RunOptions): Promise<UpdateInfo[]> => {
      const infos: UpdateInfo[] = [];
      await run({
        optimizer: () => sgd(exponentialDecay(0.5, {gamma: 0.9})),
        callbacks: {onUpdate: (info) => void infos.push(info)},
        ...options,
      });
      return infos;
    };
    const wanted = await heard({compile: false});
    const infos = await heard({stepsPerExecution: 4});
    expect(infos.map(({epoch, update, learningRate}) => [epoch, update, learningRate])).to.deep.equal(
      wanted.map(({epoch, update, learningRate}) => [epoch, update, learningRate]),
    );
    expect(infos).to.have.length(21);
    for (const [i, {loss}] of infos.entries()) expect(loss).to.be.closeTo(wanted[i]!.loss, 2e-5);
  });

  it('tells the update that diverged in the midst of a call, and hears an abort after it', async () => {
    const diverge = (options: RunOptions): Promise<TrainResult> =>
      run({loss: 'meanSquaredError', optimizer: () => sgd(40), ...options});
    const wanted = await diverge({compile: false});
    expect(wanted.updates).to.be.within(2, 5);
    const {divergence, updates, stopped} = await diverge({stepsPerExecution: 6});
    expect(stopped).to.equal('diverged');
    expect(updates).to.equal(wanted.updates);
    expect(divergence!.update).to.equal(wanted.divergence!.update);
    expect(divergence!.reason).to.equal(wanted.divergence!.reason);
    expect(divergence!.loss / wanted.divergence!.loss).to.be.closeTo(1, 1e-3);

    const controller = new AbortController();
    const onUpdate = ({update}: UpdateInfo): void => (update === 2 ? controller.abort() : undefined);
    const aborted = await run({
      optimizer: () => sgd(0.1),
      signal: controller.signal,
      callbacks: {onUpdate},
      stepsPerExecution: 3,
    });
    // The first update stands alone, the next three share a call.
    expect(aborted).to.include({stopped: 'aborted', updates: 4});
  });

  it('follows a loss whose numbers change between epochs', async () => {
    const changing = async (options: RunOptions): Promise<TrainResult> => {
      let weight = 1;
      const w = tf.tidy(() => tf.variable(tf.ones([6, 3])));
      const result = await run({
        loss: ({x, y}) => {
          const error = tf.mean(tf.square(tf.sub(tf.matMul(x as tf.Tensor2D, w as unknown as tf.Tensor2D), y)));
          return tf.add(error, tf.mul(tf.sum(tf.abs(w)), weight));
        },
        variables: [w],
        optimizer: () => sgd(0.01),
        epochs: 6,
        callbacks: {onEpochEnd: ({epoch}) => void (weight = epoch < 3 ? weight / 2 : weight)},
        ...options,
      });
      w.dispose();
      return result;
    };
    const wanted = await changing({compile: false});
    const {history} = await changing({});
    expect(history).to.have.length(7);
    for (const [i, {trainLoss}] of history.entries()) {
      expect(trainLoss).to.be.closeTo(wanted.history[i]!.trainLoss, 2e-5);
    }
    expect(history[1]!.trainLoss - history[4]!.trainLoss).to.be.greaterThan(0.1);
  });

  it('keeps the number of tensors constant over a thousand updates', async () => {
    const tensors: number[] = [];
    await run({
      epochs: 150,
      evaluateEvery: 10,
      stepsPerExecution: 3,
      callbacks: {onEpochEnd: () => void tensors.push(tf.memory().numTensors)},
    });
    expect(tensors).to.have.length(16);
    expect(new Set(tensors.slice(1))).to.have.property('size', 1);
  });
});
