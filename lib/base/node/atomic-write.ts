import {closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync} from 'node:fs';

/**
 * Writes a file so that a reader, or a run that is killed, finds the old content or the new and never a part of it:
 * under a temporary name beside it, then renamed.
 *
 * @param path the file; its folder must exist
 * @param content text or bytes
 */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(temporary, 'w');
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
      // Without it a power cut could leave the new name on an empty file.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, {force: true});
    throw error;
  }
}
