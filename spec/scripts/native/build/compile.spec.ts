import {mkdirSync, readFileSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'chai';
import {compileBinding} from '../../../../scripts/native/build/compile.ts';
import {nodeHeaders} from '../../../../scripts/native/build/tools.ts';
import {firstThatRuns, run} from '../../../../scripts/native/run.ts';
import {Stage} from '../stage.ts';
import {quietSource} from '../../../../scripts/native/build/quiet-source.ts';
import {sessionRunSource} from '../../../../scripts/native/build/session-run-source.ts';

describe('compileBinding', () => {
  const path = process.env['PATH'];
  let stage: Stage;
  let target: string;
  beforeEach(() => {
    stage = new Stage();
    target = join(stage.folder, 'target');
    mkdirSync(join(target, 'deps', 'lib'), {recursive: true});
  });
  afterEach(() => stage.remove());

  const compile = (): Promise<void> =>
    compileBinding({compiler: ['g++'], headers: '/headers'}, stage.packageFolder, '/include', target);

  it("hands tfjs-node's sources to the compiler, with a library path relative to the result", async () => {
    stage.program('g++', 'echo "$@" >> "$STAGE/log"');
    await compile();
    const line = stage.log.find((argv) => argv.includes('tfjs_binding.node'))!;
    for (const part of [
      '-std=c++17 -fPIC',
      '-shared',
      '-DNAPI_VERSION=8',
      '-I/headers',
      '-I/include',
      'tfjs_backend.cc',
      'session-run.cc',
      '-DTF_SessionRun=OptimSessionRun',
    ]) {
      expect(line).to.include(part);
    }
    expect(line).to.include('-Wl,-rpath,$ORIGIN/../../deps/lib');
    const ofKernel = stage.log.find((argv) => argv.includes('adam.cc'))!;
    for (const part of ['-I/include', '-O3', '-ffp-contract=off', '-c']) expect(ofKernel).to.include(part);
    expect(line).to.include('adam.o').and.include('shared-run.o');
    expect(stage.log.some((argv) => argv.includes('quiet.cc'))).to.equal(true);
    const library = join(target, 'deps', 'lib');
    expect(readlinkSync(join(library, 'libtensorflow.so'))).to.equal('libtensorflow_cc.so.2');
    expect(readlinkSync(join(library, 'libtensorflow_framework.so'))).to.equal('libtensorflow_framework.so.2');
    expect(readFileSync(join(target, 'lib', 'napi-v8', 'quiet.cc'), 'utf8')).to.equal(quietSource);
    expect(readFileSync(join(target, 'lib', 'napi-v8', 'session-run.cc'), 'utf8')).to.equal(sessionRunSource);
  });

  it('does without what the compiler is not up to', async () => {
    stage.program('g++', 'echo "$@" >> "$STAGE/log"; case "$*" in *adam.cc*) exit 1;; esac');
    await compile();
    const line = stage.log.find((argv) => argv.includes('tfjs_binding.node'))!;
    expect(line).to.include('session-run.cc').and.include('shared-run.o').and.not.include('adam');
  });

  it("passes on the compiler's complaint", async () => {
    stage.program('g++', 'echo "a.cc:1: fatal error: c_api.h: No such file" >&2; exit 1');
    const error = await compile().catch((caught: unknown) => caught);
    expect((error as Error).message).to.match(/g\+\+ could not compile .*c_api\.h: No such file/);
  });

  it('has C++ of its own that compiles and loads', async function () {
    process.env['PATH'] = path;
    const compiler = await firstThatRuns([['g++'], ['c++'], ['clang++']]);
    if (process.platform !== 'linux' || compiler === null) {
      console.log('there is no C++ compiler here');
      this.skip();
    }
    const source = stage.file('quiet.cc', quietSource);
    const output = join(stage.folder, 'quiet.node');
    const flags = ['-std=c++17', '-shared', '-fPIC', '-Wall', '-Werror', '-DNAPI_VERSION=8', `-I${nodeHeaders()}`];
    const {code, stderr} = await run(compiler[0]!, [...flags, source, '-o', output], {limit: 60});
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    const script = `const q = require(${JSON.stringify(output)}); q.mute(); q.mute(); console.error('no'); q.unmute(); q.unmute(); console.error('yes')`;
    expect((await run(process.execPath, ['-e', script], {limit: 20})).stderr).to.equal('yes\n');
  });
});
