import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {makePeers, requirements} from '../../../bench/workers/peers-environment.ts';

describe('makePeers', () => {
  const path = process.env['PATH'];
  const {error} = console;
  let folder: string;
  let lines: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'make-peers-'));
    process.env['PATH'] = `${folder}:${path}`;
    lines = [];
    console.error = (line: string) => void lines.push(line);
  });

  afterEach(() => {
    console.error = error;
    process.env['PATH'] = path;
    rmSync(folder, {recursive: true});
  });

  /** A Python that writes down what it is asked and copies itself where `-m venv` should put one. */
  function fakePython(pip: string): void {
    const script = `#!/bin/sh
echo "$@" >> ${folder}/log
if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; fi
if [ "$2" = pip ]; then ${pip}; fi
`;
    mkdirSync(folder, {recursive: true});
    writeFileSync(join(folder, 'python3'), script);
    chmodSync(join(folder, 'python3'), 0o755);
  }

  it('makes an environment and installs pinned versions into it with its own pip', async () => {
    fakePython('true');
    const target = join(folder, 'cache', 'peers');
    expect(await makePeers(target)).to.equal(join(target, 'bin', 'python'));
    const [version, venv, pip] = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
    expect(version).to.equal('--version');
    expect(venv).to.equal(`-m venv ${target}`);
    expect(pip)
      .to.match(/^-m pip install /)
      .and.include('torch==2.13.0');
    for (const requirement of requirements) expect(requirement).to.match(/^[a-z-]+==[\d.]+$/);
    expect(lines).to.have.length(2);
  });

  it('says why pip failed', async () => {
    fakePython("echo 'ERROR: No matching distribution' >&2; exit 1");
    const reason = await makePeers(join(folder, 'peers')).catch((caught: unknown) => caught);
    expect(reason)
      .to.be.an('error')
      .with.property('message')
      .that.matches(/with pip failed: No matching distribution$/);
  });
});
