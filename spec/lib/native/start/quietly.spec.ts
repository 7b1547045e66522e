import {mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {existsSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {expect} from 'chai';
import {bindingPath} from '../../../../lib/native/start/load-tensorflow.ts';
import {locatePackage} from '../../../../lib/native/start/packages.ts';
import {packageRoot} from '../../../../lib/native/start/package-root.ts';
import {loadQuietly} from '../../../../lib/native/start/quietly.ts';
import {tell} from './scene.ts';

describe('loadQuietly', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
  });
  afterEach(() => rmSync(folder, {recursive: true}));

  it('simply loads where there is no addon that mutes, and lets errors through', () => {
    const addon = join(folder, 'addon.cjs');
    writeFileSync(
      addon,
      'globalThis.loadedQuietly = (globalThis.loadedQuietly ?? 0) + 1; throw new Error("from the addon")',
    );
    expect(() => loadQuietly(addon, '2')).to.throw('from the addon');
    expect((globalThis as {loadedQuietly?: number}).loadedQuietly).to.equal(1);
    delete (globalThis as {loadedQuietly?: number}).loadedQuietly;
  });

  it('mutes the descriptor itself while loading, and only then', async function () {
    const folderOfNode = locatePackage('@tensorflow/tfjs-node');
    const quiet = folderOfNode === null ? '' : join(dirname(bindingPath(folderOfNode)), 'quiet.node');
    if (!existsSync(quiet)) {
      console.log('the addon quiet.node is not built here');
      this.skip();
    }
    symlinkSync(quiet, join(folder, 'quiet.node'));
    writeFileSync(join(folder, 'addon.cjs'), `require('fs').writeSync(2, 'while loading\\n'); throw new Error('no');`);
    const code = `
      const {loadQuietly} = await import(${JSON.stringify(join(packageRoot(), 'lib/native/start/quietly.ts'))});
      const {writeSync} = await import('node:fs');
      for (const level of ['2', '0']) {
        writeSync(2, 'before ' + level + '\\n');
        try { loadQuietly(${JSON.stringify(join(folder, 'addon.cjs'))}, level); } catch {}
        writeSync(2, 'after ' + level + '\\n');
      }`;
    const {stderr} = await tell(packageRoot(), code);
    expect(stderr.split('\n')).to.deep.equal(['before 2', 'after 2', 'before 0', 'while loading', 'after 0']);
  });
});
