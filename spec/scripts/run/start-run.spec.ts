import {join} from 'node:path';
import {expect} from 'chai';
import {diagnoseBackend} from '../../../lib/native/index.ts';
import {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {startedBy, startRun, versionsOf} from '../../../scripts/run/start-run.ts';
import {packageVersion} from '../../../scripts/package-version.ts';
import {inTemporaryFolder} from './folder/temporary-folder.ts';

describe('startRun', () => {
  it('writes what a run is resumed by: options, versions, units, and what followed from the options', async () => {
    const report = await diagnoseBackend();
    inTemporaryFolder((root) => {
      const units = [{key: 'k', seed: 3, config: {rate: 1}, optimizer: 'not written'}];
      const known = {command: 'tfjs-optim mnist', batchSize: 64, source: 'made up'};
      const options = {epochs: 2, batchSize: 'full'};
      const run = startRun('mnist', join(root, 'run'), {options, report, backend: 'here', units, ...known});
      expect(run.path).to.equal(join(root, 'run'));
      const resolved = {...known, units: [{key: 'k', seed: 3, config: {rate: 1}}]};
      expect(run.readJson('config.json')).to.deep.equal({...options, resolved});
      expect(run.readJson('versions.json')).to.deep.equal(versionsOf(report, 'here'));
      expect(run.readJson('versions.json')).to.include({backend: 'here', 'tfjs-optim': packageVersion});
      expect(startedBy(run, 'another')).to.equal('tfjs-optim mnist');
    });
  });
});

describe('startedBy', () => {
  it('is the present command where the folder does not tell', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      folder.writeJson('config.json', {resolved: {}});
      expect(startedBy(folder, 'this one')).to.equal('this one');
    });
  });
});
