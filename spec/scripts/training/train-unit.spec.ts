import {expect} from 'chai';
import {createRunFolder} from '../../../scripts/run/folder/open-run-folder.ts';
import type {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {comparisonUnits} from '../../../scripts/training/comparison.ts';
import {dropUnfinishedEvents, endedUnits, finishedUnits} from '../../../scripts/training/train-unit.ts';
import {inTemporaryFolder} from '../report/folder/temporary-folder.ts';
import {smallComparison} from './small-comparison.ts';

const inRunFolder = (work: (folder: RunFolder) => void) =>
  inTemporaryFolder((root) => work(createRunFolder({command: 'mnist', root})));

describe('finishedUnits', () => {
  it('counts an epoch that was done again once, and leaves out what has not ended', () => {
    inRunFolder((folder) => {
      const units = comparisonUnits(smallComparison(), 'here');
      const [sgd, adam] = units.map(({key}) => key);
      for (const key of [sgd, adam]) {
        folder.appendEvent({event: 'unit', key});
        folder.appendEvent({event: 'epoch', key, epoch: 0, trainLoss: 2});
        folder.appendTimes({key, epoch: 0, seconds: 0});
      }
      folder.appendTimes({key: sgd, epoch: 1, seconds: 7});
      folder.appendTimes({key: sgd, epoch: 1, seconds: 3});
      folder.appendTimes({key: sgd, epoch: 2, seconds: 1});
      folder.appendEvent({event: 'end', key: sgd, stopped: 'epochs', divergence: null, updates: 20});
      const [unit, ...others] = finishedUnits(folder, units);
      expect(others).to.deep.equal([]);
      expect(unit).to.deep.equal({
        label: 'sgd',
        optimizer: 'sgd',
        config: units[0]!.config,
        seed: 1,
        history: [{epoch: 0, trainLoss: 2}],
        divergence: null,
        seconds: 4,
        updates: 20,
        updatesPerSecond: 5,
      });
    });
  });
});

describe('dropUnfinishedEvents', () => {
  it('keeps the events of units that have ended', () => {
    inRunFolder((folder) => {
      folder.appendEvent({event: 'unit', key: 'whole'});
      folder.appendEvent({event: 'unit', key: 'cut'});
      folder.appendEvent({event: 'end', key: 'whole'});
      folder.appendEvent({event: 'epoch', key: 'cut'});
      expect([...endedUnits(folder)]).to.deep.equal(['whole']);
      dropUnfinishedEvents(folder);
      expect(folder.readEvents()).to.deep.equal([
        {event: 'unit', key: 'whole'},
        {event: 'end', key: 'whole'},
      ]);
    });
  });
});
