import {existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {loadQuietly, loadTensorflow, shimUtil} from '../../../../lib/native/start/load-tensorflow.ts';
import {bindingPath, locatePackage, packageRoot} from '../../../../lib/native/start/packages.ts';
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
      const {loadQuietly} = await import(${JSON.stringify(join(packageRoot(), 'lib/native/start/load-tensorflow.ts'))});
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

interface Removed {
  isArray: (this: void, value: unknown) => boolean;
  isNullOrUndefined: (this: void, value: unknown) => boolean;
}

describe('shimUtil', () => {
  it('gives a module the two functions that Node 23 removed', () => {
    const module = {} as Removed;
    shimUtil(module);
    for (const value of [[], [1], ['a', 'b']]) expect(module.isArray(value)).to.equal(true);
    for (const value of [{length: 0}, 'a', new Uint8Array(2), null]) expect(module.isArray(value)).to.equal(false);
    for (const value of [null, undefined]) expect(module.isNullOrUndefined(value)).to.equal(true);
    for (const value of [0, '', false, Number.NaN]) expect(module.isNullOrUndefined(value)).to.equal(false);
  });

  it('changes the module that a CommonJS package requires', () => {
    const required = createRequire(import.meta.url)('util') as Removed;
    const before = {...required};
    try {
      shimUtil();
      expect(required.isArray).not.to.equal(before.isArray);
      expect(required.isArray([])).to.equal(true);
    } finally {
      Object.assign(required, {isArray: before.isArray, isNullOrUndefined: before.isNullOrUndefined});
    }
  });
});

describe('loadTensorflow', () => {
  it('is a matter of nothing where the library is loaded', function () {
    if (tf.getBackend() !== 'tensorflow') {
      console.log('the native backend does not run here');
      this.skip();
    }
    expect(loadTensorflow()).to.equal(null);
    expect(tf.getBackend()).to.equal('tensorflow');
  });
});
