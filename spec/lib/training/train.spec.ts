import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {batches} from '../../../lib/data/batches.ts';
import {mlp} from '../../../lib/models/mlp.ts';
import {softmaxRegression} from '../../../lib/models/softmax-regression.ts';
import {train, type TrainOptions} from '../../../lib/training/index.ts';
import {clusters, type PlainExamples, tensorsLeft, toExamples} from './support.ts';

const [inputs, classes] = [6, 3];
const plain = clusters(50);
const held = clusters(31, {seed: 1});

const softmax = (row: number[]): number[] => {
  const powers = row.map(Math.exp);
  const total = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / total);
};
const logitsOf = (w: number[][], b: number[], x: number[]): number[] =>
  b.map((bias, c) => x.reduce((sum, value, i) => sum + value * w[i]![c]!, bias));

/** Gradient descent on softmax regression by hand, in float64, over given batches. */
function byHand(w0: number[][], {x, y}: PlainExamples, schedule: Iterable<Int32Array>, rate: number): number[][] {
  const w = w0.map((row) => [...row]);
  const b = Array.from({length: classes}, () => 0);
  for (const batch of schedule) {
    const slope = w.map((row) => row.map(() => 0));
    const biasSlope = b.map(() => 0);
    for (const example of batch) {
      const p = softmax(logitsOf(w, b, x[example]!));
      for (let c = 0; c < classes; c++) {
        const error = (p[c]! - y[example]![c]!) / batch.length;
        biasSlope[c]! += error;
        for (let i = 0; i < inputs; i++) slope[i]![c]! += error * x[example]![i]!;
      }
    }
    for (let c = 0; c < classes; c++) {
      b[c]! -= rate * biasSlope[c]!;
      for (let i = 0; i < inputs; i++) w[i]![c]! -= rate * slope[i]![c]!;
    }
  }
  return [...w, b];
}

const everyBatch = function* (batchSize: number, epochs: number, seed: number): Generator<Int32Array> {
  for (let epoch = 1; epoch <= epochs; epoch++) yield* batches(50, {batchSize, seed, epoch});
};

/** Trains softmax regression with the options and gives its weights, bias last. */
async function trained(options: Partial<TrainOptions>): Promise<{weights: number[][]; start: number[][]}> {
  const data = toExamples(plain);
  const model = softmaxRegression({inputs, classes, seed: 3});
  const start = model.getWeights()[0]!.arraySync() as number[][];
  await train({model, data, optimizer: tf.train.sgd(0.5), epochs: 3, seed: 9, ...options});
  const weights = [...(model.getWeights()[0]!.arraySync() as number[][]), [...model.getWeights()[1]!.dataSync()]];
  tf.dispose([data.x, data.y]);
  model.dispose();
  return {weights, start};
}

function expectClose(received: number[][], wanted: number[][], tolerance = 2e-6): void {
  for (const [i, row] of wanted.entries()) {
    for (const [j, value] of row.entries()) expect(received[i]![j]).to.be.closeTo(value, tolerance);
  }
}

