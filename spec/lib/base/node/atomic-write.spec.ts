import {expect} from 'chai';
import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {writeAtomically} from '../../../../lib/base/node/atomic-write.ts';
import {FileError} from '../../../../lib/base/node/file-problem.ts';
import {inTemporaryFolder} from '../../../scripts/run/folder/temporary-folder.ts';

/** The error of the device that is always full. */
function fullDisk(): unknown {
  try {
    writeFileSync('/dev/full', 'text');
    return undefined;
  } catch (error) {
    return error;
  }
}

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
      expect(() => writeAtomically(path, 'text')).to.throw(
        FileError,
        `${path} is a folder, not a file (EISDIR); give the path of a file`,
      );
      expect(readdirSync(folder)).to.deep.equal(['taken']);
      expect(() => writeAtomically(join(folder, 'none', 'a'), 'text')).to.throw(
        FileError,
        /none.a cannot be written: its folder does not exist \(ENOENT\); make the folder first/,
      );
    });
  });

  it('takes the place of no pipe or device, and leaves a file alone that has the temporary name', function () {
    if (process.platform === 'win32') this.skip();
    inTemporaryFolder((folder) => {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      expect(() => writeAtomically(join(folder, 'pipe'), 'text')).to.throw(FileError, /no regular file/);
      expect(() => writeAtomically('/dev/null', 'text')).to.throw(FileError, /no regular file/);
      writeFileSync(join(folder, 'other'), 'kept');
      symlinkSync('other', join(folder, `a.${process.pid}.tmp`));
      symlinkSync('circle', join(folder, 'circle'));
      writeAtomically(join(folder, 'a'), 'text');
      writeAtomically(join(folder, 'circle'), 'text');
      expect(['a', 'other', 'circle'].map((name) => readFileSync(join(folder, name), 'utf8'))).to.deep.equal([
        'text',
        'kept',
        'text',
      ]);
      expect(() => writeAtomically(join(folder, 'a', 'b'), 'text')).to.throw(FileError, /ENOTDIR/);
      symlinkSync('round', join(folder, 'round'));
      expect(() => writeAtomically(join(folder, 'round', 'b'), 'text')).to.throw(FileError, /circle \(ELOOP\); remove/);
    });
  });

  it('names the path where the disk is full', function () {
    if (process.platform !== 'linux') this.skip();
    inTemporaryFolder((folder) => {
      expect(() => {
        throw new FileError(join(folder, 'a'), fullDisk());
      }).to.throw(/a cannot be written: the disk is full \(ENOSPC\); free some space/);
    });
  });
});
