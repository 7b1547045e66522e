import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import type {EpochRecord} from '../../../lib/training/index.ts';
import {parseOptimizers} from '../../../scripts/arguments/optimizer-spec.ts';
import {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {
  bestEpoch,
  checkpointFile,
  checkpointStem,
  dropOtherCheckpoints,
  keptEpochs,
  lastCheckpoint,
} from '../../../scripts/training/checkpoint-files.ts';

const losses = (...test: (number | null)[]): EpochRecord[] =>
  test.map((testLoss, epoch) => ({epoch, testLoss, trainLoss: 10 - epoch}) as EpochRecord);

describe('names of checkpoints', () => {
  it('tell optimizer, rate and seed, and the fold where there is one', () => {
    const stems = parseOptimizers('adam,sgd:lr=0.1,momentum:momentum=0.8,lbfgs:memory=5', []).map((choice) =>
      checkpointStem(choice, 2, null),
    );
    expect(stems).to.deep.equal([
      'adam-lr0.001-seed2',
      'sgd-lr0.1-seed2',
      'momentum-lr0.05-momentum0.8-seed2',
      'lbfgs-memory5-seed2',
    ]);
    expect(checkpointStem({name: 'a', label: 'a name=b/c', rate: null, isRateWritten: false}, 1, 3)).to.equal(
      'a-nameb_c-seed1-fold3',
    );
  });

  it('are found by their epochs, in the order of these, and those of other trainings are not', () => {
    const path = mkdtempSync(join(tmpdir(), 'tfjs-optim-checkpoints-'));
    const folder = new RunFolder(path);
    expect([keptEpochs(folder, 'adam-seed1'), lastCheckpoint(folder, 'adam-seed1')]).to.deep.equal([[], undefined]);
    mkdirSync(join(path, 'checkpoints'));
    for (const name of [
      'adam-seed1-epoch9',
      'adam-seed1-epoch10',
      'adam-seed1-epoch2',
      'adam-seed11-epoch3',
      'adam-seed1-fold2-epoch4',
      'adam-seed1-epochs5',
    ])
      writeFileSync(join(path, 'checkpoints', `${name}.ckpt`), '');
    expect(keptEpochs(folder, 'adam-seed1')).to.deep.equal([2, 9, 10]);
    expect(lastCheckpoint(folder, 'adam-seed1')).to.equal(checkpointFile(folder, 'adam-seed1', 10));
    dropOtherCheckpoints(folder, 'adam-seed1', losses(5, 4, 1, 2));
    expect(keptEpochs(folder, 'adam-seed1')).to.deep.equal([2, 10]);
    expect(readdirSync(join(path, 'checkpoints'))).to.have.length(5);
    rmSync(path, {recursive: true});
  });
});

describe('bestEpoch', () => {
  it('has the least test loss, the first of equals; the least training loss where nothing is tested', () => {
    expect(bestEpoch(losses(3, 1, 1, 2))).to.equal(1);
    expect(bestEpoch(losses(3, Number.NaN, 2, Infinity))).to.equal(2);
    expect(bestEpoch(losses(null, null, null))).to.equal(2);
  });
});
