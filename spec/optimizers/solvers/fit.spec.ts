import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {loadMnist} from '../../../lib/data/files/index.ts';
import {toTensors} from '../../../lib/data/index.ts';
import {mlp} from '../../../lib/models/index.ts';
import {train} from '../../../lib/training/index.ts';
import {conjugateGradient, lbfgs, newtonCG} from '../../../optimizers/index.ts';
import type {Solver} from '../../../optimizers/solvers/solver.ts';

const makers: Readonly<Record<string, () => Solver>> = {
  lbfgs: () => lbfgs(),
  conjugateGradient: () => conjugateGradient(),
  newtonCG: () => newtonCG({products: 10}),
};

const glorot = (seed: number) => tf.initializers.glorotUniform({seed});

const wave = (shape: number[], rate: number): tf.Tensor =>
  tf.tensor(
    Array.from({length: tf.util.sizeFromShape(shape)}, (_, i) => Math.sin(rate * i + Math.sin(9 * i))),
    shape,
  );

/** Full batches in the same order. */
const whole = {batchSize: 24, shuffle: false, verbose: 0} as const;

/** A network, whose hidden layer may be followed by others. */
function network(
  between: tf.layers.Layer[] = [],
  regularizer: tf.serialization.Serializable | null = null,
): tf.Sequential {
  const kernelRegularizer = regularizer === null ? {} : {kernelRegularizer: regularizer as never};
  return tf.sequential({
    layers: [
      tf.layers.dense({
        units: 4,
        inputShape: [3],
        activation: 'tanh',
        kernelInitializer: glorot(1),
        ...kernelRegularizer,
      }),
      ...between,
      tf.layers.dense({units: 2, activation: 'softmax', kernelInitializer: glorot(2)}),
    ],
  });
}

const labelled = (): [tf.Tensor, tf.Tensor] => [
  wave([24, 3], 1.3),
  tf.tidy(() =>
    tf
      .oneHot(
        tf.tensor1d(
          Array.from({length: 24}, (_, i) => Number(Math.sin(i * 4) > 0.2)),
          'int32',
        ),
        2,
      )
      .toFloat(),
  ),
];

