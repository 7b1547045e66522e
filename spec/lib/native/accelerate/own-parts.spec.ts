import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate, type AccelerateOptions} from '../../../../lib/native/accelerate/index.ts';
import {hasOwnParts, isStock} from '../../../../lib/native/accelerate/own-parts.ts';
import {trainedModel} from '../../../../lib/native/accelerate/trained-model.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {adam, sgd} from '../../../../optimizers/index.ts';
import {expectSameNumbers} from '../stories.ts';
import {problems} from './problems.ts';

const {layers, regularizers} = tf;

type Regularizer = ReturnType<typeof regularizers.l2>;
const Base = Object.getPrototypeOf(regularizers.l2().constructor) as new () => Regularizer;

/** Of a class of its own, with a factor where nobody else can see it. */
class Penalty extends Base {
  #factor = 0;

  get className(): string {
    return 'SpecPenalty';
  }

  override getClassName(): string {
    return 'SpecPenalty';
  }

  override apply(x: tf.Tensor): tf.Scalar {
    return tf.tidy(() => tf.mul(tf.sum(tf.square(x)), this.#factor).asScalar());
  }

  set(factor: number): void {
    this.#factor = factor;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {};
  }
}

class Doubling extends layers.Layer {
  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.mul([inputs].flat()[0]!, 2);
  }

  static get className(): string {
    return 'SpecDoubling';
  }
}

const line = (more: object = {}): tf.layers.Layer =>
  layers.dense({units: 1, inputShape: [1], useBias: false, kernelInitializer: 'ones', ...more});

describe('hasOwnParts', () => {
  const asks = (model: tf.LayersModel, compiled: object = {}): boolean => {
    model.compile({optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError', ...compiled});
    return hasOwnParts(trainedModel(model));
  };

  it('is false for what is of TensorFlow.js, by name or as it is', () => {
    for (const make of Object.values(problems)) {
      const {model, inputs, targets, loss, metrics} = make();
      expect(asks(model, {loss, metrics})).to.equal(false);
      model.dispose();
      tf.dispose([...inputs, ...targets]);
    }
    const model = tf.sequential({layers: [line({kernelRegularizer: 'l1l2', kernelConstraint: 'nonNeg'})]});
    expect(asks(model, {loss: tf.losses.huberLoss, metrics: [tf.metrics.meanAbsoluteError, 'mse']})).to.equal(false);
    model.dispose();
  });

  it('is true for a loss, a metric, a layer or a part of one that is the user’s', () => {
    const own = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.sub(a, b);
    const make = (...all: tf.layers.Layer[]): tf.LayersModel => tf.sequential({layers: all});
    const patched = line();
    patched.call = (inputs) => [inputs].flat()[0]!;
    const models: [tf.LayersModel, object][] = [
      [make(line()), {loss: own}],
      [make(line()), {metrics: ['mse', own]}],
      [make(line({kernelRegularizer: new Penalty()})), {}],
      [make(line(), new Doubling()), {}],
      [make(make(line(), new Doubling())), {}],
      [make(patched), {}],
    ];
    for (const [i, [model, compiled]] of models.entries()) {
      expect(asks(model, compiled), `model ${i}`).to.equal(true);
      model.dispose();
    }
  });

  it('knows the classes that TensorFlow.js registers, and none that is called like one', () => {
    class Dense extends Doubling {
      override getClassName(): string {
        return 'Dense';
      }
    }
    expect(isStock(line())).to.equal(true);
    expect(isStock(new Dense())).to.equal(false);
    expect(isStock({})).to.equal(false);
    // What every object has by that name is no class.
    expect(isStock({getClassName: () => 'toString'})).to.equal(false);
  });
});

describe('numbers of JavaScript in what is the user’s', () => {
  const count = nativeBackend() === null ? 20 : 60;
  const [x, y] = tf.tidy(() => [tf.reshape(tf.linspace(-1, 1, count), [count, 1]), tf.ones([count, 1])]);
  const settings = {epochs: 1, batchSize: 1, shuffle: false, verbose: 0} as const;
  after(() => tf.dispose([x, y]));

  let factor = 1;
  let calls = 0;
  const penalty = new Penalty();
  const set = (to: number): void => void (factor = to);
  type Measure = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;
  const scaled: Measure = (a, b) => {
    calls++;
    return tf.mul(tf.mean(tf.square(tf.sub(a, b)), -1), factor);
  };

  interface Change {
    readonly loss?: Measure;
    readonly metrics?: Measure[];
    readonly more?: object;
    readonly set: (factor: number) => void;
  }
  const changes: Readonly<Record<string, Change>> = {
    'a loss': {loss: scaled, set},
    'a metric': {metrics: [scaled], set},
    'a regulariser': {more: {kernelRegularizer: penalty}, set: (to) => penalty.set(to)},
  };

  /** A model of one weight, compiled. */
  function prepare(optimizer: tf.Optimizer, {loss, metrics = [], more = {}}: Omit<Change, 'set'>): tf.LayersModel {
    const model = tf.sequential({layers: [line(more)]});
    // The types know names alone.
    const [lossOrName, all] = [(loss ?? 'meanSquaredError') as string, metrics];
    model.compile({optimizer, loss: lossOrName, metrics: all});
    return model;
  }

  const dataset = tf.data.generator(function* () {
    for (let i = 0; i < count; i++) yield tf.tidy(() => ({xs: tf.slice(x, i, 1), ys: tf.slice(y, i, 1)}));
  } as () => Generator<tf.TensorContainer>);
  const fit = (model: tf.LayersModel): Promise<tf.History> => model.fit(x, y, settings);
  const fitDataset = (model: tf.LayersModel): Promise<tf.History> => model.fitDataset(dataset, {epochs: 1, verbose: 0});

  for (const [name, change] of Object.entries(changes)) {
    for (const [way, stepsPerExecution, train] of [
      ['fit', 1, fit],
      ['fit', 3, fit],
      ['fitDataset', 1, fitDataset],
    ] as const) {
      it(`are followed from one ${way} to the next: ${name}, ${stepsPerExecution} in a call`, async () => {
        // The weight stays 1, so that what is seen is the number alone.
        const optimizer = sgd(0);
        const model = prepare(optimizer, change);
        const undo = accelerate(model, {stepsPerExecution});
        const seen: number[] = [];
        for (const each of [1, 1, 0.5, 2]) {
          change.set(each);
          const {history} = await train(model);
          seen.push(Object.values(history as Record<string, number[]>).at(-1)![0]!);
        }
        const slope = name === 'a regulariser' ? 1 : seen[0]!;
        expectSameNumbers(
          seen,
          [0, 0, -0.5, 1].map((step) => seen[0]! + step * slope),
          name,
        );
        expect(optimizer.iterations).to.equal(4 * count);
        undo();
        optimizer.dispose();
        model.dispose();
      });
    }
  }

  it('change the weights as without acceleration', async () => {
    const ends: number[][] = [];
    for (const isAccelerated of [false, true]) {
      const optimizer = adam(0.001);
      const model = prepare(optimizer, {loss: scaled});
      const undo = isAccelerated ? accelerate(model) : () => {};
      const seen: number[] = [];
      for (const each of [1, -1]) {
        set(each);
        const {history} = await model.fit(x, y, settings);
        seen.push((history['loss'] as number[])[0]!, model.getWeights()[0]!.dataSync()[0]!);
      }
      ends.push(seen);
      undo();
      optimizer.dispose();
      model.dispose();
    }
    expectSameNumbers(ends[1]!, ends[0]!, 'losses and weights');
  });

  /** Losses and weights of trainings one after another, each with another factor, of a plain and an accelerated model. */
  async function bothWays(
    factors: readonly number[],
    train: (model: tf.LayersModel, at: number) => Promise<tf.History>,
    options: AccelerateOptions = {},
  ): Promise<number[][]> {
    const both: number[][] = [];
    for (const isAccelerated of [false, true]) {
      const optimizer = tf.train.sgd(0.01);
      const model = prepare(optimizer, {loss: scaled});
      const undo = isAccelerated ? accelerate(model, options) : () => {};
      const seen: number[] = [];
      for (const [at, each] of factors.entries()) {
        set(each);
        const {history} = await train(model, at);
        seen.push(...(history['loss'] as number[]), model.getWeights()[0]!.dataSync()[0]!);
      }
      both.push(seen);
      undo();
      optimizer.dispose();
      model.dispose();
    }
    return both;
  }

  const few = tf.tidy(() => [tf.reshape(tf.linspace(-1, 1, 20), [20, 1]), tf.mul(tf.ones([20, 1]), 3)] as const);
  after(() => tf.dispose([...few]));
  const inBatches =
    (batchSize: number, epochs = 3) =>
    (model: tf.LayersModel): Promise<tf.History> =>
      model.fit(...few, {batchSize, epochs, shuffle: false, verbose: 0});

  it('are followed by later batches where the first one has a size of its own', async () => {
    const [small, large] = [inBatches(4), inBatches(16)];
    // Batches of 16, then a rest of 4.
    const [plain, fast] = await bothWays([1, 5], (model, at) => (at === 0 ? small : large)(model));
    expectSameNumbers(fast!, plain!, 'fit');
    const ofSizes = (...sizes: number[]): tf.data.Dataset<tf.TensorContainer> =>
      tf.data.generator(function* () {
        for (const size of sizes) yield tf.tidy(() => ({xs: tf.slice(few[0], 0, size), ys: tf.slice(few[1], 0, size)}));
      } as () => Generator<tf.TensorContainer>);
    const [four, other] = [ofSizes(4, 4, 4, 4), ofSizes(6, 4, 4)];
    const byDataset = await bothWays([1, 5], (model, at) =>
      model.fitDataset(at === 0 ? four : other, {epochs: 1, verbose: 0}),
    );
    expectSameNumbers(byDataset[1]!, byDataset[0]!, 'fitDataset');
  });

  it('are followed by all sizes of batches that are compiled', async () => {
    for (const stepsPerExecution of [1, 2]) {
      const [plain, fast] = await bothWays([1, 5, 0.5], inBatches(8), {stepsPerExecution});
      expectSameNumbers(fast!, plain!, `${stepsPerExecution} in a call`);
    }
  });

  it('are followed where they matter for one size of batches alone', async () => {
    const one: Measure = (a, b) => (a.shape[0] === 4 ? scaled(a, b) : tf.mean(tf.square(tf.sub(a, b)), -1));
    const losses: number[][] = [];
    for (const isAccelerated of [false, true]) {
      const optimizer = sgd(0.01);
      const model = prepare(optimizer, {loss: one});
      const undo = isAccelerated ? accelerate(model, {stepsPerExecution: 1}) : () => {};
      const seen: number[] = [];
      for (const each of [1, 5]) {
        set(each);
        seen.push(...((await inBatches(16)(model)).history['loss'] as number[]));
      }
      losses.push(seen);
      undo();
      optimizer.dispose();
      model.dispose();
    }
    expectSameNumbers(losses[1]!, losses[0]!, 'losses');
  });

  it('may change from one fit to the next where each is a single step', async () => {
    const [plain, fast] = await bothWays([1, 2, 2, 3, 3, 3, 4], inBatches(20, 1));
    expectSameNumbers(fast!, plain!, 'losses and weights');
  });

  it('are looked at once at the beginning of each fitDataset, and nothing is left behind', async function () {
    if (nativeBackend() === null) this.skip();
    set(1);
    const optimizer = adam(0.001);
    const model = prepare(optimizer, {loss: scaled});
    const undo = accelerate(model);
    await fitDataset(model);
    const before = tf.memory().numTensors;
    for (let i = 2; i <= 4; i++) {
      calls = 0;
      await fitDataset(model);
      expect(calls, 'looks').to.equal(1);
      expect(optimizer.iterations).to.equal(i * count);
      expect(tf.memory().numTensors).to.equal(before);
    }
    undo();
    await fitDataset(model);
    expect(calls, 'plain steps after undo').to.equal(1 + count);
    optimizer.dispose();
    model.dispose();
  });

  it('are looked at once at the beginning of each fit, long or short, and nothing is left behind', async function () {
    if (nativeBackend() === null) this.skip();
    set(1);
    const optimizer = adam(0.001);
    const model = prepare(optimizer, {loss: scaled});
    const undo = accelerate(model, {stepsPerExecution: 1});
    await model.fit(x, y, settings);
    const before = tf.memory().numTensors;
    calls = 0;
    await model.fit(x, y, settings);
    expect(calls, 'a long one').to.equal(1);
    expect(optimizer.iterations).to.equal(2 * count);
    expect(tf.memory().numTensors).to.equal(before);
    const few = [x, y].map((all) => tf.slice(all, 0, 2)) as [tf.Tensor, tf.Tensor];
    await model.fit(...few, settings);
    calls = 0;
    for (let i = 0; i < 10; i++) await model.fit(...few, settings);
    expect(calls, 'short ones').to.equal(10);
    undo();
    optimizer.dispose();
    model.dispose();
    tf.dispose(few);
  });
});
