import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {NodeOnlyError} from '../../../../lib/base/node-only-error.ts';
import {CheckpointError, loadCheckpoint, saveCheckpoint} from '../../../../lib/training/checkpoints/index.ts';
import * as files from '../../../../lib/training/files/index.ts';
import {Adam, adam} from '../../../../optimizers/index.ts';
import {cosineDecay} from '../../../../schedules/index.ts';

function network(): tf.Sequential {
  return tf.sequential({
    layers: [tf.layers.dense({units: 3, inputShape: [2], activation: 'tanh'}), tf.layers.dense({units: 1})],
  });
}

async function thrown(action: () => Promise<unknown>): Promise<Error> {
  try {
    await action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('expected an error');
}

describe('checkpoints in a Blob', () => {
  const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);

  after(() => x.dispose());

  const step = (model: tf.LayersModel, optimizer: tf.Optimizer): void => {
    optimizer.minimize(() => tf.mean(tf.square(model.predict(x) as tf.Tensor)).asScalar());
  };
  const weightsOf = (model: tf.LayersModel): number[][] => model.getWeights().map((weight) => [...weight.dataSync()]);

  it('go on as if training had never stopped, and leave no tensor', async () => {
    const model = network();
    const optimizer = adam(0.1);
    for (let i = 0; i < 3; i++) step(model, optimizer);
    const before = tf.memory().numTensors;
    const blob = await saveCheckpoint({model, optimizer, extra: {note: Infinity}});
    expect(blob).to.be.instanceOf(Blob);
    for (let i = 0; i < 3; i++) step(model, optimizer);
    const wanted = weightsOf(model);
    expect(tf.memory().numTensors).to.equal(before + 1);

    const loaded = await loadCheckpoint(blob, {model, optimizer: ({config}) => new Adam(config as never)});
    expect(loaded.extra).to.deep.equal({note: Infinity});
    expect(loaded.optimizer!.iterations).to.equal(3);
    for (let i = 0; i < 3; i++) step(model, loaded.optimizer!);
    expect(weightsOf(model)).to.deep.equal(wanted);
    model.dispose();
    optimizer.dispose();
    loaded.optimizer!.dispose();
  });

  it('hold the bytes of a file, from whichever door', async () => {
    const variable = tf.variable(tf.tensor1d([1, Number.NaN]));
    const [one, other] = [
      await saveCheckpoint({variables: [variable]}),
      await files.saveCheckpoint({variables: [variable]}),
    ];
    expect(new Uint8Array(await one.arrayBuffer())).to.deep.equal(new Uint8Array(await other.arrayBuffer()));
    variable.assign(tf.tensor1d([0, 0]));
    await files.loadCheckpoint(other, {variables: [variable]});
    expect([...variable.dataSync()]).to.deep.equal([1, Number.NaN]);
    variable.dispose();
  });

  it('are refused where they are damaged, with the name of a file where there is one', async () => {
    const variable = tf.variable(tf.scalar(1));
    const bytes = new Uint8Array(await (await saveCheckpoint({variables: [variable]})).arrayBuffer());
    bytes[bytes.length - 1]! ^= 1;
    const damaged = await thrown(() => loadCheckpoint(new Blob([bytes]), {variables: [variable]}));
    expect(damaged).to.be.instanceOf(CheckpointError);
    expect(damaged.message).to.match(/^checkpoint in a Blob: the file is damaged \(its SHA-256/);
    const named = await thrown(() => loadCheckpoint(new File(['none'], 'mine.ckpt')));
    expect(named.message).to.match(/^checkpoint mine\.ckpt: this is not a checkpoint/);
    const cut = await thrown(() => loadCheckpoint(new Blob([bytes.slice(0, 60)]), {variables: [variable]}));
    expect(cut.message).to.match(/damaged/);
    variable.dispose();
  });

  it('refuse paths and what is no Blob', async () => {
    const path = await thrown(() => saveCheckpoint('run.ckpt' as never));
    expect(path).to.be.instanceOf(NodeOnlyError);
    expect(path.message).to.match(/^saveCheckpoint to a file needs Node.*leave the path out/);
    // Some would write the path second; without a refusal nothing would be on the disk.
    const second = await thrown(() => saveCheckpoint(...([{variables: []}, 'run.ckpt'] as unknown as [object])));
    expect(second).to.be.instanceOf(NodeOnlyError);
    expect(second.message).to.match(/leave the path out and keep the Blob.*tfjs-optim\/training\/files$/);
    for (const path of ['run.ckpt', new URL('file:///run.ckpt')]) {
      expect(await thrown(() => loadCheckpoint(path as never))).to.be.instanceOf(NodeOnlyError);
    }
    expect(await thrown(() => loadCheckpoint({} as never))).to.be.instanceOf(TypeError);
    expect((await thrown(() => saveCheckpoint({modle: 1} as never))).message).to.match(/unknown option "modle"/);
  });

  it('keep a schedule in the configuration of an optimizer', async () => {
    const variable = tf.variable(tf.scalar(1));
    const optimizer = adam(cosineDecay(0.1, {steps: 10}));
    const blob = await saveCheckpoint({variables: [variable], optimizer});
    const {optimizer: again} = await loadCheckpoint(blob, {optimizer: ({config}) => new Adam(config as never)});
    expect((again as Adam).learningRate).to.equal(0.1);
    tf.dispose(variable);
    optimizer.dispose();
    again!.dispose();
  });
});
