import {existsSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {nativeCache} from './cache-folder.ts';

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
