import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {missingParts, missingPartsFile} from '../../../../lib/native/cpp/missing-parts.ts';

describe('missingParts', () => {
  it('are those that a build has noted, none where it has noted nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
    try {
      expect(missingParts(folder)).to.deep.equal([]);
      const noted = [{name: 'adam', complaint: 'adam.cc:1: error: no'}];
      writeFileSync(join(folder, missingPartsFile), JSON.stringify(noted));
      expect(missingParts(folder)).to.deep.equal(noted);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});
