import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {interpolate} from '../../../../lib/landscape/index.ts';
import {initializeWeights} from '../../../../lib/models/index.ts';
import {batchNormLayers} from '../../../../lib/models/parts/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {disposeSets, leakFree, normals, values} from '../support.ts';

type Symbolic = tf.SymbolicTensor;

const through = (x: Symbolic, ...layers: tf.layers.Layer[]): Symbolic =>
  layers.reduce((rest, layer) => layer.apply(rest) as Symbolic, x);
const dense = (units: number): tf.layers.Layer => tf.layers.dense({units, activation: 'tanh'});
const norm = (name: string): tf.layers.Layer => tf.layers.batchNormalization({name});

const functional = (apply: (x: Symbolic) => Symbolic): tf.LayersModel => {
  const inputs = tf.input({shape: [4]});
  return tf.model({inputs, outputs: apply(inputs)});
};

/** A model, without the tensors that random initial values leave behind. */
function made(build: () => tf.LayersModel): tf.LayersModel {
  const models: tf.LayersModel[] = [];
  tf.tidy(() => void models.push(build()));
  return models[0]!;
}

const sum = (...branches: Symbolic[]): Symbolic => tf.layers.add().apply(branches) as Symbolic;

/** Models with two and more normalisations, which their layers list in another order than their branches call them. */
const models: Readonly<Record<string, () => tf.LayersModel>> = {
  'branches of different length': () =>
    functional((x) => {
      const short = through(x, norm('short'), dense(3));
      const long = through(x, dense(5), norm('long'), dense(3), norm('longer'));
      return through(sum(short, long), dense(2));
    }),
  'the shorter branch last': () =>
    functional((x) => {
      const long = through(x, dense(3), norm('deep'), dense(3), dense(3));
      const short = through(x, dense(3), norm('shallow'));
      return through(sum(short, long), norm('top'), dense(2));
    }),
  'a model within': () =>
    functional((x) => {
      const inputs = tf.input({shape: [3]});
      const inner = tf.model({inputs, outputs: through(inputs, norm('inner'), dense(3))});
      const side = through(x, dense(3), norm('side'));
      const inside = through(x, norm('before'), dense(3), inner);
      return through(sum(side, inside), dense(2));
    }),
  'a residual block': () =>
    functional((x) => {
      const start = through(x, dense(3), norm('start'));
      const block = through(start, dense(3), norm('first'), dense(3), norm('second'));
      return through(sum(block, start), norm('end'), dense(2));
    }),
};

/** Moments of each column, in float64. */
function moments(x: tf.Tensor): {mean: number[]; variance: number[]} {
  const [count, width] = x.shape as [number, number];
  const data = x.dataSync();
  const column = (k: number): number[] => Array.from({length: count}, (_, i) => data[i * width + k]!);
  const meanOf = (list: number[]): number => list.reduce((total, value) => total + value, 0) / list.length;
  const columns = Array.from({length: width}, (_, k) => column(k));
  const mean = columns.map(meanOf);
  return {mean, variance: columns.map((list, k) => meanOf(list.map((value) => (value - mean[k]!) ** 2)))};
}

type Statistics = Record<string, {mean: number[]; variance: number[]}>;

/** The statistics that the layers have when a point is measured. */
async function recalibrated(model: tf.LayersModel, data: Examples): Promise<Statistics> {
  let found: Statistics = {};
  const from = model.getWeights();
  const evaluate = (): number => {
    found = Object.fromEntries(
      batchNormLayers(model).map(({name, movingMean, movingVariance}) => [
        name,
        {mean: [...movingMean.read().dataSync()], variance: [...movingVariance.read().dataSync()]},
      ]),
    );
    return 0;
  };
  await interpolate({model, from, to: from, alphas: [0.5], data, evaluate});
  return found;
}

function expectStatistics(actual: Statistics, expected: Statistics): void {
  expect(Object.keys(actual).sort()).to.deep.equal(Object.keys(expected).sort());
  for (const [name, {mean, variance}] of Object.entries(expected)) {
    for (const [k, value] of mean.entries())
      expect(actual[name]!.mean[k], `mean of ${name}`).to.be.closeTo(value, 2e-5);
    for (const [k, value] of variance.entries()) {
      expect(actual[name]!.variance[k], `variance of ${name}`).to.be.closeTo(value, 2e-5);
    }
  }
}

const examples = (count: number, outputs = 2): Examples => ({
  x: normals([count, 4], 1),
  y: normals([count, outputs], 2),
});

