import {expect} from 'chai';
import {findTools} from '../../../../scripts/native/build/tools.ts';
import {Setback} from '../../../../scripts/native/setback.ts';
import {Stage, wheelApplies} from '../stage.ts';

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
