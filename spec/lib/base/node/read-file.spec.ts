import {expect} from 'chai';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openRegular, readBytes} from '../../../../lib/base/node/read-file.ts';

describe('openRegular', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'read-'));
  });
  after(() => rmSync(folder, {recursive: true}));

  it('opens a file, through a link too, and reads a part of it', async () => {
    const path = join(folder, 'a');
    writeFileSync(path, 'abcdef');
    symlinkSync('a', join(folder, 'link'));
    const {file, size} = await openRegular(join(folder, 'link'));
    expect(size).to.equal(6);
    expect(Buffer.from(await readBytes(file, 2, 3)).toString()).to.equal('cde');
    expect(Buffer.from(await readBytes(file, 4, 9)).toString()).to.equal('ef');
    await file.close();
  });

  it('refuses all else without waiting', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('circle', join(folder, 'circle'));
    const codes: unknown[] = [];
    for (const path of ['pipe', '.', 'circle', 'none'].map((name) => join(folder, name)).concat('/dev/zero')) {
      codes.push(await openRegular(path).catch((error: NodeJS.ErrnoException) => error.code));
    }
    expect(codes).to.deep.equal(['ENXIO', 'EISDIR', 'ELOOP', 'ENOENT', 'ENXIO']);
  });
});
