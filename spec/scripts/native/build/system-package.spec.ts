import {expect} from 'chai';
import {installFirst} from '../../../../scripts/native/build/system-package.ts';
import {Stage} from '../stage.ts';

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
