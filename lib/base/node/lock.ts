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

/** Removes a lock without a sign of life; one process at a time looks and removes, so that no fresh lock is hit. */
async function removeStale(file: string, stale: number): Promise<void> {
  const guard = `${file}.takeover`;
  const age = async (path: string): Promise<number> => {
    const found = await stat(path).catch(() => null);
    return found === null ? 0 : Date.now() - found.mtimeMs;
  };
  if ((await age(file)) <= stale) return;
  if (!(await take(guard, ''))) {
    if ((await age(guard)) > stale) await rm(guard, {force: true});
    return;
  }
  try {
    if ((await age(file)) > stale) await rm(file, {force: true});
  } finally {
    await rm(guard, {force: true});
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
    await removeStale(file, stale);
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
