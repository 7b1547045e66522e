import type {FileHandle} from 'node:fs/promises';
import {fileProblem} from '../../base/node/file-problem.ts';
import {openRegular, readBytes} from '../../base/node/read-file.ts';
import {DataError} from '../data-error.ts';

/** Numbers and pixels of one set take at most so many bytes: what promises more is refused before memory is asked for. */
export const mostBytes = 8e9;

/**
 * Does something with an open file, and says in words what the file system has against it.
 *
 * @param expected what the file should be, as in 'a CSV file'
 */
export async function withFile<Result>(
  path: string,
  expected: string,
  work: (file: FileHandle, size: number) => Promise<Result>,
): Promise<Result> {
  let opened;
  try {
    opened = await openRegular(path);
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code === 'EISDIR' ? 'is a folder' : fileProblem(error);
    throw new DataError(`${path}: ${problem}; expected ${expected}`, {cause: error});
  }
  try {
    if (opened.size === 0) throw new DataError(`${path}: empty (0 bytes); expected ${expected}`);
    return await work(opened.file, opened.size);
  } catch (error) {
    if (error instanceof DataError || !isOfSystem(error)) throw error;
    throw new DataError(`${path}: ${fileProblem(error)}`, {cause: error});
  } finally {
    await opened.file.close();
  }
}

const isOfSystem = (error: unknown): boolean => typeof (error as NodeJS.ErrnoException).syscall === 'string';

/** All bytes of a file. */
export async function readWhole(path: string, expected: string): Promise<Uint8Array<ArrayBuffer>> {
  return await withFile(path, expected, async (file, size) => {
    if (size > mostBytes) throw new DataError(`${path}: has ${size} bytes; expected ${mostBytes} at most`);
    return await readBytes(file, 0, size);
  });
}
