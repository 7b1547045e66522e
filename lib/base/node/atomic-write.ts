import {closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync} from 'node:fs';
import {FileError} from './file-problem.ts';

/** What the name of a file that is being written begins with: `PATH.PID.tmp`, and `PATH.1.PID.tmp` where that is taken. */
export const temporaryName = /^(?<name>.*?)(?:\.\d+)?\.(?<pid>\d+)\.tmp$/s;

/** Opens a new file beside `path`; never one that is there already, which might be a link to somewhere else. */
function openTemporary(path: string): {file: number; temporary: string} {
  for (let taken = 0; ; taken++) {
    const temporary = `${path}${taken === 0 ? '' : `.${taken}`}.${process.pid}.tmp`;
    try {
      return {file: openSync(temporary, 'wx'), temporary};
    } catch (error) {
      // A killed run whose process had the same id has left one, or another thread is at it.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || taken > 99) throw error;
    }
  }
}

/**
 * Writes a file so that a reader, or a run that is killed, finds the old content or the new and never a part of it:
 * under a temporary name beside it, then renamed.
 *
 * @param path the file; its folder must exist
 * @param content text or bytes
 * @throws FileError naming the path, the reason and the way out; for a folder, a pipe or a device at the path too
 */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  let temporary: string | undefined;
  try {
    let there;
    try {
      there = statSync(path, {throwIfNoEntry: false});
    } catch {
      // A link that leads nowhere is replaced; what is wrong with the folder shows below.
    }
    // A new name would take the place of a device, /dev/null for one.
    if (there && !there.isFile())
      throw Object.assign(new Error('no regular file'), {code: there.isDirectory() ? 'EISDIR' : 'ENXIO'});
    const opened = openTemporary(path);
    ({temporary} = opened);
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      for (let written = 0; written < bytes.length;) written += writeSync(opened.file, bytes, written);
      // Without it a power cut could leave the new name on an empty file.
      fsyncSync(opened.file);
    } finally {
      closeSync(opened.file);
    }
    renameSync(temporary, path);
  } catch (error) {
    try {
      if (temporary !== undefined) rmSync(temporary, {force: true});
    } catch {
      // The first error says what is wrong.
    }
    throw new FileError(path, error);
  }
}
