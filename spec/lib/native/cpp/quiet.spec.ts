import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {parts} from '../../../../lib/native/cpp/parts.ts';
import {nodeHeaders} from '../../../../scripts/native/build/tools.ts';
import {firstThatRuns, run} from '../../../../scripts/native/run-program.ts';

const text = parts.find(({name}) => name === 'quiet')!.source();

describe('quiet.cc', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
  });
  afterEach(() => rmSync(folder, {recursive: true}));

  it('has balanced brackets and defines what the loader calls', () => {
    for (const [open, close] of ['()', '{}']) {
      expect(text.split(open!).length, open).to.equal(text.split(close!).length);
    }
    for (const name of ['mute', 'unmute']) expect(text).to.include(`{"${name}", nullptr`);
  });

  it('compiles without a warning, and turns standard error off and on', async function () {
    const compiler = await firstThatRuns([['g++'], ['c++'], ['clang++']]);
    if (process.platform !== 'linux' || compiler === null) {
      console.log('there is no C++ compiler here');
      this.skip();
    }
    const output = join(folder, 'quiet.node');
    const flags = ['-std=c++17', '-shared', '-fPIC', '-Wall', '-Werror', '-DNAPI_VERSION=8', `-I${nodeHeaders()}`];
    const file = join(folder, 'quiet.cc');
    writeFileSync(file, text);
    const {code, stderr} = await run(compiler[0]!, [...flags, file, '-o', output], {limit: 60});
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    const script = `const q = require(${JSON.stringify(output)}); q.mute(); q.mute(); console.error('no'); q.unmute(); q.unmute(); console.error('yes')`;
    expect((await run(process.execPath, ['-e', script], {limit: 20})).stderr).to.equal('yes\n');
  });
});
