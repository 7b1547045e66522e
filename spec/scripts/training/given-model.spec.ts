import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {givenObjective, loadGiven} from '../../../scripts/training/given-model.ts';
import {normals, rejection, sequential} from '../../lib/landscape/support.ts';

/** Writes a model as `model.save` does. */
async function save(model: tf.LayersModel, folder: string, includeOptimizer: boolean): Promise<void> {
  mkdirSync(folder, {recursive: true});
  const handler = tf.io.withSaveHandler(async ({modelTopology, trainingConfig, weightData, weightSpecs}) => {
    writeFileSync(join(folder, 'weights.bin'), Buffer.from(weightData as ArrayBuffer));
    const weightsManifest = [{paths: ['weights.bin'], weights: weightSpecs}];
    writeFileSync(join(folder, 'model.json'), JSON.stringify({modelTopology, trainingConfig, weightsManifest}));
    return {modelArtifactsInfo: {dateSaved: new Date(), modelTopologyType: 'JSON'}};
  });
  await model.save(handler, {includeOptimizer});
}

describe('loadGiven', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-given-'));
  });
  after(() => rmSync(folder, {recursive: true}));
  const surroundings = {option: 'from', model: undefined, dataset: {} as never};

  it('loads a saved model with the loss of its training, which is measured as the model itself measures it', async () => {
    const model = sequential([
      tf.layers.dense({units: 5, inputShape: [4], activation: 'relu', kernelInitializer: 'ones'}),
      tf.layers.dense({units: 3, activation: 'softmax', kernelInitializer: tf.initializers.randomNormal({seed: 1})}),
    ]);
    model.compile({optimizer: 'sgd', loss: 'categoricalCrossentropy', metrics: ['accuracy']});
    await save(model, join(folder, 'full'), true);
    await save(model, join(folder, 'bare'), false);
    const [x, y] = [
      normals([20, 4], 1),
      tf
        .oneHot(
          tf.tensor1d(
            Array.from({length: 20}, (_, i) => i % 3),
            'int32',
          ),
          3,
        )
        .toFloat(),
    ];
    const [loss, accuracy] = (model.evaluate(x, y) as tf.Scalar[]).map((value) => value.dataSync()[0]!);
    const given = await loadGiven(join(folder, 'full'), surroundings);
    expect(given.loss).to.equal('categoricalCrossentropy');
    for (const [name, labels] of [
      ['categoricalCrossentropy', y],
      ['sparseCategoricalCrossentropy', tf.expandDims(tf.argMax(y, -1).toFloat(), -1)],
    ] as const) {
      const measured = tf.tidy(() => {
        const {loss, correct} = givenObjective(given.model, name).measure({x, y: labels});
        return [loss.dataSync()[0]!, correct!.dataSync()[0]!];
      });
      expect(measured[0], name).to.be.closeTo(loss!, 1e-5);
      expect(measured[1]! / 20, name).to.be.closeTo(accuracy!, 1e-6);
    }
    expect((await loadGiven(join(folder, 'bare', 'model.json'), surroundings)).loss).to.equal(null);
    expect(() => givenObjective(given.model, 'no such loss')).to.throw(/unknown loss "no such loss"/);
  });

  it('says what is missing', async () => {
    mkdirSync(join(folder, 'empty'));
    expect(await rejection(loadGiven(join(folder, 'empty'), surroundings))).to.match(/holds no model.json/);
    writeFileSync(join(folder, 'lost.ckpt'), '');
    expect(await rejection(loadGiven(join(folder, 'lost.ckpt'), surroundings))).to.match(
      /lies in no run folder.*give --model/,
    );
    writeFileSync(join(folder, 'empty', 'model.json'), '{"format": "graph-model"}');
    expect(await rejection(loadGiven(join(folder, 'empty'), surroundings))).to.match(
      /cannot be loaded: it holds no layers/,
    );
    writeFileSync(join(folder, 'empty', 'model.json'), '{"modelTopology": {}, "weightsManifest": [{"paths": "w"}]}');
    expect(await rejection(loadGiven(join(folder, 'empty'), surroundings))).to.match(
      /model\.json is not a model that can be loaded: weightsManifest\.0\.paths: .*; save the model again/,
    );
  });
});
