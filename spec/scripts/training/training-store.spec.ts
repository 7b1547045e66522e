import {expect} from 'chai';
import {createRunFolder} from '../../../scripts/run/folder/open-run-folder.ts';
import type {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {comparisonUnits} from '../../../scripts/training/comparison.ts';
import {dropUnfinishedEvents, finishedUnits, trainingStore} from '../../../scripts/training/training-store.ts';
import {inTemporaryFolder} from '../run/folder/temporary-folder.ts';
import {smallComparison} from './small-comparison.ts';

const inRunFolder = (work: (folder: RunFolder) => void) =>
  inTemporaryFolder((root) => work(createRunFolder({command: 'mnist', root})));

const unitEvent = (key: string) => ({event: 'unit' as const, key, label: 'sgd', optimizer: 'sgd', config: {}, seed: 1});
const record = {
  epoch: 0,
  updates: 0,
  learningRate: 0.1,
  rates: [],
  trainLoss: 2,
  trainAccuracy: null,
  testLoss: null,
  testAccuracy: null,
};
const epochEvent = (key: string) => ({event: 'epoch' as const, key, ...record});
const end = {stopped: 'epochs' as const, divergence: null, updates: 20};

describe('finishedUnits', () => {
  it('counts an epoch that was done again once, and leaves out what has not ended', () => {
    inRunFolder((folder) => {
      const units = comparisonUnits(smallComparison(), 'here');
      const [sgd, adam] = units.map(({key}) => key) as [string, string];
      for (const key of [sgd, adam]) {
        folder.appendEvent(unitEvent(key));
        folder.appendEvent(epochEvent(key));
        folder.appendTimes({key, epoch: 0, seconds: 0});
      }
      folder.appendTimes({key: sgd, epoch: 1, seconds: 7});
      folder.appendTimes({key: sgd, epoch: 1, seconds: 3});
      folder.appendTimes({key: sgd, epoch: 2, seconds: 1});
      trainingStore(folder).put(sgd, end);
      const [unit, ...others] = finishedUnits(folder, units);
      expect(others).to.deep.equal([]);
      expect(unit).to.deep.equal({
        label: 'sgd',
        optimizer: 'sgd',
        config: units[0]!.config,
        seed: 1,
        history: [record],
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
      folder.appendEvent(unitEvent('whole'));
      folder.appendEvent(unitEvent('cut'));
      const store = trainingStore(folder);
      store.put('whole', end);
      folder.appendEvent(epochEvent('cut'));
      for (const known of [store, trainingStore(folder)]) {
        expect([known.has('whole'), known.has('cut')]).to.deep.equal([true, false]);
        expect(known.get('whole')).to.include(end);
        expect(known.get('cut')).to.equal(undefined);
      }
      dropUnfinishedEvents(folder);
      expect(folder.readEvents()).to.deep.equal([unitEvent('whole'), {event: 'end', key: 'whole', ...end}]);
    });
  });
});