describe('recalibration of batch normalisation', () => {
  leakFree();

  for (const [name, build] of Object.entries(models)) {
    it(`of ${name}: each layer has the moments of its own input`, async () => {
      const model = made(build);
      initializeWeights(model, {seed: 3});
      // Statistics and scales that are not those of another layer.
      batchNormLayers(model).forEach((layer, k) => {
        const own = layer.getWeights().map((weight, i) => tf.add(weight, 0.3 * (k + 1) + 0.1 * i));
        layer.setWeights(own);
        tf.dispose(own);
      });
      const data = examples(30);
      const found = await recalibrated(model, data);
      // The moments of what enters each layer of the model as it predicts with these statistics.
      const before = model.getWeights().map((weight) => tf.clone(weight));
      const expected: Statistics = {};
      tf.tidy(() => {
        for (const layer of batchNormLayers(model)) {
          const {mean, variance} = found[layer.name]!;
          const [gamma, beta] = layer.getWeights();
          layer.setWeights([gamma!, beta!, tf.tensor1d(mean), tf.tensor1d(variance)]);
        }
        for (const layer of batchNormLayers(model)) {
          const call = layer.call.bind(layer);
          layer.call = (inputs, options) => {
            expected[layer.name] = moments(Array.isArray(inputs) ? inputs[0]! : inputs);
            return call(inputs, options);
          };
        }
        void model.predict(data.x);
        for (const layer of batchNormLayers(model)) delete (layer as Partial<typeof layer>).call;
        model.setWeights(before);
      });
      expectStatistics(found, expected);
      disposeSets(data);
      tf.dispose(before);
      model.dispose();
    });
  }

  it('of a layer that is called twice: the mean of the moments of both calls', async () => {
    const model = made(() => {
      const shared = norm('shared');
      return functional((x) =>
        sum(
          through(x, shared),
          through(through(x, tf.layers.dense({units: 4, name: 'scale', useBias: false})), shared),
        ),
      );
    });
    const scale = tf.tidy(() => tf.keep(tf.mul(tf.eye(4), 3)));
    model.getLayer('scale').setWeights([scale]);
    scale.dispose();
    const data = examples(20, 4);
    const {mean, variance} = moments(data.x);
    expectStatistics(await recalibrated(model, data), {
      shared: {
        mean: mean.map((value) => (value + 3 * value) / 2),
        variance: variance.map((value) => (value + 9 * value) / 2),
      },
    });
    disposeSets(data);
    const shared = model.getLayer('shared');
    model.dispose();
    // A model counts a layer that it calls twice once less than it was applied.
    shared.dispose();
  });

  it('of a layer at every time', async () => {
    const model = made(() => {
      const inputs = tf.input({shape: [2, 4]});
      const outputs = through(inputs, tf.layers.timeDistributed({layer: norm('inner')}));
      return tf.model({inputs, outputs});
    });
    const data = {x: normals([20, 2, 4], 1), y: normals([20, 2, 4], 2)};
    const [first, second] = [0, 1].map((time) =>
      tf.tidy(() => moments(tf.reshape(tf.slice(data.x, [0, time, 0], [20, 1, 4]), [20, 4]))),
    );
    const mean = (a: number[], b: number[]): number[] => a.map((value, i) => (value + b[i]!) / 2);
    expectStatistics(await recalibrated(model, data), {
      inner: {mean: mean(first!.mean, second!.mean), variance: mean(first!.variance, second!.variance)},
    });
    disposeSets(data);
    model.dispose();
  });

  it('of data in unequal pieces: each counts with its number of examples', async () => {
    const model = made(() => functional((x) => through(x, norm('only'))));
    // 500 and 1, of which the last is far from the others.
    const data = tf.tidy(() => ({
      x: tf.concat([normals([500, 4], 1), tf.mul(tf.ones([1, 4]), 50)]),
      y: tf.zeros([501, 4]),
    }));
    const rows = tf.slice(data.x, [0, 0], [500, 4]);
    const {mean, variance} = moments(rows);
    expectStatistics(await recalibrated(model, data), {
      only: {
        mean: mean.map((value) => (500 * value + 50) / 501),
        variance: variance.map((value) => (500 * value) / 501),
      },
    });
    rows.dispose();
    disposeSets(data);
    model.dispose();
  });

  it('gives the loss of the model as its own statistics would: one step behind, by hand', async () => {
    const model = made(() =>
      functional((x) =>
        sum(through(x, norm('plain')), through(x, tf.layers.dense({units: 4, name: 'twice'}), norm('scaled'))),
      ),
    );
    const kernel = tf.tidy(() => tf.keep(tf.mul(tf.eye(4), 2)));
    const bias = tf.ones([4]);
    model.getLayer('twice').setWeights([kernel, bias]);
    tf.dispose([kernel, bias]);
    const data = examples(20, 4);
    const from = model.getWeights();
    const [point] = await interpolate({model, from, to: from, alphas: [0], data, loss: 'meanSquaredError'});
    const {mean, variance} = moments(data.x);
    const [x, y] = [values([data.x]), values([data.y])];
    const losses = x.map((value, i) => {
      const k = i % 4;
      const z = value - mean[k]!;
      return (z / Math.sqrt(variance[k]! + 1e-3) + (2 * z) / Math.sqrt(4 * variance[k]! + 1e-3) - y[i]!) ** 2;
    });
    expect(point!['trainLoss']).to.be.closeTo(losses.reduce((a, b) => a + b, 0) / losses.length, 1e-4);
    disposeSets(data);
    model.dispose();
  });
});
