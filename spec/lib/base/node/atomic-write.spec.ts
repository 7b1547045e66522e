import {expect} from 'chai';
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {writeAtomically} from '../../../../lib/base/node/atomic-write.ts';
import {inTemporaryFolder} from '../../../scripts/run/folder/temporary-folder.ts';

describe('writeAtomically', () => {
  it('replaces a file and leaves no other behind', () => {
    inTemporaryFolder((folder) => {
      const path = join(folder, 'a.txt');
      writeAtomically(path, 'first, longer');
      writeAtomically(path, 'zweite \u00fc');
      expect(readFileSync(path, 'utf8')).to.equal('zweite \u00fc');
      writeAtomically(path, Uint8Array.of(0, 255));
      expect([...readFileSync(path)]).to.deep.equal([0, 255]);
      expect(readdirSync(folder)).to.deep.equal(['a.txt']);
    });
  });

  it('leaves what was there, and no temporary file, when it fails', () => {
    inTemporaryFolder((folder) => {
      const path = join(folder, 'taken');
      mkdirSync(path);
      expect(() => writeAtomically(path, 'text')).to.throw();
      expect(readdirSync(folder)).to.deep.equal(['taken']);
    });
  });
});
