import {expect} from 'chai';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {dataCacheFolder} from '../../../../lib/data/files/cache-folder.ts';

describe('dataCacheFolder', () => {
  it('follows XDG_CACHE_HOME where it is absolute', () => {
    expect(dataCacheFolder({XDG_CACHE_HOME: '/var/cache/me'})).to.equal('/var/cache/me/tfjs-optim/data');
  });

  it('is in ~/.cache otherwise', () => {
    const usual = join(homedir(), '.cache', 'tfjs-optim', 'data');
    for (const environment of [{}, {XDG_CACHE_HOME: ''}, {XDG_CACHE_HOME: 'relative'}]) {
      expect(dataCacheFolder(environment)).to.equal(usual);
    }
  });
});