describe('train', () => {
  for (const [name, batchSize] of [
    ['batch N is batch gradient descent', 50],
    ['a batch larger than the data is batch gradient descent', 1000],
    ["'full' is batch gradient descent", 'full'],
    ['batch 1 is stochastic gradient descent', 1],
    ['a ragged last batch is averaged over its own examples', 16],
  ] as const) {
    it(`${name}, as computed in float64`, async () => {
      const {weights, start} = await trained({batchSize});
      const size = batchSize === 'full' ? 50 : batchSize;
      const wanted = byHand(start, plain, everyBatch(size, 3, 9), 0.5);
      expectClose(weights, wanted, 5e-6);
      expect(Math.abs(wanted[0]![0]! - start[0]![0]!)).to.be.greaterThan(1e-3);
    });
  }

  it('the sum form at rate a is the mean form at rate a m', async () => {
    const mean = await trained({batchSize: 10, optimizer: tf.train.sgd(0.3)});
    const sum = await trained({batchSize: 10, optimizer: tf.train.sgd(0.03), reduction: 'sum'});
    expectClose(sum.weights, mean.weights);
    expect(sum.weights).not.to.deep.equal(sum.start);
  });

  it('records mean losses over all examples whatever the chunk and the reduction', async () => {
    const data = toExamples(plain);
    const test = toExamples(held);
    const model = softmaxRegression({inputs, classes, seed: 3});
    const w = model.getWeights()[0]!.arraySync() as number[][];
    for (const [evaluationBatchSize, reduction] of [
      [7, 'sum'],
      [1000, 'mean'],
    ] as const) {
      const optimizer = tf.train.sgd(0.1);
      const {history} = await train({model, data, test, optimizer, epochs: 0, evaluationBatchSize, reduction});
      expect(history).to.have.length(1);
      const record = history[0]!;
      const measured = ({x, y}: PlainExamples): [loss: number, accuracy: number] => {
        const results = x.map((row, k) => {
          const p = softmax(logitsOf(w, [0, 0, 0], row));
          const label = y[k]!.indexOf(1);
          return [-Math.log(p[label]!), p.indexOf(Math.max(...p)) === label ? 1 : 0] as const;
        });
        return [0, 1].map((i) => results.reduce((sum, result) => sum + result[i]!, 0) / x.length) as [number, number];
      };
      expect(record.trainLoss).to.be.closeTo(measured(plain)[0], 1e-6);
      expect(record.trainAccuracy).to.equal(measured(plain)[1]);
      expect(record.testLoss).to.be.closeTo(measured(held)[0], 1e-6);
      expect(record.testAccuracy).to.equal(measured(held)[1]);
      expect(record.trainAccuracy).to.be.within(0.01, 0.99);
      expect(record.learningRate).to.be.closeTo(0.1, 1e-9);
    }
    tf.dispose([data.x, data.y, test.x, test.y]);
    model.dispose();
  });

  it('gives identical records twice, and others for another seed or with replacement', async () => {
    const data = toExamples(plain);
    const run = async (options: Partial<TrainOptions>): Promise<string> => {
      const model = mlp({inputs, widths: [8], classes, seed: 1});
      const optimizer = tf.train.adam(0.01);
      const {history} = await train({model, data, optimizer, epochs: 2, batchSize: 8, diagnostics: true, ...options});
      model.dispose();
      optimizer.dispose();
      return JSON.stringify(history);
    };
    const first = await run({seed: 4});
    expect(await run({seed: 4})).to.equal(first);
    expect(await run({seed: 5})).not.to.equal(first);
    expect(await run({seed: 4, sampling: 'replacement'})).not.to.equal(first);
    tf.dispose([data.x, data.y]);
  });

  it('learns, counts its updates and leaves no tensor behind', async () => {
    const left = await tensorsLeft(async () => {
      const data = toExamples(plain);
      const model = mlp({inputs, widths: [16], classes, seed: 1});
      const optimizer = tf.train.adam(0.05);
      const result = await train({model, data, test: data, optimizer, epochs: 8, batchSize: 16, diagnostics: true});
      expect(result.stopped).to.equal('epochs');
      expect(result.updates).to.equal(32);
      expect(result.history.map(({updates}) => updates)).to.deep.equal([0, 4, 8, 12, 16, 20, 24, 28, 32]);
      expect(result.history.at(-1)!.trainAccuracy).to.be.greaterThan(0.9);
      expect(result.history.at(-1)!.testLoss).to.equal(result.history.at(-1)!.trainLoss);
      expect(result.history[1]!.layers!.map(({name}) => name)).to.deep.equal(['hidden1', 'output']);
      tf.dispose([data.x, data.y]);
      model.dispose();
      optimizer.dispose();
    });
    expect(left).to.equal(0);
  });

  it('minimises any loss of any variables', async () => {
    const data = {x: tf.tensor2d([[0], [1], [2]]), y: tf.tensor2d([[1], [3], [5]])};
    const [a, b] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
    const loss: TrainOptions['loss'] = ({x, y}) => tf.mean(tf.square(tf.sub(tf.add(tf.mul(a, x), b), y)));
    const result = await train({
      loss,
      variables: [a, b],
      data,
      optimizer: tf.train.sgd(0.2),
      epochs: 200,
      batchSize: 'full',
      evaluateEvery: 150,
    });
    expect(a.dataSync()[0]).to.be.closeTo(2, 1e-3);
    expect(b.dataSync()[0]).to.be.closeTo(1, 1e-3);
    expect(result.history.map(({epoch}) => epoch)).to.deep.equal([0, 150, 200]);
    expect(result.history[0]!.trainAccuracy).to.equal(null);
    tf.dispose([data.x, data.y, a, b]);
  });
});
