import {expect} from 'chai';
import type {EpochRecord} from '../../../lib/training/types.ts';
import {comparisonProgress} from '../../../scripts/terminal/comparison-progress.ts';
import {captured} from '../../support/console.ts';

const record: EpochRecord = {
  epoch: 2,
  updates: 20,
  learningRate: 0.1,
  rates: [],
  trainLoss: 0.5,
  trainAccuracy: 0.8,
  testLoss: 0.25,
  testAccuracy: 0.9,
};
const times = {epoch: 2, seconds: 0.1, evaluationSeconds: 0.1, updatesPerSecond: 123.4, examplesPerSecond: 1000};

const tell = (quiet: boolean) =>
  captured(async () => {
    const progress = comparisonProgress(['sgd'], {epochs: 3, trainings: 1, quiet});
    progress.epoch('sgd', 'seed 1', record, times);
    progress.epoch('sgd', 'seed 1', {...record, testLoss: null, testAccuracy: null}, times);
    progress.unitEnd('sgd', 'seed 1', 'diverged at update 21');
    progress.stop();
  });

describe('comparisonProgress', () => {
  before(function () {
    if (process.stderr.isTTY) this.skip();
  });

  it('prints a line an epoch on standard error where it is no terminal', async () => {
    const {err, out} = await tell(false);
    expect(out).to.deep.equal([]);
    expect(err[0]).to.equal(
      'sgd seed 1 epoch 2/3: train loss 0.5000, test loss 0.2500, test accuracy 90.00 %, 123 updates/s',
    );
    expect(err[1]).to.contain('test loss -, ').and.not.to.contain('accuracy');
    expect(err[2]).to.equal('sgd seed 1: diverged at update 21');
  });

  it('prints nothing when quiet', async () => {
    expect((await tell(true)).err).to.deep.equal([]);
  });
});
