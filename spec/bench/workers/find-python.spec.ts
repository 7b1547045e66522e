import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {expect} from 'chai';
import {findPython, interpreter, peersFolder} from '../../../bench/workers/find-python.ts';

describe('findPython', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'find-python-'));
  });

  after(() => rmSync(folder, {recursive: true}));

  /** A program that answers as a Python with these modules would. */
  function fake(path: string, modules: readonly string[]): string {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, `#!/bin/sh\necho '${JSON.stringify(modules)}'\n`);
    chmodSync(path, 0o755);
    return path;
  }

  it('takes the one that is asked for', async () => {
    const path = fake(join(folder, 'mine'), ['jax']);
    expect(await findPython(path, join(folder, 'none'))).to.deep.equal({path, modules: ['jax']});
  });

  it('takes the one in the cache before the one of the path', async () => {
    const path = fake(interpreter(join(folder, 'peers')), ['torch', 'jax']);
    expect(await findPython(undefined, join(folder, 'peers'))).to.deep.equal({path, modules: ['torch', 'jax']});
  });

  it('takes the one of the path only where it has a framework', async () => {
    const before = process.env['PATH'];
    process.env['PATH'] = `${folder}/bin:${before}`;
    try {
      fake(join(folder, 'bin', 'python3'), []);
      expect(await findPython(undefined, join(folder, 'none'))).to.equal(null);
      fake(join(folder, 'bin', 'python3'), ['torch']);
      expect(await findPython(undefined, join(folder, 'none'))).to.deep.equal({path: 'python3', modules: ['torch']});
    } finally {
      process.env['PATH'] = before;
    }
  });

  it('says that the one asked for does not run', async () => {
    const error = await findPython('/nonexistent/python').catch((reason: unknown) => reason);
    expect(error)
      .to.be.an('error')
      .with.property('message')
      .that.matches(/^\/nonexistent\/python does not run: .*ENOENT/);
  });

  it('keeps the environment of --peers beside the native backend', () => {
    expect(peersFolder({XDG_CACHE_HOME: '/var/cache/me'})).to.equal('/var/cache/me/tfjs-optim/peers');
  });
});
