import {expect} from 'chai';
import {rememberLoading, wasSeenToLoad} from '../../../scripts/native/seen.ts';
import {Stage} from './stage.ts';

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
