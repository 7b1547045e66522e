import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {expect} from 'chai';
import {parts} from '../../../lib/native/cpp/index.ts';
import {packageRoot} from '../../../lib/native/start/packages.ts';
import {recordDigests} from '../../../scripts/native/build/digests.ts';
import {ensureNative} from '../../../scripts/native/ensure-native.ts';
import {run} from '../../../scripts/native/run-program.ts';
import {linkBuild} from '../../../scripts/native/ways.ts';
import {compilerProgram, Stage, stageWheel, wheelApplies} from './stage.ts';

describe('ensureNative', () => {
  let stage: Stage;
  beforeEach(function () {
    if (!wheelApplies()) this.skip();
    stage = new Stage();
  });
  afterEach(() => stage?.remove());

  const ensure = (): ReturnType<typeof ensureNative> =>
    ensureNative({quiet: true, packageFolder: stage.packageFolder, wheel: stageWheel});
  const built = ['download', 'unpack', ...Array<string>(parts.length + 1).fill('compile')];
  const removeNative = (): void => {
    for (const part of ['deps', 'lib']) rmSync(join(stage.packageFolder, part), {recursive: true, force: true});
  };

  it('builds from nothing, leaves no work behind, and is ready from then on', async () => {
    expect(await ensure()).to.deep.equal({ready: true, how: 'wheel'});
    expect(stage.log).to.deep.equal(built);
    expect(readdirSync(stage.cache).filter((name) => /work|lock/.test(name))).to.deep.equal([]);
    const library = realpathSync(join(stage.packageFolder, 'deps', 'lib', 'libtensorflow.so'));
    expect(library.startsWith(realpathSync(stage.cache))).to.equal(true);
    expect(readFileSync(library, 'utf8').trim()).to.equal('cc');
    writeFileSync(join(stage.packageFolder, 'index.js'), 'throw new Error("must not be loaded again")');
    expect(await ensure()).to.deep.equal({ready: true, how: 'loads'});
    expect(stage.log).to.deep.equal(built);
  });

  it('only links in a second checkout', async () => {
    await ensure();
    removeNative();
    expect(await ensure()).to.deep.equal({ready: true, how: 'wheel'});
    expect(stage.log).to.deep.equal(built);
  });

  it('replaces an older build of this package, and keeps it where the new one cannot be had', async () => {
    await ensure();
    const [name] = readdirSync(stage.cache).filter((each) => each.startsWith('tensorflow-'));
    const older = join(stage.cache, 'tensorflow-older');
    renameSync(join(stage.cache, name!), older);
    await linkBuild(older, stage.packageFolder);
    stage.without('g++');
    const kept = await ensure();
    expect(kept).to.include({ready: true, how: 'loads'});
    expect(kept.reason).to.match(/an older build, because .*C\+\+ compiler/);
    expect(readlinkSync(join(stage.packageFolder, 'lib', 'napi-v8'))).to.include('tensorflow-older');
    stage.program('g++', compilerProgram);
    expect(await ensure()).to.deep.equal({ready: true, how: 'wheel'});
    expect(stage.log).to.deep.equal([...built, ...built]);
    expect(readlinkSync(join(stage.packageFolder, 'lib', 'napi-v8'))).to.include(name);
    expect(await ensure()).to.deep.equal({ready: true, how: 'loads'});
  });

  it('leaves a binding that is not its own alone, and takes its own in its place where that is asked for', async () => {
    await ensure();
    for (const part of ['deps/lib', 'lib/napi-v8']) {
      const link = join(stage.packageFolder, part);
      const target = realpathSync(link);
      rmSync(link);
      cpSync(target, link, {recursive: true});
    }
    await recordDigests(stage.packageFolder);
    expect(await ensure()).to.deep.equal({ready: true, how: 'loads'});
    const asked = {quiet: true, build: true, packageFolder: stage.packageFolder, wheel: stageWheel};
    expect(await ensureNative(asked)).to.deep.equal({ready: true, how: 'wheel'});
    expect(readlinkSync(join(stage.packageFolder, 'lib', 'napi-v8'))).to.include(realpathSync(stage.cache));
    expect(await ensureNative(asked)).to.deep.equal({ready: true, how: 'loads'});
    // The cache had it.
    expect(stage.log).to.deep.equal(built);
  });

  it('takes the build of another version where it can have no other', async () => {
    await ensure();
    const [name] = readdirSync(stage.cache).filter((each) => each.startsWith('tensorflow-'));
    renameSync(join(stage.cache, name!), join(stage.cache, `${name}0`));
    removeNative();
    stage.without('g++');
    expect(await ensure()).to.deep.equal({ready: true, how: 'wheel'});
    expect(readlinkSync(join(stage.packageFolder, 'lib', 'napi-v8'))).to.include(`${name}0`);
  });

  it('repairs a damaged cache', async () => {
    await ensure();
    writeFileSync(realpathSync(join(stage.packageFolder, 'lib', 'napi-v8', 'tfjs_binding.node')), '');
    expect(await ensure()).to.deep.equal({ready: true, how: 'wheel'});
    expect(stage.log).to.deep.equal([...built, ...built]);
    rmSync(stage.cache, {recursive: true});
    expect(await ensure()).to.deep.equal({ready: true, how: 'wheel'});
    expect(stage.log).to.have.length(3 * built.length);
  });

  it('says what is missing and which command installs it', async () => {
    stage.program('apt-get', 'exit 0');
    stage.without('g++');
    const administrator = process.getuid?.() === 0 ? '' : 'sudo ';
    const withoutCompiler = await ensure();
    expect(withoutCompiler).to.include({ready: false, how: 'none'});
    expect(withoutCompiler.reason).to.match(/127\.0\.0\.1:1.*ECONNREFUSED.*; there is no C\+\+ compiler/);
    expect(withoutCompiler.remedy).to.equal(`${administrator}apt-get install -y g++ && npm run setup`);
    stage.program('c++', '[ "$1" = --version ]');
    stage.without('python3');
    const withoutPip = await ensure();
    expect(withoutPip.reason).to.include('there is no pip');
    expect(withoutPip.remedy).to.equal(`${administrator}apt-get install -y python3-pip && npm run setup`);
    expect(stage.log).to.deep.equal([]);
  });

  it('refuses a wheel that is not the expected one and keeps nothing of it', async () => {
    const other = {...stageWheel, sha256: '0'.repeat(64)};
    const {ready, reason} = await ensureNative({quiet: true, packageFolder: stage.packageFolder, wheel: other});
    expect(ready).to.equal(false);
    expect(reason).to.include(`SHA-256 ${stageWheel.sha256} instead of ${other.sha256}`);
    expect(stage.log).to.deep.equal(['download']);
    expect(existsSync(join(stage.packageFolder, 'lib'))).to.equal(false);
    expect(readdirSync(stage.cache)).to.deep.equal(['last-failure']);
  });

  it('gives up with the reason where the binding does not load', async () => {
    writeFileSync(join(stage.packageFolder, 'index.js'), 'throw new Error("version GLIBCXX_3.4.99 not found")');
    const {ready, reason, remedy} = await ensure();
    expect(ready).to.equal(false);
    expect(reason).to.match(/does not load \(.*GLIBCXX_3\.4\.99 not found/);
    expect(remedy).to.equal('npm run setup');
    expect(stage.log).to.deep.equal(built);
  });

  it('does not repeat a slow failure at every start, but at every explicit set-up', async () => {
    stage.program(
      'pip3',
      '[ "$1" = --version ] || { echo download >> "$STAGE/log"; echo "ERROR: no route" >&2; exit 1; }',
    );
    stage.program('python3', '[ "$1" = --version ]');
    expect((await ensure()).reason).to.include('pip could not download tensorflow-cpu==2.21.0 (no route)');
    process.env['npm_lifecycle_event'] = 'start';
    expect((await ensure()).reason).to.match(/no route.*0 minutes ago/);
    expect(stage.log).to.deep.equal(['download']);
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(join(stage.cache, 'last-failure'), longAgo, longAgo);
    await ensure();
    process.env['npm_lifecycle_event'] = 'setup';
    await ensure();
    expect(stage.log).to.deep.equal(['download', 'download', 'download']);
  });

  it('tells each step, and at the end in one line why and what to do', async () => {
    stage.program('g++', '[ "$1" = --version ] || { echo "error: no space left" >&2; exit 1; }');
    const module = pathToFileURL(join(packageRoot(), 'scripts', 'native', 'ensure-native.ts')).href;
    const settings = JSON.stringify({packageFolder: stage.packageFolder, wheel: stageWheel});
    const code = `const {ensureNative} = await import('${module}'); await ensureNative(${settings}); await ensureNative(${settings});`;
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const argv = ['--import', tsx, '--input-type=module', '--eval', code];
    const {stdout, stderr} = await run(process.execPath, argv, {limit: 60});
    expect(stdout).to.equal('');
    const lines = stderr.trim().split('\n');
    expect(lines[0]).to.match(/^Making the native TensorFlow backend ready/);
    expect(lines[1]).to.match(/^ {2}downloading tensorflow-cpu==2\.21\.0 \(\d+ MB\) \.\.\. \d+\.\d s$/);
    expect(lines[4]).to.match(/^ {2}compiling the binding \.\.\. no$/);
    const last = lines.filter((line) => line.startsWith('tfjs-optim:'));
    expect(last).to.have.length(1);
    expect(last[0]).to.match(/no native TensorFlow backend: .*no space left.*; to mend it: npm run setup$/);
  });

  it('takes over what a killed set-up has left', async () => {
    mkdirSync(join(stage.cache, 'work-killed', 'unpacked'), {recursive: true});
    const lock = stage.file('cache/tfjs-optim/native/set-up.lock', 'somebody');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    expect(await ensure()).to.deep.equal({ready: true, how: 'wheel'});
    expect(readdirSync(stage.cache).filter((name) => /work|lock/.test(name))).to.deep.equal([]);
  });

  it('builds once where two set-ups run at the same time', async () => {
    const states = await Promise.all([ensure(), ensure()]);
    expect(states.map(({ready}) => ready)).to.deep.equal([true, true]);
    expect(stage.log).to.deep.equal(built);
  });

  it('does nothing where another backend is asked for or tfjs-node is not installed', async () => {
    process.env['TFJS_OPTIM_BACKEND'] = 'wasm';
    expect(await ensure()).to.include({
      ready: false,
      how: 'none',
      reason: 'TFJS_OPTIM_BACKEND=wasm asks for another backend',
    });
    delete process.env['TFJS_OPTIM_BACKEND'];
    const absent = await ensureNative({quiet: true, packageFolder: null});
    expect(absent.reason).to.include('is not installed');
    expect(absent.remedy).to.include('npm ci');
    expect(stage.log).to.deep.equal([]);
  });
});
