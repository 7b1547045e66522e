import {constants, gunzip as unpack, gunzipSync} from 'node:zlib';
import {DataError} from '../data-error.ts';

/** Whether the bytes begin with the magic number of gzip; names are not to be trusted, as browsers unpack some downloads. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function corrupt(path: string, error: unknown): DataError {
  const {code, message} = error as NodeJS.ErrnoException;
  // The magic number of the first stream was there, so this is about what comes after it.
  if (message === 'incorrect header check') return trailing(path);
  const what =
    code === 'Z_BUF_ERROR'
      ? 'truncated: its gzip stream ends early'
      : message === 'incorrect data check' || message === 'incorrect length check'
        ? 'corrupt gzip: its checksum does not match its content'
        : `corrupt gzip (${message})`;
  return new DataError(`${path}: ${what}; expected a whole gzip file, so fetch it again`, {cause: error});
}

/** Unpacks what the first bytes of a gzip file hold, as far as they go. */
export function gunzipHead(path: string, head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, {finishFlush: constants.Z_SYNC_FLUSH});
  } catch (error) {
    throw corrupt(path, error);
  }
}

/**
 * Unpacks a gzip file whose content has a known length, which must be all there is.
 *
 * @param path names the file in messages
 * @param bytes the whole file
 * @param length bytes of the content; memory is never taken for more, whatever the file would unpack to
 * @throws DataError where the stream is damaged, holds more than `length` bytes or is followed by others; a shorter content
 *   is returned as it is
 */
export async function gunzip(path: string, bytes: Uint8Array, length: number): Promise<Uint8Array> {
  // Deflate packs at most 1032 bytes into one: a header may promise more than the file can hold.
  const limit = Math.min(length, 1040 * bytes.length);
  return await new Promise((resolve, reject) => {
    // With `info` the result also tells how many bytes were used, which the types do not know.
    const options = {maxOutputLength: limit, info: true};
    unpack(bytes, options, (error, result) => {
      if (error !== null) {
        if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
          reject(
            new DataError(`${path}: oversized: it unpacks to more than the ${length} bytes that its header promises`),
          );
        } else reject(corrupt(path, error));
        return;
      }
      // What `info` gives is declared as a buffer.
      const {buffer, engine} = result as unknown as {buffer: Buffer; engine: {bytesWritten: number}};
      if (engine.bytesWritten < bytes.length) reject(trailing(path));
      else resolve(buffer);
    });
  });
}

function trailing(path: string): DataError {
  return new DataError(`${path}: corrupt gzip: other bytes follow its end; expected nothing after the gzip stream`);
}
