import {constants} from 'node:fs';
import {type FileHandle, open, stat} from 'node:fs/promises';

/** A file that is open for reading, and its length in bytes. */
export interface OpenFile {
  readonly file: FileHandle;
  readonly size: number;
}

function notRegular(path: string, isFolder: boolean): NodeJS.ErrnoException {
  return Object.assign(new Error(`${path} is no regular file`), {code: isFolder ? 'EISDIR' : 'ENXIO'});
}

/**
 * Opens a regular file to read it; nothing else is ever waited for, as a pipe or a device would be.
 *
 * @throws what the file system throws; an error of code EISDIR for a folder, ENXIO for a pipe, a socket or a device
 */
export async function openRegular(path: string): Promise<OpenFile> {
  const before = await stat(path);
  if (!before.isFile()) throw notRegular(path, before.isDirectory());
  // Without waiting, should a pipe have come into its place meanwhile.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const status = await file.stat();
    if (!status.isFile()) throw notRegular(path, status.isDirectory());
    return {file, size: status.size};
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Reads so many bytes from a place of a file on; fewer only where it ends before. */
export async function readBytes(file: FileHandle, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const {bytesRead} = await file.read(bytes, done, Math.min(length - done, 1 << 30), from + done);
    if (bytesRead === 0) return bytes.subarray(0, done);
    done += bytesRead;
  }
  return bytes;
}
