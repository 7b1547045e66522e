import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {plainUpdates} from '../../../lib/update/index.ts';
import type {UpdateRule} from '../../../optimizers/base/index.ts';
import {adam, momentum, rmsprop} from '../../../optimizers/index.ts';
import {randomStream} from '../../../lib/base/random.ts';
import {backendOrSkip, counted} from '../../lib/native/fused/counting.ts';
import {read} from '../gradients.ts';
import {quiet} from '../run.ts';

function examples(): {x: tf.Tensor2D; y: tf.Tensor2D} {
  const random = randomStream(1, 'examples');
  const rows = Array.from({length: 40}, () => [random.normal(), random.normal(), random.normal()]);
  return {x: tf.tensor2d(rows), y: tf.tensor2d(rows.map(([a, b, c]) => [Math.sin(a! + b!), b! * c!]))};
}

function network(seed: number): tf.Sequential {
  const layer = (options: object) =>
    tf.layers.dense({units: 2, kernelInitializer: tf.initializers.glorotNormal({seed}), ...options});
  return tf.sequential({layers: [layer({units: 5, activation: 'tanh', inputShape: [3]}), layer({})]});
}

const variablesOf = (model: tf.LayersModel) =>
  model.trainableWeights.map((weight) => weight.read() as unknown as tf.Variable);

const loss =
  (model: tf.LayersModel, {x, y}: {x: tf.Tensor2D; y: tf.Tensor2D}) =>
  () =>
    tf.losses.meanSquaredError(y, model.predict(x) as tf.Tensor) as tf.Scalar;

/** Trains in turn as a program might, and returns the weights. */
async function story(prepare: (optimizer: UpdateRule) => UpdateRule): Promise<number[][]> {
  const data = examples();
  const models = [network(1), network(2)];
  const [first, second, third] = [adam(0.01, {weightDecay: 0.1}), momentum(0.05), rmsprop(0.01)].map(prepare) as [
    UpdateRule,
    UpdateRule,
    UpdateRule,
  ];
  for (let step = 0; step < 10; step++) {
    for (const model of models) first.minimize(loss(model, data), false, variablesOf(model));
    second.minimize(loss(models[0]!, data), false, variablesOf(models[0]!));
  }
  models[1]!.compile({optimizer: third, loss: 'meanSquaredError'});
  await models[1]!.fit(data.x, data.y, {epochs: 3, batchSize: 16, shuffle: false, ...quiet});
  // Weights set by hand in between.
  tf.tidy(() => models[1]!.setWeights(models[0]!.getWeights()));
  await models[1]!.fit(data.x, data.y, {epochs: 2, batchSize: 16, shuffle: false, ...quiet});
  const ends = models.flatMap((model) => read(model.getWeights()));
  tf.dispose([data.x, data.y]);
  for (const disposable of [...models, first, second, third]) disposable.dispose();
  return ends;
}

describe('fused updates in models', () => {
  it('two optimizers on one model, one on two, fit, setWeights: as with plain updates, and nothing stays', async () => {
    const {numTensors, numBytes} = tf.memory();
    const fused = await story((optimizer) => optimizer);
    const plain = await story((optimizer) => {
      const apply = optimizer.applyGradients.bind(optimizer);
      optimizer.applyGradients = (gradients) => plainUpdates(() => apply(gradients));
      return optimizer;
    });
    for (const [i, values] of plain.entries()) {
      for (const [j, value] of values.entries()) expect(fused[i]![j]).to.be.closeTo(value, 1e-5);
    }
    expect(plain[0]).to.not.deep.equal(plain[4]);
    expect(tf.memory()).to.include({numTensors, numBytes});
  });

  it('updates in place, without a copy, in minimize, trainOnBatch and fit', async function () {
    const backend = backendOrSkip(this);
    const data = examples();
    const model = network(1);
    const optimizer = adam(0.01);
    model.compile({optimizer, loss: 'meanSquaredError'});
    const start = read(model.getWeights());
    await model.fit(data.x, data.y, {epochs: 1, ...quiet});
    const ids = variablesOf(model).map(({dataId}) => dataId);
    const {operations} = counted(backend, () => optimizer.minimize(loss(model, data), false, variablesOf(model)));
    expect(operations.filter((name) => name.startsWith('OptimUpdate'))).to.deep.equal(['OptimUpdate']);
    await model.trainOnBatch(data.x, data.y);
    await model.fit(data.x, data.y, {epochs: 2, batchSize: 16, ...quiet});
    expect(variablesOf(model).map(({dataId}) => dataId)).to.deep.equal(ids);
    expect(read(model.getWeights())).to.not.deep.equal(start);
    tf.dispose([data.x, data.y]);
    for (const disposable of [model, optimizer]) disposable.dispose();
  });

  it('frees all that is native with the variables and the optimizer, in either order', function () {
    const backend = backendOrSkip(this);
    for (const isVariableFirst of [true, false]) {
      const {tensors} = counted(backend, () => {
        const g = tf.ones([3]);
        const w = tf.tidy(() => tf.variable(tf.ones([3])));
        const optimizers = [adam(0.1), momentum(0.1)];
        for (let step = 0; step < 5; step++) for (const each of optimizers) each.applyGradients({[w.name]: g});
        if (isVariableFirst) w.dispose();
        for (const each of optimizers) each.dispose();
        if (!isVariableFirst) w.dispose();
        g.dispose();
      });
      expect(tensors).to.equal(0);
    }
  });
});
