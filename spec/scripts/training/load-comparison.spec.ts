import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {mnist} from '../../../scripts/mnist/command.ts';
import {defaultEpochs} from '../../../scripts/training/comparison-header.ts';
import {datasetOf} from '../../../scripts/training/comparison.ts';
import {loadComparison} from '../../../scripts/training/load-comparison.ts';
import {comparisonOptions, readTraining} from '../../../scripts/training/training-options.ts';
import {writeDigits} from '../support/digits.ts';

describe('loadComparison', () => {
  let folder: string;
  let data: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-comparison-'));
    data = writeDigits(folder);
  });
  after(() => rmSync(folder, {recursive: true}));

  let prepared = 0;
  const context = {signal: new AbortController().signal, prepare: async () => void prepared++};
  const load = async (written: Record<string, string>, epochsOn?: (backend: string) => number) => {
    const read = new ArgumentReader({data, ...written}, mnist.options);
    const {options, choices} = await readTraining(read, comparisonOptions);
    return loadComparison({...options, own: 'kept'}, choices, context, epochsOn);
  };

  it('settles epochs and batch by backend and data where they are left open', async () => {
    const {backend, options, comparison} = await load({'batch-size': 'full', optimizers: 'sgd'});
    expect(backend).to.equal(tf.getBackend());
    expect(options).to.include({own: 'kept', batchSize: 'full', epochs: defaultEpochs[backend]});
    expect(comparison).to.include({batchSize: 300, epochs: defaultEpochs[backend]});
    expect(comparison.optimizers.map(({label}) => label)).to.deep.equal(['sgd']);
    expect(datasetOf(comparison).test.count).to.equal(100);
    expect(prepared).to.equal(1);
  });

  it('takes what was asked for, and the epochs of the caller before those of the backend', async () => {
    const asked = await load({'batch-size': '20', epochs: '3'}, () => 7);
    expect(asked.comparison).to.include({batchSize: 20, epochs: 3});
    expect((await load({}, () => 7)).options.epochs).to.equal(7);
  });

  it('refuses mini-batches for solvers, with what to do', async () => {
    let message = '';
    await load({optimizers: 'lbfgs,adam,newtonCG', 'batch-size': '20'}).catch(
      (error: Error) => (message = error.message),
    );
    expect(message).to.match(
      /^lbfgs, newtonCG: .* --batch-size 20 of 300 examples .*: add --batch-size full, or sampled=true/,
    );
    for (const size of ['full', '300', '500']) await load({optimizers: 'lbfgs', 'batch-size': size});
    await load({optimizers: 'newtonCG:sampled=true', 'batch-size': '20'});
  });
});
