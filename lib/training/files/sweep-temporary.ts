import {closeSync, constants, fstatSync, openSync, readdirSync, readSync, rmSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {temporaryName} from '../../base/node/atomic-write.ts';
import {isRunning} from '../../base/node/processes.ts';
import {magic} from '../checkpoints/index.ts';

/** Whether a file is of this user and begins as a checkpoint does, as far as it was written. */
function isUnfinished(path: string): boolean {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const status = fstatSync(file);
    if (!status.isFile() || (process.getuid !== undefined && status.uid !== process.getuid())) return false;
    const start = new Uint8Array(magic.length);
    const length = readSync(file, start, 0, magic.length, 0);
    return start.subarray(0, length).every((byte, i) => byte === magic[i]);
  } finally {
    closeSync(file);
  }
}

/**
 * Removes the checkpoints in a folder that killed processes have left half written, `NAME.PID.tmp`.
 *
 * Only those for `path` or named `*.ckpt`, of this user, that begin as a checkpoint does, and whose process has ended.
 *
 * @param path of the checkpoint that is to be written into the folder
 */
export function sweepTemporary(path: string): void {
  const folder = dirname(path);
  let entries: string[];
  try {
    entries = readdirSync(folder);
  } catch {
    // Writing tells what is wrong with the folder.
    return;
  }
  for (const entry of entries) {
    const {name, pid} = temporaryName.exec(entry)?.groups ?? {};
    if (name === undefined || (name !== basename(path) && !name.endsWith('.ckpt')) || isRunning(Number(pid))) continue;
    try {
      if (isUnfinished(join(folder, entry))) rmSync(join(folder, entry), {force: true});
    } catch {
      // Gone meanwhile, or not to be touched: neither is in the way of this checkpoint.
    }
  }
}
