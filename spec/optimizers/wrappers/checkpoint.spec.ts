import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {loadCheckpoint, saveCheckpoint} from '../../../lib/training/files/index.ts';
import {adam, averaged, lookahead, sgd, partitioned, withEvaluationWeights} from '../../../optimizers/index.ts';

const make = (): tf.Optimizer =>
  lookahead(averaged(partitioned([{match: /bias/, optimizer: sgd(0.05)}], adam(0.05)), {decay: 0.5}), {steps: 3});

const network = (): tf.LayersModel =>
  tf.sequential({
    layers: [tf.layers.dense({units: 3, inputShape: [2], activation: 'tanh'}), tf.layers.dense({units: 1})],
  });

describe('checkpoints of wrappers', () => {
  it('give the state to a model whose layers have other names, and training goes on bit by bit', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wrappers-'));
    const path = join(folder, 'run.ckpt');
    const [x, y] = [tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([1, -1], [2, 1])];
    const ends: number[][] = [];
    const go = async (model: tf.LayersModel, optimizer: tf.Optimizer): Promise<void> => {
      for (let t = 0; t < 4; t++) await model.trainOnBatch(x, y);
      const values = (): number[] => model.getWeights().flatMap((weight) => [...weight.dataSync()]);
      ends.push([...values(), ...withEvaluationWeights(optimizer, model, values)]);
    };
    const [first, second] = [network(), network()];
    const optimizers = [make(), make()] as const;
    for (const [i, model] of [first, second].entries())
      model.compile({optimizer: optimizers[i]!, loss: 'meanSquaredError'});
    await go(first, optimizers[0]);
    await saveCheckpoint(path, {model: first, optimizer: optimizers[0]});
    await go(first, optimizers[0]);
    await loadCheckpoint(path, {model: second, optimizer: optimizers[1]});
    await go(second, optimizers[1]);
    expect(ends[2]).to.deep.equal(ends[1]);
    expect(ends[1]).to.not.deep.equal(ends[0]);
    for (const each of [...optimizers, first, second]) each.dispose();
    tf.dispose([x, y]);
    rmSync(folder, {recursive: true});
  });
});
