import {existsSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect} from 'chai';
import {withLock} from '../../../../lib/base/node/lock.ts';

describe('withLock', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
    file = join(folder, 'not', 'yet', 'there.lock');
  });
  afterEach(() => rmSync(folder, {recursive: true}));

  it('lets one in at a time and is gone afterwards', async () => {
    let inside = 0;
    let most = 0;
    let waits = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await sleep(10);
      inside--;
    };
    const options = {stale: 400, onWait: () => waits++};
    await Promise.all([1, 2, 3, 4].map(() => withLock(file, work, options)));
    expect(most).to.equal(1);
    expect(waits).to.equal(3);
    expect(existsSync(file)).to.equal(false);
  });

  it('returns what the work returns and lets go when it throws', async () => {
    expect(await withLock(file, async () => 'done')).to.equal('done');
    const error = await withLock(file, () => Promise.reject(new Error('broken'))).catch((caught: Error) => caught);
    expect(error.message).to.equal('broken');
    expect(existsSync(file)).to.equal(false);
  });

  it('takes over a lock without a sign of life, and gives signs of life itself', async () => {
    await withLock(file, async () => {});
    writeFileSync(file, 'killed');
    const longAgo = new Date(Date.now() - 10_000);
    utimesSync(file, longAgo, longAgo);
    let touched = false;
    await withLock(
      file,
      async () => {
        utimesSync(file, longAgo, longAgo);
        while (statSync(file).mtimeMs < Date.now() - 5000) await sleep(20);
        touched = true;
      },
      {stale: 400},
    );
    expect(touched).to.equal(true);
    expect(existsSync(file)).to.equal(false);
  });
});
