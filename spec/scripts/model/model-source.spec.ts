import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {Dataset} from '../../../lib/data/index.ts';
import {modelCatalogue} from '../../../lib/models/index.ts';
import {catalogueNames, isModelPath, parseModelChoice} from '../../../scripts/model/model-choice.ts';
import {type ModelSource, openModel} from '../../../scripts/model/model-source.ts';
import {saveModel} from '../../../scripts/model/save-model.ts';
import {datasetOf} from '../../../scripts/training/comparison.ts';
import {smallComparison} from '../training/small-comparison.ts';

const digits = datasetOf(smallComparison());
const set = (task: Dataset['task'], outputs: number): Dataset => ({
  ...digits,
  name: 'table.csv',
  task,
  shape: [3],
  outputs,
  classes: task === 'classification' ? Array.from({length: outputs}, String) : null,
  train: {x: new Float32Array(3), y: Int32Array.of(0), count: 1},
});
const classes = set('classification', 2);

describe('openModel', () => {
  let folder: string;
  let tensors: number;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-model-'));
    tensors = tf.memory().numTensors;
  });
  after(() => {
    rmSync(folder, {recursive: true});
    expect(tf.memory().numTensors).to.equal(tensors);
  });

  const open = async (text: string, dataset: Dataset, loss?: string): Promise<ModelSource> => {
    const mistakes: string[] = [];
    const choice = await parseModelChoice(text, mistakes);
    if (!choice || mistakes.length > 0) throw new Error(mistakes.join('\n'));
    return openModel(choice, dataset, loss);
  };
  const refusal = async (text: string, dataset: Dataset, loss?: string): Promise<string> => {
    try {
      (await open(text, dataset, loss)).dispose();
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  };
  let written = 0;
  const program = (code: string): string => {
    const path = join(folder, `program${written++}.ts`);
    writeFileSync(path, code);
    return path;
  };
  const weightsOf = (source: ModelSource, seed: number): number[] => {
    const model = source.build(seed);
    const values = model.getWeights().flatMap((weight) => [...weight.dataSync()]);
    model.dispose();
    return values;
  };

  it('builds networks of the catalogue for what the data are', async () => {
    const shape = async (text: string, dataset: Dataset) => {
      const source = await open(text, dataset);
      const model = source.build(1);
      const found = [
        model.inputs[0]!.shape.slice(1),
        model.outputs[0]!.shape.slice(1),
        source.loss.name,
        source.lossName,
      ];
      model.dispose();
      return found;
    };
    expect(await shape('mlp:4', classes)).to.deep.equal([[3], [2], 'softmaxCrossEntropy', 'softmaxCrossEntropy']);
    expect(await shape('logreg', set('regression', 1))).to.deep.equal([
      [3],
      [1],
      'meanSquaredError',
      'meanSquaredError',
    ]);
    const colour = {...digits, shape: [8, 6, 3], outputs: 4};
    expect((await shape('2c2d', colour)).slice(0, 2)).to.deep.equal([[8, 6, 3], [4]]);
    expect((await shape('autoencoder:8-2-8', digits)).slice(1)).to.deep.equal([
      [784],
      'sigmoidCrossEntropy',
      'sigmoidCrossEntropy',
    ]);
    expect(await refusal('2c2d', classes)).to.match(
      /--model 2c2d takes images, and the examples of table\.csv have the shape \[3\]/,
    );
    expect(await refusal('2c2d', {...digits, shape: [2, 2, 1]})).to.match(/--model 2c2d: .*rows/);
    expect(await refusal('autoencoder', classes)).to.match(/takes images, which table\.csv does not have/);
    expect(await refusal('mlp', classes, 'categoricalCrossentropy')).to.match(/loss of probabilities/);
    expect(await refusal('mlp', classes, 'huber')).to.match(/--loss: loss must be one of/);
  });

  it('builds what a program does, with the same weights for the same seed whatever else was drawn', async () => {
    const path = program(
      `export const build = ({inputShape, classes, outputs, tf}: any) => tf.sequential({layers: [
        tf.layers.dense({units: 4, inputShape, activation: 'relu'}), tf.layers.dense({units: outputs})]});`,
    );
    const source = await open(path, classes);
    const first = weightsOf(source, 1);
    Math.random();
    expect(weightsOf(source, 1)).to.deep.equal(first);
    expect(weightsOf(source, 2)).not.to.deep.equal(first);
    expect([source.loss.name, source.draws]).to.deep.equal(['softmaxCrossEntropy', false]);
    const numbers = await open(path, set('regression', 1));
    expect(numbers.loss.name).to.equal('meanSquaredError');
    const other = await open(
      program(
        `export const build = ({inputShape, tf}: any) => tf.sequential({layers: [
          tf.layers.dense({units: 5, inputShape}), tf.layers.dropout({rate: 0.1}), tf.layers.dense({units: 2})]});
        export function distance(y: any, p: any) { return y.sub(p).abs(); }
        export {distance as loss};`,
      ),
      classes,
    );
    expect([other.loss.name, other.lossName, other.draws]).to.deep.equal(['distance', null, true]);
    expect(other.identity).not.to.deep.equal(source.identity);
  });

  it('says what a program lacks', async () => {
    for (const [code, message] of [
      ['export const model = 1;', /must export a function build\(\{.*\}\) .*; it exports .*/],
      ['export const build = () => 3;', /build must give a tf\.LayersModel at once, it gave number/],
      ['export const build = async () => 3;', /it gave a promise/],
      [
        'export const build = () => ({getWeights() {}});',
        /another copy of TensorFlow\.js: use the tf that build is given/,
      ],
      ['export const build = () => { throw new Error("no way"); };', /build failed: no way/],
      ['export const build = 1 +;', /cannot be loaded: /],
      ['export const build = () => 1; export const loss = 3;', /loss must be a name .* or a function .*, it is number/],
    ] as const)
      expect(await refusal(program(code), classes), code).to.match(message);
    expect(await refusal(join(folder, 'none.ts'), classes)).to.match(
      /none\.ts does not exist; give a folder with model\.json/,
    );
    mkdirSync(join(folder, 'empty'));
    expect(await refusal(join(folder, 'empty'), classes)).to.match(/holds no model\.json/);
  });

  it('begins with the weights of a saved model', async () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3], activation: 'softmax'})]});
    await saveModel(model, join(folder, 'saved'));
    const weights = model.getWeights().flatMap((weight) => [...weight.dataSync()]);
    model.dispose();
    const source = await open(join(folder, 'saved'), classes);
    expect([weightsOf(source, 1), weightsOf(source, 2)]).to.deep.equal([weights, weights]);
    expect(source.loss.name).to.equal('categoricalCrossentropy');
    source.dispose();
    expect(await refusal(join(folder, 'saved'), classes, 'softmaxCrossEntropy')).to.match(/loss of logits/);
  });
});

describe('isModelPath', () => {
  it('tells files and folders from networks of the catalogue', () => {
    expect(['a.ts', 'b.mjs', 'model.json', './mlp', '/saved', '../x'].every(isModelPath)).to.equal(true);
    expect(catalogueNames).to.deep.equal(Object.keys(modelCatalogue));
    expect(['mlp', 'mlp:widths=3', 'logreg', 'mlp:64-32,activation=tanh'].some(isModelPath)).to.equal(false);
  });
});
