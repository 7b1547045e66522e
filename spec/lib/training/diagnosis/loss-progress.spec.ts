import {expect} from 'chai';
import {lossProgress, standsStill} from '../../../../lib/training/diagnosis/loss-progress.ts';
import {records} from './support.ts';

describe('lossProgress', () => {
  it('measures the fall of the loss over the run and over its later half', () => {
    const moved = lossProgress(records([2, 1.5, 1.2, 1.1, 1.05]))!;
    expect(moved).to.include({epochs: 4, initialLoss: 2, bestLoss: 1.05});
    expect(moved.progress).to.be.closeTo(0.475, 1e-12);
    expect(moved.lateProgress).to.be.closeTo((1.2 - 1.05) / 1.2, 1e-12);
    expect(standsStill(moved)).to.equal(false);
    expect(standsStill(lossProgress(records([2, 1.5, 1.2, 1.3, 1.195]))!)).to.equal(true);
  });

  it('says nothing about one record, and nothing about halves of short runs', () => {
    expect(lossProgress([])).to.equal(null);
    expect(lossProgress(records([2]))).to.equal(null);
    expect(lossProgress(records([2, 1, 1]))!.lateProgress).to.equal(null);
  });
});
