import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {expect} from 'chai';
import {writePath} from '../../../scripts/interpolate/path-files.ts';
import {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {inTemporaryFolder} from '../run/folder/temporary-folder.ts';

describe('writePath', () => {
  const point = (alpha: number, testLoss: number | null) => ({
    alpha,
    trainLoss: 1 - alpha,
    trainAccuracy: alpha,
    testLoss,
    testAccuracy: null,
  });

  it('writes a line for each point and split, in a file whose name any system takes', () => {
    inTemporaryFolder((path) => {
      const file = writePath(new RunFolder(path), 'sgd lr=0.1 /../x', [point(0, 2), point(1, Number.NaN)], 3);
      expect(basename(file)).to.equal('sgd-lr=0.1-..-x.csv');
      expect(readFileSync(file, 'utf8').split('\n')).to.deep.equal([
        'alpha,split,seed,loss,accuracy',
        '0,train,3,1,0',
        '1,train,3,0,1',
        '0,test,3,2,',
        '1,test,3,NaN,',
        '',
      ]);
    });
  });

  it('leaves the test set out where there is none', () => {
    inTemporaryFolder((path) => {
      const file = writePath(new RunFolder(path), 'path', [point(0, null)], null);
      expect(readFileSync(file, 'utf8')).to.equal('alpha,split,seed,loss,accuracy\n0,train,,1,0\n');
    });
  });
});
