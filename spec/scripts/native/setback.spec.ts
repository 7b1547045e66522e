import {expect} from 'chai';
import {installFirst, Setback} from '../../../scripts/native/setback.ts';
import {Stage} from './stage.ts';

describe('Setback', () => {
  it('carries what to do first and whether it took long', () => {
    const {message, first, slow} = new Setback('no compiler', {first: 'install one && '});
    expect({message, first, slow}).to.deep.equal({message: 'no compiler', first: 'install one && ', slow: false});
    expect(new Setback('no network', {slow: true})).to.include({first: '', slow: true});
  });
});

describe('installFirst', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.remove());

  it('speaks the language of the machine', async () => {
    const administrator = process.getuid?.() === 0 ? '' : 'sudo ';
    expect(await installFirst('compiler')).to.equal('install a C++ compiler, then ');
    stage.program('pacman', '');
    expect(await installFirst('pip')).to.equal(`${administrator}pacman -S --noconfirm python-pip && `);
    stage.program('apt-get', '');
    expect(await installFirst('compiler')).to.equal(`${administrator}apt-get install -y g++ && `);
  });
});
