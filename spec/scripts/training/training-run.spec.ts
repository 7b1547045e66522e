import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mnist} from '../../../scripts/mnist/command.ts';
import {trainingRun} from '../../../scripts/training/training-run.ts';
import {captured} from '../../support/console.ts';
import {writeDigits} from '../support/digits.ts';

describe('trainingRun', () => {
  it('makes no folder where Ctrl-C comes before the training', async () => {
    const root = mkdtempSync(join(tmpdir(), 'tfjs-optim-early-'));
    const before = tf.memory().numTensors;
    const abort = new AbortController();
    const given = {data: writeDigits(root), model: 'logreg', optimizers: 'sgd', out: join(root, 'run')};
    const context = {prepare: async () => abort.abort(), signal: abort.signal, program: 'program', commandLine: ''};
    const {result, out, err} = await captured(() =>
      trainingRun('mnist')(given, [], {table: mnist.options, mistakes: [], context}),
    );
    expect({result, out}).to.deep.equal({result: 130, out: []});
    expect(err).to.deep.equal(['\nStopped before anything was written.']);
    expect(existsSync(given.out)).to.equal(false);
    expect(tf.memory().numTensors).to.equal(before);
    rmSync(root, {recursive: true});
  });
});
