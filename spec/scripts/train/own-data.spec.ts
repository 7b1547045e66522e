import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {adam} from '../../../optimizers/index.ts';
import {loadData} from '../../../lib/data/files/index.ts';
import {mlp} from '../../../lib/models/index.ts';
import {train} from '../../../lib/training/index.ts';
import {loadSavedModel} from '../../../scripts/model/saved-model.ts';
import {writeArrays, writeBars, writeFlowers, writeHouses, writeParquet} from '../support/own-files.ts';
import {run, start} from '../support/run.ts';
import {saveStockConvNet} from '../support/stock-model.ts';

interface Trained {
  readonly out: string;
  readonly runs: readonly {
    readonly label: string;
    readonly fold?: number;
    readonly trainLoss: number;
    readonly testLoss: number;
    readonly testAccuracy: number | null;
    readonly testR2?: number | null;
  }[];
}

describe("the user's own data in every command", () => {
  let folder: string;
  let tensors: number;
  const at = (name: string): string => join(folder, name);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-own-'));
    tensors = tf.memory().numTensors;
  });
  after(() => {
    rmSync(folder, {recursive: true});
    expect(tf.memory().numTensors).to.equal(tensors);
  });

  const answer = async (...words: string[]): Promise<unknown> => {
    const {result, out, err} = await run(...words);
    expect(result, err.join('\n')).to.equal(0);
    return words.includes('--json') ? JSON.parse(out.join('\n')) : out.join('\n');
  };
  const trained = (name: string, ...words: string[]): Promise<Trained> =>
    answer(
      'train',
      '--optimizers',
      'adam:lr=0.02',
      '--out',
      at(name),
      '--json',
      '--quiet',
      ...words,
    ) as Promise<Trained>;

  /** What is known of every kind of data: it is learned, and all commands go on with its run. */
  async function throughAll(name: string, words: string[], model: string): Promise<Trained> {
    const found = await trained(name, ...words, '--model', model);
    await answer('hessian', at(name), '--probes', 'top', '--eigenvalues', '1', '--examples', '30', '--quiet');
    await answer(
      'interpolate',
      '--from',
      `${at(name)}/adam/seed1@best`,
      '--to',
      at(name),
      '--alphas',
      '0:1:3',
      '--out',
      at(`${name}-line`),
      '--quiet',
    );
    await answer(
      'surface',
      ...words.filter((word) => !/^--(epochs|batch-size)$|^\d+$/.test(word)),
      '--at',
      at(name),
      '--x=0:1:2',
      '--y=0:1:2',
      '--out',
      at(`${name}-plane`),
      '--quiet',
    );
    expect(existsSync(at(`${name}-plane/report.html`))).to.equal(true);
    return found;
  }

  it('trains on a table, with the same numbers as the library gives', async () => {
    const file = writeFlowers(folder);
    const {runs} = await throughAll(
      'flowers',
      ['--data', file, '--target', 'kind', '--epochs', '15', '--batch-size', '16'],
      'mlp:8',
    );
    expect(runs[0]!.testAccuracy).to.be.at.least(0.85);
    const dataset = await loadData(file, {target: 'kind'});
    const model = mlp({inputs: dataset.shape[0]!, widths: [8], classes: 3, seed: 1});
    const tensorsOf = ({x, y, count}: typeof dataset.train) => ({
      x: tf.tensor2d(x as Float32Array, [count, dataset.shape[0]!]),
      y: tf.tidy(() => tf.oneHot(tf.tensor1d(Int32Array.from(y), 'int32'), 3).toFloat()),
    });
    const [data, test] = [tensorsOf(dataset.train), tensorsOf(dataset.test)];
    const optimizer = adam(0.02);
    const {history} = await train({
      model,
      data,
      test,
      optimizer,
      epochs: 15,
      batchSize: 16,
      seed: 1,
      diagnostics: true,
    });
    expect([history.at(-1)!.trainLoss, history.at(-1)!.testLoss]).to.deep.equal([
      runs[0]!.trainLoss,
      runs[0]!.testLoss,
    ]);
    optimizer.dispose();
    model.dispose();
    tf.dispose([data.x, data.y, test.x, test.y]);
  });

  it('learns numbers of a table with missing values, in folds, and tells R^2 and no accuracy', async () => {
    const file = writeHouses(folder);
    const refused = await run('train', '--data', file, '--target', 'price', '--out', at('none'));
    expect(refused.result).to.equal(2);
    expect(refused.err.join('\n')).to.match(/houses\.csv: line 5, column "size": there is no value .*--missing mean/);
    expect(existsSync(at('none'))).to.equal(false);
    const words = ['--data', file, '--target', 'price', '--missing', 'mean', '--epochs', '30', '--batch-size', '16'];
    const {runs} = await trained('folds', ...words, '--model', 'logreg', '--folds', '3');
    expect(runs.map(({fold}) => fold)).to.deep.equal([1, 2, 3]);
    for (const {testAccuracy, testR2} of runs) {
      expect(testAccuracy).to.equal(null);
      expect(testR2).to.be.within(0.8, 1);
    }
    expect(readdirSync(at('folds/checkpoints')).filter((name) => name.includes('-fold2-'))).not.to.deep.equal([]);
    expect(readFileSync(at('folds/report.html'), 'utf8'))
      .to.contain('test R²')
      .and.not.to.contain('Confusion matrix');
    const {runs: dropped} = await throughAll(
      'houses',
      [...words.slice(0, 4), '--missing', 'drop', ...words.slice(6)],
      'mlp:8',
    );
    expect(dropped[0]!.testR2).to.be.greaterThan(0.7);
  });

  it('takes a convolutional network that stock TensorFlow.js built, compiled and saved through all of them', async function () {
    const why = saveStockConvNet(at('conv'));
    if (why !== null) {
      console.log(`      skipped: ${why}`);
      this.skip();
    }
    const {trainingConfig, weightsManifest} = JSON.parse(readFileSync(at('conv/model.json'), 'utf8')) as {
      trainingConfig: {loss: string};
      weightsManifest: readonly {weights: readonly {name: string; group?: string}[]}[];
    };
    expect(trainingConfig.loss).to.equal('categorical_crossentropy');
    expect(weightsManifest[0]!.weights.filter(({group}) => group === 'optimizer')).not.to.deep.equal([]);
    const {runs} = await throughAll('conv-run', ['--data', writeBars(folder), '--epochs', '2'], at('conv'));
    expect(runs[0]!.testAccuracy).to.be.greaterThan(0.4);
    expect(readFileSync(at('conv-run/report.html'), 'utf8')).to.contain('categoricalCrossentropy');
  });

  it('trains on a folder of pictures, grey and smaller, and saves what was best', async () => {
    const words = ['--data', writeBars(folder), '--epochs', '2'];
    const {runs: grey} = await trained(
      'grey',
      ...words,
      '--size',
      '8x8',
      '--colour',
      'grey',
      '--model',
      'mlp:16',
      '--save',
      at('best'),
    );
    expect(grey[0]!.testLoss).to.be.lessThan(0.8);
    const saved = await loadSavedModel(at('best'));
    expect(saved.inputs[0]!.shape).to.deep.equal([null, 64]);
    expect(saved.getUserDefinedMetadata()).to.deep.include({task: 'classification', classes: ['lying', 'standing']});
    saved.dispose();
  });

  it('trains on arrays of NumPy and on Parquet', async () => {
    const arrays = await throughAll(
      'arrays',
      ['--data', writeArrays(folder), '--epochs', '15', '--batch-size', '16'],
      'mlp:8',
    );
    expect(arrays.runs[0]!.testAccuracy).to.be.at.least(0.8);
    const parquet = await throughAll(
      'parquet',
      ['--data', writeParquet(folder), '--target', 'kind', '--epochs', '15', '--batch-size', '16'],
      'logreg',
    );
    expect(parquet.runs[0]!.testAccuracy).to.be.at.least(0.8);
  });

  it('takes a network that a program builds, draws by the seed, and goes on as if nothing had been', async () => {
    const file = writeFlowers(folder);
    writeFileSync(
      at('network.ts'),
      `export const build = ({inputShape, classes, tf}: any) => tf.sequential({layers: [
        tf.layers.dense({units: 8, activation: 'relu', inputShape}),
        tf.layers.dropout({rate: 0.5}),
        tf.layers.dense({units: classes}),
      ]});
      export const loss = (labels: any, predictions: any) => labels.sub(predictions).square().sum(-1);`,
    );
    const words = ['--data', file, '--target', 'kind', '--model', at('network.ts'), '--epochs', '3', '--seeds', '2'];
    const [once, again] = [await trained('program', ...words), await trained('program-2', ...words)];
    const losses = ({runs}: Trained) => runs.map(({trainLoss, testLoss}) => [trainLoss, testLoss]);
    expect(losses(once)).to.deep.equal(losses(again));
    expect(once.runs[0]!.testAccuracy).to.be.within(0, 1);
    expect(new Set(losses(once).flat()).size, 'seeds differ').to.equal(4);
  });

  it('goes on with such a network after SIGKILL as if nothing had been', async () => {
    const words = ['--data', writeFlowers(folder), '--target', 'kind', '--model', at('network.ts')];
    const options = [...words, '--optimizers', 'adam,momentum', '--batch-size', '16', '--epochs', '40', '--quiet'];
    const killed = at('killed');
    const child = start(['train', ...options, '--out', killed], {cwd: folder});
    const lines = (): number =>
      existsSync(join(killed, 'metrics.jsonl'))
        ? readFileSync(join(killed, 'metrics.jsonl'), 'utf8').split('\n').length
        : 0;
    while (child.process.exitCode === null && lines() < 8) await wait(2);
    child.process.kill('SIGKILL');
    const {err} = await child.ended;
    expect([existsSync(killed), existsSync(join(killed, 'report.html'))], err).to.deep.equal([true, false]);
    await answer('train', '--resume', killed, '--quiet');
    await answer('train', ...options, '--out', at('whole'));
    const metrics = (name: string): string => readFileSync(at(`${name}/metrics.jsonl`), 'utf8');
    expect(metrics('killed')).to.equal(metrics('whole'));
  }).timeout(60_000);
});
