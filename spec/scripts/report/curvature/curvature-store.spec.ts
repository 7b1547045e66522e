import {expect} from 'chai';
import {RunFolder} from '../../../../scripts/run/folder/run-folder.ts';
import {curvatureFile, probedKeys, readCurvature} from '../../../../scripts/report/curvature/curvature-store.ts';
import {sampleRecord} from './sample-record.ts';
import {inTemporaryFolder} from '../folder/temporary-folder.ts';

describe('records of curvature', () => {
  it('are none where nothing was probed', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      expect(probedKeys(folder).size).to.equal(0);
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
      for (const each of records) curvatureFile(folder).append(each);
      expect([...probedKeys(folder)]).to.deep.equal(['late', 'early', 'early, other settings', 'other']);
      expect(readCurvature(folder).map(({key}) => key)).to.deep.equal(['other', 'early, other settings', 'late']);
    });
  });
});
