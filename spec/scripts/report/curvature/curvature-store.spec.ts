import {appendFileSync} from 'node:fs';
import {expect} from 'chai';
import {CommandError} from '../../../../scripts/arguments/errors.ts';
import {RunFolder} from '../../../../scripts/run/folder/run-folder.ts';
import {curvatureStore, readCurvature} from '../../../../scripts/report/curvature/curvature-store.ts';
import {sampleRecord} from './sample-record.ts';
import {inTemporaryFolder} from '../../run/folder/temporary-folder.ts';

describe('records of curvature', () => {
  it('are none where nothing was probed', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      expect(curvatureStore(folder).size).to.equal(0);
      expect(readCurvature(folder)).to.deep.equal([]);
    });
  });

  it('have all their keys, and count once a moment, by the last, in the order of the training', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      const records = [
        sampleRecord({key: 'late', updates: 20}),
        sampleRecord({key: 'early', updates: 10, loss: 1}),
        sampleRecord({key: 'early, other settings', updates: 10, loss: 2}),
        sampleRecord({key: 'other', label: 'adam'}),
      ];
      const store = curvatureStore(folder);
      for (const each of records) store.put(each.key, each);
      for (const known of [store, curvatureStore(folder)]) {
        expect(known.size).to.equal(4);
        for (const each of records) {
          expect(known.has(each.key)).to.equal(true);
          expect(known.get(each.key)).to.deep.equal(each);
        }
        expect(known.has('another')).to.equal(false);
      }
      expect(readCurvature(folder).map(({key}) => key)).to.deep.equal(['other', 'early, other settings', 'late']);
    });
  });

  it('are refused where a line is none, with its place', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      curvatureStore(folder).put('first', sampleRecord({key: 'first'}));
      appendFileSync(folder.file('curvature.jsonl'), '{"key": "second", "label": 3}\n');
      expect(() => readCurvature(folder)).to.throw(
        CommandError,
        /curvature\.jsonl, line 2 is not a record of curvature: label: .*string.*; remove the line or start a new run$/,
      );
    });
  });
});
