import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {createRunFolder} from '../../../scripts/run/folder/open-run-folder.ts';
import {disposeExamples} from '../../../scripts/model/examples.ts';
import {bestEpoch, checkpointFile, keptEpochs} from '../../../scripts/training/checkpoint-files.ts';
import {type Comparison, comparisonUnits, comparisonExamples} from '../../../scripts/training/comparison.ts';
import {finishedUnits, trainingStore} from '../../../scripts/training/training-store.ts';
import {trainAll} from '../../../scripts/training/train-all.ts';
import {smallComparison} from './small-comparison.ts';

describe('trainAll', () => {
  let root: string;
  let tensors: number;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tfjs-optim-units-'));
    tensors = tf.memory().numTensors;
  });
  afterEach(() => {
    rmSync(root, {recursive: true});
    expect(tf.memory().numTensors).to.equal(tensors);
  });

  const train = async (comparison: Comparison, signal = new AbortController().signal) => {
    const folder = createRunFolder({out: join(root, 'run'), command: 'mnist'});
    const units = comparisonUnits(comparison, 'here');
    const data = comparisonExamples(comparison);
    const results = await trainAll(comparison, {folder, units, data, quiet: true, signal});
    disposeExamples(data);
    return {folder, units, results};
  };

  it('trains one unit after the other, which are read back from the folder', async () => {
    const {folder, units, results} = await train(smallComparison({optimizers: 'sgd:lr=0.001,adam', seeds: 2}));
    expect(results.map(({label, seed}) => `${label} ${seed}`)).to.deep.equal([
      'sgd lr=0.001 1',
      'adam 1',
      'sgd lr=0.001 2',
      'adam 2',
    ]);
    for (const {history, updates, divergence, seconds} of results) {
      expect(history.map(({epoch}) => epoch)).to.deep.equal([0, 1, 2]);
      expect({updates, divergence}).to.deep.equal({updates: 6, divergence: null});
      expect(history[2]!.trainLoss).to.be.below(history[0]!.trainLoss);
      expect(seconds).to.be.above(0);
    }
    for (const [i, {stem}] of units.entries()) {
      const kept = keptEpochs(folder, stem);
      expect(kept, stem).to.deep.equal([...new Set([bestEpoch(results[i]!.history), 2])]);
      expect(kept.every((epoch) => existsSync(checkpointFile(folder, stem, epoch)))).to.equal(true);
    }
    expect(units.every(({key}) => trainingStore(folder).has(key))).to.equal(true);
    const ends = folder.readEvents().filter(({event}) => event === 'end');
    expect(ends.map((end) => 'key' in end && end.key)).to.deep.equal(units.map(({key}) => key));
    expect(finishedUnits(folder, units)).to.deep.equal(results);
  });

  it('starts all from the same weights on the same batches', async () => {
    const {results} = await train(smallComparison({optimizers: 'sgd:lr=0.1,momentum:lr=0.1,momentum=0'}));
    const losses = results.map(({history}) => history.map(({trainLoss}) => trainLoss));
    expect(losses[0]![0]).to.equal(losses[1]![0]);
    for (const [epoch, loss] of losses[0]!.entries()) expect(losses[1]![epoch]).to.be.closeTo(loss, 1e-5);
  });

  it('tells update and rate of a divergence, and the time it took', async () => {
    const {results} = await train(smallComparison({optimizers: 'sgd:lr=1e9,sgd:lr=0.01'}));
    const [lost, kept] = results;
    expect(lost!.divergence).to.include({learningRate: 1e9, update: lost!.updates});
    expect(lost!.updatesPerSecond).to.be.above(0);
    expect(kept!.divergence).to.equal(null);
  });

  it('begins nothing once it is aborted', async () => {
    const abort = new AbortController();
    abort.abort();
    const {folder, results} = await train(smallComparison(), abort.signal);
    expect(results).to.deep.equal([]);
    expect(folder.readEvents()).to.deep.equal([]);
  });
});
