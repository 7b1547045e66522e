import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {StudyRun} from '../../../lib/landscape/index.ts';
import {folderStore} from '../../../scripts/interpolate/study-store.ts';
import {createRunFolder} from '../../../scripts/run/folder/open-run-folder.ts';

describe('folderStore', () => {
  it('keeps the ends of a training and the points of its paths for another process', async () => {
    const root = mkdtempSync(join(tmpdir(), 'tfjs-optim-study-'));
    const folder = createRunFolder({command: 'interpolate', root});
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
    const before = tf.memory().numTensors;
    const store = () => folderStore(folder, {model, stemOf: ({seed}) => `seed-${seed}`});
    const run = {seed: 1} as StudyRun;
    const path = {optimizer: 'sgd', seed: 1, control: null};
    expect(await store().ends(run)).to.equal(null);
    const [from, to] = [1, 2].map((value) => [tf.tensor2d([[value], [value]]), tf.tensor1d([-value])]) as [
      tf.Tensor[],
      tf.Tensor[],
    ];
    await store().keepEnds(run, {from, to, diverged: true, history: []});
    const ends = (await store().ends(run))!;
    const values = (tensors: readonly tf.Tensor[]) => tensors.map((tensor) => [...tensor.dataSync()]);
    expect([values(ends.from), values(ends.to)]).to.deep.equal([
      [[1, 1], [-1]],
      [[2, 2], [-2]],
    ]);
    expect({diverged: ends.diverged, history: ends.history}).to.deep.equal({diverged: true, history: []});
    expect(store().points(path).size).to.equal(0);
    store().keepPoints(path, [{index: 3, measurement: {trainLoss: Number.NaN}}]);
    expect([...store().points(path)]).to.deep.equal([[3, {trainLoss: Number.NaN}]]);
    tf.dispose([from, to, [...ends.from], [...ends.to]]);
    expect(tf.memory().numTensors).to.equal(before);
    model.dispose();
    rmSync(root, {recursive: true});
  });
});
