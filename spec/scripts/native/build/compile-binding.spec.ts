import {mkdirSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'chai';
import {type MissingPart, missingParts, type Part, parts} from '../../../../lib/native/cpp/index.ts';
import {compileBinding} from '../../../../scripts/native/build/compile-binding.ts';
import {firstThatRuns} from '../../../../scripts/native/run-program.ts';
import {Stage} from '../stage.ts';

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

  const compile = (wanted: readonly Part[] = parts): Promise<MissingPart[]> =>
    compileBinding({compiler: ['g++'], headers: '/headers'}, stage.packageFolder, '/include', target, wanted);

  it("hands tfjs-node's sources to the compiler, with a library path relative to the result", async () => {
    stage.program('g++', 'echo "$@" >> "$STAGE/log"');
    expect(await compile()).to.deep.equal([]);
    const line = stage.log.find((argv) => argv.includes('tfjs_binding.node'))!;
    for (const part of [
      '-std=c++17 -fPIC',
      '-shared',
      '-DNAPI_VERSION=8',
      '-I/headers',
      '-I/include',
      'tfjs_backend.cc',
      'session-run.o',
      '-DTF_SessionRun=OptimSessionRun',
    ]) {
      expect(line).to.include(part);
    }
    expect(line).to.include('-Wl,-rpath,$ORIGIN/../../deps/lib');
    const ofKernel = stage.log.find((argv) => argv.includes('update.cc'))!;
    for (const part of ['-I/include', '-O3', '-ffp-contract=off', '-c']) expect(ofKernel).to.include(part);
    expect(line).to.include('update.o').and.include('rule-loops.o').and.include('shared-run.o');
    const ofAddon = stage.log.find((argv) => argv.includes('quiet.cc'))!;
    for (const part of ['-shared', '-I/headers', 'quiet.node']) expect(ofAddon).to.include(part);
    const library = join(target, 'deps', 'lib');
    expect(readlinkSync(join(library, 'libtensorflow.so'))).to.equal('libtensorflow_cc.so.2');
    expect(readlinkSync(join(library, 'libtensorflow_framework.so'))).to.equal('libtensorflow_framework.so.2');
    expect(missingParts(join(target, 'lib', 'napi-v8'))).to.deep.equal([]);
  });

  it('does without what the compiler is not up to, and notes its first error beside the binding', async () => {
    const words =
      'update.cc:9: warning: old\nupdate.cc:10:10: fatal error: op.h: No such file\nupdate.cc:11: error: more';
    stage.program('g++', `echo "$@" >> "$STAGE/log"; case "$*" in *update.cc*) echo '${words}' >&2; exit 1;; esac`);
    const missing = await compile();
    expect(missing).to.deep.equal([{name: 'update', complaint: 'update.cc:10:10: fatal error: op.h: No such file'}]);
    expect(missingParts(join(target, 'lib', 'napi-v8'))).to.deep.equal(missing);
    const line = stage.log.find((argv) => argv.includes('tfjs_binding.node'))!;
    expect(line).to.include('session-run.o').and.include('shared-run.o').and.not.include('update');
  });

  it("does without each of them, and leaves tfjs-node's way to run a session alone then", async () => {
    stage.program('g++', 'echo "$@" >> "$STAGE/log"; case "$*" in *-c*|*quiet.cc*) exit 1;; esac');
    expect((await compile()).map(({name}) => name)).to.have.members(parts.map(({name}) => name));
    const line = stage.log.find((argv) => argv.includes('tfjs_binding.node'))!;
    expect(line).to.not.include('.o ').and.not.include('TF_SessionRun');
  });

  it('goes on where a real compiler meets a part that is no C++', async function () {
    process.env['PATH'] = path;
    const compiler = await firstThatRuns([['g++'], ['c++'], ['clang++']]);
    if (process.platform !== 'linux' || compiler === null) {
      console.log('there is no C++ compiler here');
      this.skip();
    }
    const fine = (name: string, text: string): Part => ({
      name,
      source: () => text,
      flags: [],
      bindingFlags: null,
      without: '',
    });
    const wanted = [fine('whole', 'int whole() { return 1; }'), fine('broken', 'int broken() {\n  return one;\n}')];
    // Reading is enough: the stage has no library to link against.
    const reading = [...compiler, '-fsyntax-only'];
    const missing = await compileBinding(
      {compiler: reading, headers: '/headers'},
      stage.packageFolder,
      '/include',
      target,
      wanted,
    );
    expect(missing.map(({name}) => name)).to.deep.equal(['broken']);
    expect(missing[0]!.complaint).to.match(/broken\.cc:2:\d+: error: .*one/);
    expect(missingParts(join(target, 'lib', 'napi-v8'))).to.deep.equal(missing);
  });

  it("passes on the compiler's complaint", async () => {
    stage.program('g++', 'echo "a.cc:1: fatal error: c_api.h: No such file" >&2; exit 1');
    const error = await compile().catch((caught: unknown) => caught);
    expect((error as Error).message).to.match(/g\+\+ could not compile .*c_api\.h: No such file/);
  });
});
