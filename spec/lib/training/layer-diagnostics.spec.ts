import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mlp} from '../../../lib/models/mlp.ts';
import {layerDiagnostics, train} from '../../../lib/training/index.ts';
import {clusters, toExamples} from './support.ts';

const bits = (model: tf.LayersModel): Uint32Array[] =>
  model.getWeights().map((weight) => new Uint32Array((weight.dataSync() as Float32Array).slice().buffer));

describe('layerDiagnostics', () => {
  it('measures a linear layer as arithmetic does', () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2], name: 'line'})]});
    tf.tidy(() => model.setWeights([tf.tensor2d([[1], [2]]), tf.tensor1d([0.5])]));
    const batch = {
      x: tf.tensor2d([
        [1, 1],
        [2, 0],
      ]),
      y: tf.tensor2d([[3], [1]]),
    };
    const optimizer = tf.train.sgd(0.1);
    const before = tf.memory().numTensors;
    const [measured] = layerDiagnostics({
      model,
      loss: 'meanSquaredError',
      batch,
      update: () => {
        const loss = (): tf.Scalar => tf.mean(tf.square(tf.sub(model.apply(batch.x) as tf.Tensor, batch.y)));
        optimizer.minimize(loss);
      },
    });
    // residuals 0.5 and 1.5; gradient w: (0.5 + 3, 0.5), b: 2; w after: (0.65, 1.95), b: 0.3
    expect(measured!.name).to.equal('line');
    expect(measured!.gradientNorm).to.be.closeTo(Math.hypot(3.5, 0.5, 2), 1e-5);
    expect(measured!.updateNorm).to.be.closeTo(0.1 * Math.hypot(3.5, 0.5, 2), 1e-6);
    expect(measured!.weightNorm).to.be.closeTo(Math.hypot(0.65, 1.95, 0.3), 1e-5);
    expect(measured!.relativeChange).to.be.closeTo(measured!.updateNorm / measured!.weightNorm, 1e-9);
    expect(measured!.deadFraction).to.equal(null);
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose([batch.x, batch.y]);
    model.dispose();
    optimizer.dispose();
  });

  it('changes nothing of the training: weights and averages are equal bit by bit with and without', async () => {
    const data = toExamples(clusters(40));
    const run = async (diagnostics: boolean): Promise<Uint32Array[]> => {
      const model = mlp({inputs: 6, widths: [8], classes: 3, seed: 1});
      model.add(tf.layers.batchNormalization({name: 'normalised'}));
      const optimizer = tf.train.adam(0.05);
      const {history} = await train({model, data, optimizer, epochs: 3, batchSize: 16, diagnostics});
      expect(history.map(({layers}) => layers?.length)).to.deep.equal(Array(4).fill(diagnostics ? 3 : undefined));
      const result = bits(model);
      model.dispose();
      optimizer.dispose();
      return result;
    };
    expect(await run(true)).to.deep.equal(await run(false));
    tf.dispose([data.x, data.y]);
  });

  it('tells of no change without an update, and of groups without a model', () => {
    const w = tf.variable(tf.tensor1d([3, 4]), true, 'diagnosed/w');
    const batch = {x: tf.zeros([1]), y: tf.zeros([1])};
    const loss = (): tf.Scalar => tf.sum(tf.square(w));
    expect(layerDiagnostics({loss, variables: [w], batch})).to.deep.equal([
      {name: 'diagnosed', gradientNorm: 10, weightNorm: 5, updateNorm: 0, relativeChange: 0, deadFraction: null},
    ]);
    tf.dispose([w, batch.x, batch.y]);
  });
});
