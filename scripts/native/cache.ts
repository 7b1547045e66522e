import {existsSync} from 'node:fs';
import {mkdir, readFile, stat, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, isAbsolute, join} from 'node:path';

/** Where this package keeps what every checkout of the user shares: `$XDG_CACHE_HOME` or `~/.cache`, then `tfjs-optim/native`. */
export function nativeCache(environment: NodeJS.ProcessEnv = process.env): string {
  const asked = environment['XDG_CACHE_HOME'] ?? '';
  // The XDG specification says that a relative path is to be ignored.
  return join(isAbsolute(asked) ? asked : join(homedir(), '.cache'), 'tfjs-optim', 'native');
}

function stamp(fingerprint: string): string {
  return join(nativeCache(), 'seen-to-load', fingerprint);
}

/** Whether this very set of files was seen to load on this Node. */
export function wasSeenToLoad(fingerprint: string): boolean {
  return existsSync(stamp(fingerprint));
}

/** Remembers that a set of files loads. */
export async function rememberLoading(fingerprint: string): Promise<void> {
  try {
    await mkdir(join(nativeCache(), 'seen-to-load'), {recursive: true});
    await writeFile(stamp(fingerprint), '');
  } catch {
    // A cache that cannot be written only means that the check is repeated next time.
  }
}

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
