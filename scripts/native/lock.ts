import {randomUUID} from 'node:crypto';
import {mkdir, readFile, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

async function take(file: string, owner: string): Promise<boolean> {
  try {
    await writeFile(file, owner, {flag: 'wx'});
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Does work while no other process does work under the same lock file, and waits for those that do.
 * The holder touches the file while it works, so that the lock of a killed process is taken over.
 *
 * @param options.stale milliseconds without a sign of life after which a lock counts as left behind
 * @param options.onWait called once, before waiting
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  {stale = 15_000, onWait = () => {}}: {stale?: number; onWait?: () => void} = {},
): Promise<T> {
  const owner = randomUUID();
  await mkdir(dirname(file), {recursive: true});
  for (let waited = false; !(await take(file, owner)); waited = true) {
    if (!waited) onWait();
    const touched = await stat(file).then(
      ({mtimeMs}) => mtimeMs,
      () => Infinity,
    );
    if (Date.now() - touched > stale) await rm(file, {force: true});
    await sleep(Math.min(200, stale / 4));
  }
  const signOfLife = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, stale / 4);
  signOfLife.unref();
  try {
    return await work();
  } finally {
    clearInterval(signOfLife);
    const holder = await readFile(file, 'utf8').catch(() => '');
    if (holder === owner) await rm(file, {force: true});
  }
}
