import {expect} from 'chai';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createRunFolder} from '../../../scripts/run/folder/open-run-folder.ts';
import {writeReport} from '../../../scripts/report/write-report.ts';
import {inTemporaryFolder} from './folder/temporary-folder.ts';
import {sampleReport} from './sample-report.ts';

describe('writeReport', () => {
  it('writes the page and a file for each figure', () => {
    inTemporaryFolder((root) => {
      const folder = createRunFolder({out: join(root, 'run'), command: 'mnist'});
      const paths = writeReport(folder, sampleReport({labels: ['sgd', 'adam'], seeds: 1, epochs: 2}));
      expect(paths).to.have.length(8);
      expect(paths.every((path) => existsSync(path))).to.equal(true);
      expect(readFileSync(paths[0]!, 'utf8')).to.match(/^<!doctype html>/);
      expect(readdirSync(folder.path).sort()).to.deep.equal(['figures', 'report.html']);
      expect(readdirSync(folder.file('figures'))).to.include.members(['loss.svg', 'mistakes.svg']);
    });
  });
});
