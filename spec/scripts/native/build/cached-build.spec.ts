import {readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {expect} from 'chai';
import {buildFolder, cachedBuild, isComplete} from '../../../../scripts/native/build/cached-build.ts';
import {Progress} from '../../../../scripts/native/progress.ts';
import {Stage, stageWheel, wheelApplies} from '../stage.ts';

describe('cachedBuild', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.remove());

  it('has a folder for each combination of versions and machine', () => {
    const name = basename(buildFolder(stage.packageFolder, stageWheel));
    expect(name).to.match(/^tensorflow-2\.21\.0_tfjs-node-4\.22\.0_/);
    expect(name).to.include(`${process.platform}-${process.arch}`);
    expect(basename(buildFolder(stage.packageFolder, {version: '2.22.0'}))).not.to.equal(name);
  });

  it('builds once, tells a complete build from a damaged one, and rebuilds on request', async function () {
    if (!wheelApplies()) this.skip();
    let text = '';
    const progress = new Progress(false, (part) => (text += part));
    const build = (rebuild: boolean): Promise<{folder: string; fresh: boolean}> =>
      cachedBuild(stage.packageFolder, progress, {wheel: stageWheel, rebuild});
    const {folder, fresh} = await build(false);
    expect(fresh).to.equal(true);
    expect(text.match(/^ {2}.*\d s$/gm)).to.have.length(4);
    expect(await isComplete(folder)).to.equal(true);
    expect(await build(false)).to.deep.equal({folder, fresh: false});
    expect(await build(true)).to.deep.equal({folder, fresh: true});
    const library = join(folder, 'deps', 'lib', 'libtensorflow_cc.so.2');
    const [whole, {atime, mtime}] = [readFileSync(library), statSync(library)];
    for (const content of ['', 'cC\n']) {
      writeFileSync(library, content);
      utimesSync(library, atime, mtime);
      expect(await isComplete(folder), content).to.equal(false);
    }
    writeFileSync(library, whole);
    expect(await isComplete(folder)).to.equal(true);
    writeFileSync(join(folder, 'deps', 'lib', 'another'), '');
    expect(await isComplete(folder)).to.equal(false);
    rmSync(folder, {recursive: true});
    expect(await isComplete(folder)).to.equal(false);
  });

  it('leaves nothing behind when a step fails', async function () {
    if (!wheelApplies()) this.skip();
    stage.program('g++', '[ "$1" = --version ]');
    const error = await cachedBuild(stage.packageFolder, new Progress(true), {wheel: stageWheel}).catch(
      (caught: unknown) => caught,
    );
    expect((error as Error).message).to.include('could not compile');
    expect(readdirSync(stage.cache)).to.deep.equal([]);
  });
});
