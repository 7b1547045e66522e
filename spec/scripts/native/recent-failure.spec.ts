import {utimesSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'chai';
import {recentFailure, rememberFailure} from '../../../scripts/native/recent-failure.ts';
import {Stage} from './stage.ts';

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
