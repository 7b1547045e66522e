import {basename} from 'node:path';
import {pairArrays, type Task} from '../arrays/pair-arrays.ts';
import {type Examples, joinExamples, taskOf} from '../arrays/examples.ts';
import {decodeNpy, type NpyArray} from '../arrays/npy.ts';
import {DataError} from '../data-error.ts';
import type {Split} from '../resampling/split.ts';
import {readWhole, withFile} from './open-file.ts';
import {unzip, zipEntries} from './zip.ts';

/**
 * Reads a NumPy array: booleans, whole numbers and floats of 16 to 64 bits, in either byte order, in C or Fortran order.
 *
 * @param path a file of `np.save`
 * @returns shape, dtype of the file and numbers, last axis fastest; whole numbers of 64 bits as float64
 * @throws DataError for objects, texts, dates, complex numbers and structures, whole numbers beyond 2^53, and a file that is not as
 *   long as its header says
 * @example
 * const {shape, dtype, data} = await readNpy('x.npy');
 * shape; // [150, 4]
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export async function readNpy(path: string): Promise<NpyArray> {
  return decodeNpy(path, await readWhole(path, 'a NumPy array (.npy)'));
}

/**
 * Reads all arrays of a NumPy archive, packed or not.
 *
 * @param path a file of `np.savez` or `np.savez_compressed`
 * @returns the arrays by their names, each as `readNpy` gives it
 * @throws DataError for a damaged archive (checksums are compared), one that unpacks to more than its directory says or to more than
 *   8 GB an array, and what `readNpy` refuses
 * @example
 * const {x, y} = await readNpz('iris.npz');
 * x?.shape; // [150, 4]
 */
export async function readNpz(path: string): Promise<Record<string, NpyArray>> {
  return await withFile(path, 'an archive of NumPy arrays (.npz)', async (file, size) => {
    const arrays: Record<string, NpyArray> = {};
    for (const entry of await zipEntries(path, file, size)) {
      const name = entry.name.replace(/\.npy$/, '');
      if (name === entry.name) continue;
      if (Object.hasOwn(arrays, name))
        throw new DataError(`${path}: has two arrays ${name}; expected one of each name`);
      arrays[name] = decodeNpy(`${path}: ${name}`, await unzip(path, file, entry));
    }
    return arrays;
  });
}

/** The sets of arrays that an archive may have, by their names in small letters. */
const arraySets = ['x, y', 'x, x_test, y, y_test', 'x_train, y_train', 'x_test, x_train, y_test, y_train'];

/** Examples of an archive, and its own split where it has arrays to test with. */
export async function npzExamples(
  path: string,
  task: Task | undefined,
): Promise<{examples: Examples; given: Split | null}> {
  const arrays = await readNpz(path);
  const names = new Map(Object.keys(arrays).map((name) => [name.toLowerCase(), name]));
  const found = Object.keys(arrays).map((name) => name.toLowerCase());
  if (!arraySets.includes(found.sort().join(', '))) {
    throw new DataError(
      `${path}: has the arrays ${Object.keys(arrays).join(', ') || 'none'}; expected x and y, or x_train and y_train, each alone or with x_test and y_test, ` +
        `and no others, as of np.savez(${JSON.stringify(basename(path))}, x=x, y=y)`,
    );
  }
  const pair = (x: string, y: string, task: Task | undefined): Examples => {
    const [inputs, goals] = [names.get(x)!, names.get(y)!];
    return pairArrays([`${path}: ${inputs}`, `${path}: ${goals}`], arrays[inputs]!, arrays[goals]!, task);
  };
  const train = names.has('x') ? pair('x', 'y', task) : pair('x_train', 'y_train', task);
  if (!names.has('x_test')) return {examples: train, given: null};
  return joinExamples(train, pair('x_test', 'y_test', taskOf(train)));
}

/** Examples of a pair of files. */
export async function npyExamples(path: string, target: string, task: Task | undefined): Promise<Examples> {
  const [x, y] = [await readNpy(path), await readNpy(target)];
  return pairArrays([path, target], x, y, task);
}
