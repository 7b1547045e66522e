import {utimesSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {
  nativeCache,
  recentFailure,
  rememberFailure,
  rememberLoading,
  wasSeenToLoad,
} from '../../../scripts/native/cache.ts';
import {Stage} from './stage.ts';

describe('nativeCache', () => {
  it('follows XDG_CACHE_HOME, and ignores a relative one as the specification demands', () => {
    const home = join(homedir(), '.cache', 'tfjs-optim', 'native');
    expect(nativeCache({XDG_CACHE_HOME: '/var/cache/me'})).to.equal(join('/var/cache/me', 'tfjs-optim', 'native'));
    for (const XDG_CACHE_HOME of ['', 'relative/cache']) expect(nativeCache({XDG_CACHE_HOME})).to.equal(home);
    expect(nativeCache({})).to.equal(home);
  });
});

describe('seen', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.remove());

  it('remembers a set of files in the cache, and only that set', async () => {
    expect(wasSeenToLoad('abc')).to.equal(false);
    await rememberLoading('abc');
    expect(wasSeenToLoad('abc')).to.equal(true);
    expect(wasSeenToLoad('abd')).to.equal(false);
  });

  it('does without a cache that cannot be written', async () => {
    stage.file('cache', 'a file where the folder should be');
    await rememberLoading('abc');
    expect(wasSeenToLoad('abc')).to.equal(false);
  });
});

describe('recentFailure', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.remove());

  it('is told to npm start and npm test for an hour, never to npm run setup', async () => {
    const start = {npm_lifecycle_event: 'start'};
    expect(await recentFailure(start)).to.equal(null);
    await rememberFailure('no network');
    expect(await recentFailure(start)).to.equal('no network, 0 minutes ago');
    expect(await recentFailure({npm_lifecycle_event: 'test'})).to.match(/^no network/);
    expect(await recentFailure({npm_lifecycle_event: 'setup'})).to.equal(null);
    expect(await recentFailure({})).to.equal(null);
    const ago = (minutes: number): void => {
      const time = new Date(Date.now() - minutes * 60_000);
      utimesSync(join(stage.cache, 'last-failure'), time, time);
    };
    ago(42);
    expect(await recentFailure(start)).to.equal('no network, 42 minutes ago');
    ago(61);
    expect(await recentFailure(start)).to.equal(null);
  });
});
