import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mlp} from '../../../../lib/models/mlp.ts';
import {loadCheckpoint, saveCheckpoint} from '../../../../lib/training/files/index.ts';
import {tensorsLeft} from '../support.ts';

describe('saveCheckpoint', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
  });
  afterEach(() => rmSync(folder, {recursive: true}));

  it('replaces an older checkpoint and leaves only that one file', async () => {
    const path = join(folder, 'a.ckpt');
    const left = await tensorsLeft(async () => {
      const model = mlp({inputs: 3, widths: [2], classes: 2, seed: 1});
      await saveCheckpoint(path, {model, epoch: 1});
      const older = readFileSync(path);
      await saveCheckpoint(path, {model, epoch: 1});
      expect(readFileSync(path).equals(older)).to.equal(true);
      await saveCheckpoint(path, {model, epoch: 2});
      expect(readFileSync(path).equals(older)).to.equal(false);
      model.dispose();
    });
    expect(left).to.equal(0);
    expect(readdirSync(folder)).to.deep.equal(['a.ckpt']);
    expect((await loadCheckpoint(path)).epoch).to.equal(2);
  });

  it('leaves nothing when it cannot write, and the optimizer as it was', async () => {
    const variable = tf.variable(tf.tensor1d([1, 2]));
    const optimizer = tf.train.momentum(0.1, 0.9);
    optimizer.applyGradients([{name: variable.name, tensor: tf.tensor1d([1, 1])}]);
    const before = tf.memory().numTensors;
    let message = '';
    await saveCheckpoint(join(folder, 'missing', 'a.ckpt'), {variables: [variable], optimizer}).catch(
      (error: Error) => {
        ({message} = error);
      },
    );
    expect(message).to.match(
      /^checkpoint .*a\.ckpt: it cannot be written: its folder does not exist \(ENOENT\); make the folder first$/,
    );
    expect(readdirSync(folder)).to.deep.equal([]);
    expect(tf.memory().numTensors).to.equal(before);
    optimizer.applyGradients([{name: variable.name, tensor: tf.tensor1d([0, 0])}]);
    expect(variable.dataSync()[0]).to.be.closeTo(1 - 0.1 - 0.09, 1e-6);
  });

  it('refuses model and variables together, and unknown options', async () => {
    const model = mlp({inputs: 3, widths: [], classes: 2});
    const refused = async (state: object): Promise<string> =>
      saveCheckpoint(join(folder, 'a'), state).then(
        () => 'accepted',
        (error: Error) => error.message,
      );
    expect(await refused({model, variables: []})).to.match(/give model or variables, received both/);
    expect(await refused({modell: model})).to.match(/did you mean "model"/);
    model.dispose();
  });

  it('refuses a path that does not come first, and one that is no text', async () => {
    const path = join(folder, 'a.ckpt');
    for (const given of [
      [{variables: []}, path],
      [new URL(`file://${path}`), {variables: []}],
      [undefined, {variables: []}],
    ]) {
      const message = await saveCheckpoint(...(given as [string, object])).then(
        () => 'accepted',
        (error: Error) => error.message,
      );
      expect(message).to.match(/^saveCheckpoint: path must be a string and come first, as in .*, received /);
    }
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});
