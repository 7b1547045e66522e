import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

/** The bytes of an IDX file, written out here by the definition of the format. */
export function idx(dimensions: readonly number[], data: Uint8Array, type = 8): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.set([0, 0, type, dimensions.length]);
  for (const [axis, size] of dimensions.entries()) header.writeUInt32BE(size, 4 + 4 * axis);
  return Buffer.concat([header, data]);
}

/** Bytes without pattern, so that gzip does not make small files tiny. */
export function noise(length: number, start = 1): Uint8Array {
  let state = start;
  return Uint8Array.from({length}, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

export const imageFile = (count: number, start = 1) => idx([count, 28, 28], noise(count * 784, start));
export const labelFile = (count: number) =>
  idx(
    [count],
    Uint8Array.from({length: count}, (_, i) => (i * 7) % 10),
  );

/** The uncompressed files of a small set by their published names. */
export function fakeSet(train = 30, test = 10): Record<string, Buffer> {
  return {
    'train-images-idx3-ubyte': imageFile(train, 1),
    'train-labels-idx1-ubyte': labelFile(train),
    't10k-images-idx3-ubyte': imageFile(test, 2),
    't10k-labels-idx1-ubyte': labelFile(test),
  };
}

export function checksumsOf(files: Readonly<Record<string, Uint8Array>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, createHash('sha256').update(content).digest('hex')]),
  );
}

/** The same files under their names with `.gz`. */
export function packed(files: Readonly<Record<string, Uint8Array>>): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${name}.gz`, gzipSync(content)]));
}

export function writeFiles(dir: string, files: Readonly<Record<string, Uint8Array>>): string {
  mkdirSync(dir, {recursive: true});
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
  return dir;
}

/** Hands out fresh folders and removes them all after the tests of the calling block. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  after(() => {
    for (const folder of made) rmSync(folder, {recursive: true, force: true});
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-data-'));
    made.push(folder);
    return folder;
  };
}

/** The error that a promise is rejected with; fails the test where it is not. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
  return await promise.then(
    () => {
      throw new Error('expected an error, and there was none');
    },
    (error: unknown) => error as Error,
  );
}
