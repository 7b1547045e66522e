import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {Progress} from '../../../scripts/native/progress.ts';
import {Setback} from '../../../scripts/native/setback.ts';
import {fromInstall, fromWheel, isLinkedToOther, linkBuild} from '../../../scripts/native/ways.ts';
import {Stage, stageWheel, wheelApplies} from './stage.ts';

describe('linkBuild', () => {
  let folder: string;
  const build = (name: string): string => {
    for (const part of ['deps/lib', 'lib/napi-v8']) {
      mkdirSync(join(folder, name, part), {recursive: true});
      writeFileSync(join(folder, name, part, 'file'), name);
    }
    return join(folder, name);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
  });
  afterEach(() => rmSync(folder, {recursive: true}));

  it('links where nothing, an older link, a dangling link or real folders are', async () => {
    const packageFolder = join(folder, 'package');
    const read = (part: string): string => readFileSync(join(packageFolder, part, 'file'), 'utf8');
    const first = build('first');
    for (const target of [first, first, build('second')]) {
      await linkBuild(target, packageFolder);
      expect(readlinkSync(join(packageFolder, 'deps', 'lib'))).to.equal(join(target, 'deps', 'lib'));
      expect(join(folder, read('deps/lib'))).to.equal(target);
      expect(join(folder, read('lib/napi-v8'))).to.equal(target);
    }
    rmSync(join(folder, 'second'), {recursive: true});
    await linkBuild(first, packageFolder);
    expect(read('lib/napi-v8')).to.equal('first');
    rmSync(packageFolder, {recursive: true});
    build('package');
    await linkBuild(first, packageFolder);
    expect(lstatSync(join(packageFolder, 'deps', 'lib')).isSymbolicLink()).to.equal(true);
    expect(read('deps/lib')).to.equal('first');
    expect(readdirSync(join(packageFolder, 'deps'))).to.deep.equal(['lib']);
    expect(readdirSync(join(packageFolder, 'lib'))).to.deep.equal(['napi-v8']);
  });

  it('knows a link to another build of the same cache', async () => {
    const packageFolder = join(folder, 'package');
    const [first, second] = [build('first'), build('second')];
    expect(await isLinkedToOther(first, packageFolder)).to.equal(false);
    await linkBuild(first, packageFolder);
    expect(await isLinkedToOther(first, packageFolder)).to.equal(false);
    expect(await isLinkedToOther(second, packageFolder)).to.equal(true);
    expect(await isLinkedToOther(join(folder, 'elsewhere', 'second'), packageFolder)).to.equal(false);
  });
});

describe('ways', () => {
  let stage: Stage;
  beforeEach(function () {
    if (!wheelApplies()) this.skip();
    stage = new Stage();
  });
  afterEach(() => stage?.remove());

  it('fromWheel rebuilds a cached build that no longer loads, once', async () => {
    const way = (): Promise<void> => fromWheel(stage.packageFolder, new Progress(true), stageWheel);
    await way();
    stage.file('tfjs-node/index.js', 'throw new Error("illegal instruction")');
    // Another time of the file makes it another set of files, which has to show again that it loads.
    stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'binding\n');
    const error = await way().catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(Setback);
    expect((error as Error).message).to.match(/TensorFlow 2\.21\.0 does not load \(.*illegal instruction/);
    expect(stage.log.filter((line) => line === 'download')).to.have.length(2);
  });

  it('fromInstall is content only with a backend that loads', async () => {
    stage.file('tfjs-node/scripts/custom-binary.json', '{}');
    stage.file('tfjs-node/scripts/install.js', '');
    const error = await fromInstall(stage.packageFolder, new Progress(true)).catch((caught: unknown) => caught);
    expect((error as Error).message).to.include('does not load (files are missing)');
  });
});
