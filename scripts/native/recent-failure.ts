import {mkdir, readFile, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {nativeCache} from './cache-folder.ts';

const hour = 3_600_000;

function record(): string {
  return join(nativeCache(), 'last-failure');
}

/**
 * Why set-up failed within the last hour, where `npm start` or `npm test` asks: without network it would otherwise keep every
 * one of them waiting for half a minute. `npm run setup` always tries.
 */
export async function recentFailure(environment: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  if (!['start', 'test'].includes(environment['npm_lifecycle_event'] ?? '')) return null;
  try {
    const age = Date.now() - (await stat(record())).mtimeMs;
    if (age > hour) return null;
    return `${await readFile(record(), 'utf8')}, ${Math.round(age / 60_000)} minutes ago`;
  } catch {
    return null;
  }
}

/** Remembers a failure that took long. */
export async function rememberFailure(reason: string): Promise<void> {
  try {
    await mkdir(dirname(record()), {recursive: true});
    await writeFile(record(), reason);
  } catch {
    // Where nothing can be written, the next start simply tries again.
  }
}
