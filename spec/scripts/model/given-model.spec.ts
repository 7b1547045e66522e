import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {chooseLoss, givenObjective, loadGiven} from '../../../scripts/model/given-model.ts';
import {normals, rejection, sequential} from '../../lib/landscape/support.ts';
import type {Dataset} from '../../../lib/data/index.ts';
import {saveModel as save} from './save-model.ts';

const classes = {task: 'classification', name: 'table.csv', outputs: 3} as Dataset;

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
        const {loss, correct} = givenObjective(given.model, name, classes).measure({x, y: labels});
        return [loss.dataSync()[0]!, correct!.dataSync()[0]!];
      });
      expect(measured[0], name).to.be.closeTo(loss!, 1e-5);
      expect(measured[1]! / 20, name).to.be.closeTo(accuracy!, 1e-6);
    }
    expect((await loadGiven(join(folder, 'bare', 'model.json'), surroundings)).loss).to.equal(null);
    expect(() => givenObjective(given.model, 'no such loss', classes)).to.throw(
      /--loss: loss must be one of .* received "no such loss"/,
    );
  });

  it('says what is missing', async () => {
    expect(await rejection(loadGiven(join(folder, 'none'), surroundings))).to.match(/--from: .*none does not exist/);
    symlinkSync('circle', join(folder, 'circle'));
    expect(await rejection(loadGiven(join(folder, 'circle'), surroundings))).to.match(
      /symbolic links lead in a circle/,
    );
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

describe('chooseLoss', () => {
  const ending = (...layers: tf.layers.Layer[]): tf.LayersModel =>
    sequential([tf.layers.dense({units: 3, inputShape: [2], activation: 'relu'}), ...layers]);
  const chosen = (model: tf.LayersModel): string => {
    try {
      return chooseLoss(undefined, [{model, loss: null}], classes) as string;
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('is what was asked for, else what the models tell', () => {
    const model = ending();
    const given = (...losses: (string | null)[]) => losses.map((loss) => ({model, loss}));
    expect(chooseLoss('a', given('b', 'c'), classes)).to.equal('a');
    expect(chooseLoss(undefined, given(null, 'b'), classes)).to.equal('b');
    expect(chooseLoss('', given('b', 'b'), classes)).to.equal('b');
    expect(() => chooseLoss(undefined, given('b', 'c'), classes)).to.throw(
      /trained with different losses \(b, c\): give --loss/,
    );
  });

  it('goes by the last layer where they tell none, and leaves no choice to chance', () => {
    expect(chosen(ending(tf.layers.dense({units: 3, activation: 'softmax'})))).to.equal('categoricalCrossentropy');
    expect(chosen(ending(tf.layers.dense({units: 3}), tf.layers.softmax()))).to.equal('categoricalCrossentropy');
    expect(chosen(ending(tf.layers.dense({units: 3}), tf.layers.activation({activation: 'softmax'})))).to.equal(
      'categoricalCrossentropy',
    );
    expect(chosen(ending(tf.layers.dense({units: 3})))).to.equal('softmaxCrossEntropy');
    for (const last of [{units: 1}, {units: 1, activation: 'sigmoid'}, {units: 3, activation: 'tanh'}] as const) {
      expect(chosen(ending(tf.layers.dense(last)))).to.match(/the model does not tell its loss .*give --loss/);
    }
  });
});
