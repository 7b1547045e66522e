import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'chai';
import {cell, writeCsv} from '../../../scripts/run/csv.ts';
import {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {inTemporaryFolder} from './folder/temporary-folder.ts';

describe('writeCsv', () => {
  it('writes rows into a folder that it makes, with nothing for what was not measured', () => {
    inTemporaryFolder((path) => {
      const rows = [['a', 'b'], [0.5, null].map(cell), ['text', undefined].map(cell)];
      const file = writeCsv(new RunFolder(path), ['paths', 'one.csv'], rows);
      expect(file).to.equal(join(path, 'paths', 'one.csv'));
      expect(readFileSync(file, 'utf8')).to.equal('a,b\n0.5,\ntext,\n');
    });
  });
});