describe('solvers in fit', () => {
  for (const [name, make] of Object.entries(makers)) {
    it(`log the loss before each iteration, with its metrics once: ${name}`, async () => {
      const before = tf.memory().numTensors;
      const [x, y] = labelled();
      const model = network([], tf.regularizers.l2({l2: 0.02}));
      const optimizer = make();
      model.compile({optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy']});
      const options = {batchSize: 24, verbose: 0} as const;
      for (let i = 0; i < 6; i++) {
        const [loss, accuracy] = (model.evaluate(x, y, options) as tf.Scalar[]).map((tensor) => {
          const [value] = tensor.dataSync();
          tensor.dispose();
          return value!;
        });
        // evaluate leaves the regulariser out.
        const [kernel] = model.layers[0]!.getWeights();
        const penalty = tf.tidy(() => tf.sum(tf.square(kernel!)).mul(0.02).dataSync()[0]!);
        const {history} = await model.fit(x, y, {...whole, epochs: 1});
        expect((history['loss']![0] as number) / (loss! + penalty) - 1).to.be.within(-1e-5, 1e-5);
        expect(history['acc']![0]).to.be.closeTo(accuracy!, 1e-6);
        expect(optimizer.iterations).to.equal(i + 1);
      }
      model.dispose();
      optimizer.dispose();
      tf.dispose([x, y]);
      expect(tf.memory().numTensors).to.equal(before);
    });

    it(`move the statistics of batch normalisation once an iteration: ${name}`, async () => {
      const [x, y] = labelled();
      const model = network([tf.layers.batchNormalization({momentum: 0.9})]);
      // The hidden layer stands still, so that its statistics are known.
      model.layers[0]!.trainable = false;
      const optimizer = make();
      model.compile({optimizer, loss: 'categoricalCrossentropy'});
      const means = tf.tidy(() => [...tf.mean(model.layers[0]!.apply(x) as tf.Tensor, 0).dataSync()]);
      for (let k = 1; k <= 3; k++) {
        await model.fit(x, y, {...whole, epochs: 1});
        const moving = model.layers[1]!.getWeights()[2]!.dataSync();
        for (const [i, mean] of means.entries()) expect(moving[i]).to.be.closeTo((1 - 0.9 ** k) * mean, 1e-5);
      }
      model.dispose();
      optimizer.dispose();
      tf.dispose([x, y]);
    });

    it(`drop the same units within an iteration, where the loss is a sample: ${name}`, async () => {
      const [x, y] = labelled();
      const masks: string[] = [];
      class Seen extends tf.layers.Layer {
        static className = 'SeenBySolver';
        override computeOutputShape(shape: tf.Shape): tf.Shape {
          return shape;
        }
        override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
          const input = Array.isArray(inputs) ? inputs[0]! : inputs;
          return tf.customGrad((each) => {
            masks.push([...(each as tf.Tensor).dataSync()].map((value) => Number(value === 0)).join(''));
            return {value: tf.clone(each as tf.Tensor), gradFunc: (dy) => dy};
          })(input);
        }
      }
      const sampled = {lbfgs: lbfgs({sampled: true}), conjugateGradient: conjugateGradient({sampled: true})};
      const optimizer = name in sampled ? sampled[name as keyof typeof sampled] : lbfgs({memory: 2, sampled: true});
      const model = network([tf.layers.dropout({rate: 0.5}), new Seen({})]);
      model.compile({optimizer, loss: 'categoricalCrossentropy'});
      for (let i = 0; i < 4; i++) {
        masks.length = 0;
        await model.fit(x, y, {...whole, epochs: 1});
        expect(masks).to.have.length.of.at.least(2);
        expect(new Set(masks).size, `iteration ${i}`).to.equal(1);
        expect(masks[0]).to.include('1');
      }
      model.dispose();
      optimizer.dispose();
      tf.dispose([x, y]);
    });

    it(`weigh classes as one evaluation does: ${name}`, async () => {
      const [x, y] = labelled();
      const model = network();
      const optimizer = make();
      model.compile({optimizer, loss: 'categoricalCrossentropy'});
      const answers = y.dataSync();
      const losses: number[] = [];
      for (let t = 0; t < 5; t++) {
        const chances = tf.tidy(() => (model.predict(x, {batchSize: 24}) as tf.Tensor).dataSync());
        let expected = 0;
        for (let i = 0; i < 24; i++) {
          const label = answers[2 * i + 1]!;
          expected -= ((1 + 2 * label) * Math.log(chances[2 * i + label]!)) / 24;
        }
        const {history} = await model.fit(x, y, {...whole, epochs: 1, classWeight: {0: 1, 1: 3}});
        losses.push(history['loss']![0] as number);
        expect(losses[t]! / expected - 1).to.be.within(-1e-5, 1e-5);
        expect(losses[t]).to.be.at.most(losses[t - 1] ?? Infinity);
      }
      model.dispose();
      optimizer.dispose();
      tf.dispose([x, y]);
    });

    it(`minimise the sum of several outputs: ${name}`, async () => {
      const input = tf.input({shape: [3]});
      const hidden = tf.layers.dense({units: 4, activation: 'tanh', kernelInitializer: glorot(1)}).apply(input);
      const head = (units: number, seed: number): tf.SymbolicTensor =>
        tf.layers.dense({units, kernelInitializer: glorot(seed)}).apply(hidden) as tf.SymbolicTensor;
      const model = tf.model({inputs: input, outputs: [head(1, 2), head(2, 3)]});
      const optimizer = make();
      model.compile({optimizer, loss: ['meanSquaredError', 'meanAbsoluteError'], metrics: ['mse']});
      const [x, a, b] = [wave([24, 3], 1.3), wave([24, 1], 2.1), wave([24, 2], 0.7)];
      const logs: tf.Logs[] = [];
      await model.fit(x, [a, b], {...whole, epochs: 12, callbacks: {onEpochEnd: (_, log) => void logs.push(log!)}});
      const names = Object.keys(logs[0]!);
      expect(names).to.have.length(5);
      for (const log of logs) {
        const [total, first, second] = names.map((each) => log[each]!) as [number, number, number];
        expect(total / (first + second) - 1).to.be.within(-1e-5, 1e-5);
      }
      expect(logs.at(-1)![names[0]!]).to.be.below(0.8 * logs[0]![names[0]!]!);
      model.dispose();
      optimizer.dispose();
      tf.dispose([x, a, b]);
    });

    it(`refuse mini-batches: ${name}`, async () => {
      const [x, y] = labelled();
      const model = network();
      const optimizer = make();
      model.compile({optimizer, loss: 'categoricalCrossentropy'});
      const error = await model.fit(x, y, {...whole, batchSize: 8, epochs: 2}).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(RangeError);
      expect((error as Error).message).to.match(/batchSize as many as there are examples/);
      model.dispose();
      optimizer.dispose();
      tf.dispose([x, y]);
    });
  }
});

describe('solvers in train', () => {
  it('give the same losses compiled and plain, on all data', async () => {
    const digits = await loadMnist();
    const all = toTensors(digits.train);
    const data = {x: tf.slice(all.x, [0, 0], [300, -1]), y: tf.slice(all.y, [0, 0], [300, -1])};
    for (const [name, make] of Object.entries(makers)) {
      const losses: number[][] = [];
      for (const compile of [true, false]) {
        const model = mlp({widths: [8], activation: 'tanh', seed: 1});
        const optimizer = make();
        const before = tf.memory().numTensors;
        const {history, updates} = await train({model, data, optimizer, epochs: 6, batchSize: 'full', compile});
        expect(updates).to.equal(6);
        expect(optimizer.iterations).to.equal(6);
        losses.push(history.map(({trainLoss}) => trainLoss));
        expect(tf.memory().numTensors - before, `${name}: tensors`).to.be.below(30);
        optimizer.dispose();
        model.dispose();
      }
      for (const [i, loss] of losses[0]!.entries()) expect(loss / losses[1]![i]! - 1, name).to.be.within(-1e-3, 1e-3);
      expect(losses[0]!.at(-1)).to.be.below(0.9 * losses[0]![0]!);
    }
    for (const sampled of [false, true]) {
      const model = mlp({widths: [8], activation: 'tanh', seed: 1});
      const optimizer = lbfgs({sampled});
      const run = train({model, data, optimizer, epochs: 1, batchSize: 100});
      const outcome = await run.then(
        ({updates}) => updates,
        (error: unknown) => (error as Error).message,
      );
      if (sampled) expect(outcome).to.equal(3);
      else
        expect(outcome).to.match(/^train: Lbfgs looks along a line .* batchSize must be 'full', received 100 of 300/);
      optimizer.dispose();
      model.dispose();
    }
    tf.dispose([all.x, all.y, data.x, data.y]);
  });
});
