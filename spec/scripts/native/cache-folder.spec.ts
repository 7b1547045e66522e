import {homedir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {nativeCache} from '../../../scripts/native/cache-folder.ts';

describe('nativeCache', () => {
  it('follows XDG_CACHE_HOME, and ignores a relative one as the specification demands', () => {
    const home = join(homedir(), '.cache', 'tfjs-optim', 'native');
    expect(nativeCache({XDG_CACHE_HOME: '/var/cache/me'})).to.equal(join('/var/cache/me', 'tfjs-optim', 'native'));
    for (const XDG_CACHE_HOME of ['', 'relative/cache']) expect(nativeCache({XDG_CACHE_HOME})).to.equal(home);
    expect(nativeCache({})).to.equal(home);
  });
});
