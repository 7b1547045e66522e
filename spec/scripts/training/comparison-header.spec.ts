import {expect} from 'chai';
import {diagnoseBackend} from '../../../lib/native/index.ts';
import {defaultEpochs, headerFacts} from '../../../scripts/training/comparison-header.ts';
import {smallComparison} from './small-comparison.ts';

describe('headerFacts', () => {
  const facts = async (changes: Parameters<typeof smallComparison>[0], asked: number | null) => {
    const report = {...(await diagnoseBackend()), backend: 'wasm', threads: 1};
    return headerFacts(smallComparison(changes), {asked, schedule: 'constant', model: 'logreg', report, out: 'runs/x'});
  };

  it('says where the defaults are smaller, and only there', async () => {
    expect((await facts({epochs: 1}, null))['defaults']).to.equal(
      'smaller on the wasm backend: 1 epoch instead of 10 (--epochs changes it)',
    );
    expect(await facts({epochs: 1}, 1)).not.to.have.property('defaults');
    expect(await facts({epochs: defaultEpochs['tensorflow']!}, null)).not.to.have.property('defaults');
  });

  it('says which optimizers are without the schedule', async () => {
    const schedule = () => 0.1;
    const training = async (optimizers: string) => (await facts({optimizers, schedule}, 2))['training'];
    expect(await training('lbfgs,adam,lbfgs:memory=3')).to.match(/schedule constant \(lbfgs without\)$/);
    expect(await training('adam')).to.match(/schedule constant$/);
  });

  it('counts in words', async () => {
    expect(await facts({epochs: 1}, 1)).to.include({training: '1 epoch, batch 20, schedule constant', seed: '1'});
    expect(await facts({seeds: 3, seed: 4}, 2)).to.include({
      seeds: '4 to 6',
      output: 'runs/x',
      optimizers: 'sgd, adam',
    });
    expect((await facts({}, 2))['backend']).to.match(/1 thread$/);
  });
});
