import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mlp} from '../../../../lib/models/mlp.ts';
import {type EpochRecord, train} from '../../../../lib/training/index.ts';
import {loadCheckpoint, saveCheckpoint} from '../../../../lib/training/files/index.ts';
import {clusters, tensorsLeft, toExamples} from '../support.ts';

const bits = (weights: tf.Tensor[]): Uint32Array[] =>
  weights.map((weight) => new Uint32Array((weight.dataSync() as Float32Array).slice().buffer));

const build = (seed = 1): tf.Sequential => {
  const model = mlp({inputs: 6, widths: [5], classes: 3, seed});
  model.add(tf.layers.batchNormalization({name: 'normalised'}));
  return model;
};

describe('loadCheckpoint', () => {
  let path = '';
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'checkpoint-')), 'a.ckpt');
  });
  afterEach(() => rmSync(join(path, '..'), {recursive: true}));

  const makers: Record<string, () => tf.Optimizer> = {
    sgd: () => tf.train.sgd(0.1),
    momentum: () => tf.train.momentum(0.1, 0.9),
    adam: () => tf.train.adam(0.01),
    rmsprop: () => tf.train.rmsprop(0.01),
  };
  for (const [name, make] of Object.entries(makers)) {
    it(`a run with ${name} that is resumed gives the records and weights of one that never stopped`, async () => {
      const left = await tensorsLeft(async () => {
        const data = toExamples(clusters(40));
        const straight = build();
        const optimizer = make();
        const shared = {data, test: data, batchSize: 16, seed: 2, diagnostics: true} as const;
        const whole = await train({...shared, model: straight, optimizer, epochs: 2});

        const first = build();
        const before = make();
        const done: EpochRecord[] = [];
        const onEpochEnd = async (record: EpochRecord): Promise<void> => {
          done.push(record);
          await saveCheckpoint(path, {model: first, optimizer: before, history: done});
        };
        await train({...shared, model: first, optimizer: before, epochs: 1, callbacks: {onEpochEnd}});

        const second = build(7);
        const {history, epoch, optimizer: after} = await loadCheckpoint(path, {model: second, optimizer: make});
        expect(epoch).to.equal(1);
        const rest = await train({...shared, model: second, optimizer: after!, epochs: 2, history});
        expect(JSON.stringify(rest.history)).to.equal(JSON.stringify(whole.history));
        expect(rest.updates).to.equal(6);
        expect(rest.history[2]!.layers).to.have.length(3);
        expect(bits(second.getWeights())).to.deep.equal(bits(straight.getWeights()));
        expect(bits(second.getWeights())).not.to.deep.equal(bits(first.getWeights()));
        for (const model of [straight, first, second]) model.dispose();
        for (const each of [optimizer, before, after!]) each.dispose();
        tf.dispose([data.x, data.y]);
      });
      // The momentum of TensorFlow.js does not dispose of its scalars.
      expect(left).to.be.at.most(name === 'momentum' ? 3 : 0);
    });
  }

  it('restores odd numbers bit by bit', async () => {
    const odd = tf.variable(tf.tensor1d([-0, 1e-45, Infinity, Number.NaN, 3.4e38, 1 / 3]));
    const whole = tf.variable(tf.tensor1d([1, -7], 'int32'));
    const wanted = bits([odd, whole]);
    await saveCheckpoint(path, {variables: [odd, whole], extra: {note: [1, 'two']}});
    odd.assign(tf.zeros([6]));
    whole.assign(tf.tensor1d([0, 0], 'int32'));
    const before = tf.memory().numTensors;
    const {extra, saved} = await loadCheckpoint(path, {variables: [odd, whole]});
    expect(tf.memory().numTensors).to.equal(before);
    expect(bits([odd, whole])).to.deep.equal(wanted);
    expect(extra).to.deep.equal({note: [1, 'two']});
    expect(saved).to.equal(null);
    tf.dispose([odd, whole]);
  });

  it('refuses a folder, a pipe, a device and links in a circle without waiting', async function () {
    if (process.platform === 'win32') this.skip();
    const at = (name: string): string => join(path, '..', name);
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('circle', at('circle'));
    const messages: string[] = [];
    for (const file of [at('pipe'), at('.'), at('circle'), '/dev/zero', at('a\0b')])
      messages.push(
        await loadCheckpoint(file).then(
          () => 'accepted',
          (error: Error) => `${error.name} ${error.message}`,
        ),
      );
    for (const [i, reason] of [
      /it cannot be read: it is no regular file \(ENXIO\), give the path of a file that saveCheckpoint wrote/,
      /it is a folder, not a file \(EISDIR\)/,
      /its symbolic links lead in a circle \(ELOOP\)/,
      /no regular file/,
      /it cannot be read: .*null bytes/,
    ].entries()) {
      expect(messages[i])
        .to.match(/^CheckpointError checkpoint /)
        .and.to.match(reason);
    }
  });

  it('hands class and configuration to the function that makes the optimizer', async () => {
    await saveCheckpoint(path, {variables: [], optimizer: tf.train.adam(0.02, 0.8)});
    const {optimizer} = await loadCheckpoint(path, {
      optimizer: ({className, config}) => {
        expect(className).to.equal('Adam');
        return tf.AdamOptimizer.fromConfig(tf.AdamOptimizer, config) as tf.AdamOptimizer;
      },
    });
    expect(optimizer!.getConfig()).to.include({learningRate: 0.02, beta1: 0.8});
    optimizer!.dispose();
  });

  it('refuses what does not fit, and changes nothing then', async () => {
    const model = build();
    await saveCheckpoint(path, {model, optimizer: tf.train.adam(0.1)});
    const refused = async (targets: object, file = path): Promise<string> =>
      loadCheckpoint(file, targets).then(
        () => 'accepted',
        (error: Error) => error.message,
      );
    const wider = mlp({inputs: 6, widths: [4], classes: 3, seed: 5});
    wider.add(tf.layers.batchNormalization({name: 'normalised'}));
    const kept = bits(wider.getWeights());
    expect(await refused({model: wider})).to.match(
      /weight hidden1\/kernel\S* is float32 \[6, 5\], but hidden1\/kernel\S* is float32 \[6, 4\]/,
    );
    expect(bits(wider.getWeights())).to.deep.equal(kept);
    expect(await refused({variables: []})).to.match(/it holds 8 weights \(.*\), the model or variables have 0 \(\)/);
    expect(await refused({optimizer: tf.train.sgd(0.1)})).to.match(/state of the optimizer Adam, received SGD/);
    expect(await refused({}, new URL(`file://${path}`) as never)).to.match(/a path or a Blob.*fileURLToPath\(url\)$/);
    expect(await refused({optimiser: 1})).to.match(/did you mean "optimizer"/);
    expect(await refused({}, join(path, '..', 'none'))).to.match(
      /none: it does not exist \(ENOENT\), give the path of a file that saveCheckpoint wrote/,
    );
    writeFileSync(path, '{}');
    expect(await refused({})).to.match(/a\.ckpt: this is not a checkpoint/);
    await saveCheckpoint(path, {model});
    expect(await refused({optimizer: tf.train.sgd(0.1)})).to.match(/it holds no optimizer/);
    for (const each of [model, wider]) each.dispose();
  });
});
