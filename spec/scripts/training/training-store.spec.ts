import {expect} from 'chai';
import {CommandError} from '../../../scripts/arguments/errors.ts';
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
const lastEvent = (key: string) => ({...epochEvent(key), epoch: 1, updates: 20});

describe('finishedUnits', () => {
  it('counts an epoch that was done again once, and leaves out what has not ended', () => {
    inRunFolder((folder) => {
      const units = comparisonUnits(smallComparison(), 'here');
      const [sgd, adam] = units.map(({key}) => key) as [string, string];
      for (const key of [sgd, adam]) {
        folder.appendEvent(unitEvent(key));
        folder.appendEvent(epochEvent(key));
        folder.appendEvent(lastEvent(key));
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
        history: [record, {...record, epoch: 1, updates: 20}],
        divergence: null,
        seconds: 4,
        updates: 20,
        updatesPerSecond: 5,
        clock: [0, 3],
      });
    });
  });
});

describe('a training that has ended', () => {
  it('counts as not ended where one of its epochs is missing or there twice, and is not reported', () => {
    const [first, second, last] = [0, 1, 2].map((epoch) => ({...epochEvent(''), epoch, updates: 10 * epoch}));
    const damages = [
      [[first, last], /metrics\.jsonl lacks epoch 1 of sgd, seed 1: go on with the run by --resume/],
      [[first, second, second, last], /has epoch 1 twice/],
      [[second, last], /lacks epoch 0/],
      [[first, second], /lacks what follows 10 of 20 updates/],
      [[], /lacks what follows no of 20 updates/],
    ] as const;
    for (const [events, message] of damages) {
      inRunFolder((folder) => {
        const units = comparisonUnits(smallComparison(), 'here');
        const {key} = units[0]!;
        for (const event of events) folder.appendEvent({...event!, key});
        trainingStore(folder).put(key, end);
        expect(trainingStore(folder).has(key)).to.equal(false);
        expect(() => finishedUnits(folder, units)).to.throw(CommandError, message);
        dropUnfinishedEvents(folder);
        expect(folder.readEvents()).to.deep.equal([]);
      });
    }
  });
});

describe('dropUnfinishedEvents', () => {
  it('keeps the events of units that have ended', () => {
    inRunFolder((folder) => {
      folder.appendEvent(unitEvent('whole'));
      folder.appendEvent(epochEvent('whole'));
      folder.appendEvent(lastEvent('whole'));
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
      expect(folder.readEvents()).to.deep.equal([
        unitEvent('whole'),
        epochEvent('whole'),
        lastEvent('whole'),
        {event: 'end', key: 'whole', ...end},
      ]);
    });
  });
});
