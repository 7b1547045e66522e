import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'chai';
import {locatePackage} from '../../../../lib/native/start/packages.ts';
import {findTools, glibcVersion, nodeHeaders} from '../../../../scripts/native/build/tools.ts';
import {Setback} from '../../../../scripts/native/setback.ts';
import {Stage, wheelApplies} from '../stage.ts';

describe('glibcVersion', () => {
  it('is a version on GNU systems and nothing elsewhere', () => {
    const version = glibcVersion();
    if (process.platform !== 'linux') expect(version).to.equal(null);
    else if (version !== null) expect(version).to.match(/^2\.\d+/);
  });
});

describe('nodeHeaders', () => {
  it('finds the headers of the running Node or of the package, and takes the first place that has them', () => {
    expect(existsSync(join(nodeHeaders(), 'node_api.h'))).to.equal(true);
    const folder = locatePackage('node-api-headers');
    expect(nodeHeaders(['/nowhere', null, folder])).to.equal(join(folder!, 'include'));
    expect(() => nodeHeaders(['/nowhere', null])).to.throw('node_api.h is nowhere');
  });
});

describe('findTools', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.remove());

  it('finds pip in any of its guises, and the compiler that the user names first', async function () {
    if (!wheelApplies()) this.skip();
    stage.program('clang++', '');
    const tools = await findTools();
    expect(tools).to.deep.include({pip: ['python3', '-m', 'pip'], python: ['python3'], compiler: ['g++']});
    stage.program('python3', '[ "$1" = --version ]');
    stage.program('pip', '');
    const others = await findTools(undefined, {CXX: 'clang++ -m64'});
    expect(others).to.deep.include({pip: ['pip'], python: ['python3'], compiler: ['clang++', '-m64']});
    expect((await findTools(undefined, {CXX: 'no-such-compiler'})).compiler).to.deep.equal(['g++']);
  });

  it('refuses other machines before looking for anything', async () => {
    const error = await findTools('darwin-arm64').catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(Setback);
    expect((error as Error).message)
      .to.include('for linux-x64')
      .and.include('darwin-arm64');
  });
});
