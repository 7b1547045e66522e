import {readdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {type Examples, joinExamples} from '../arrays/examples.ts';
import {DataError} from '../data-error.ts';
import {exampleSource} from './array-source.ts';
import type {LoadSettings} from './load-options.ts';
import {type Images, readImages, type ReadImagesOptions} from '../formats/read-images.ts';
import type {Source} from './source.ts';

const examplesOf = (folder: string, {x, y, shape, classes, count}: Images): Examples => ({
  name: folder,
  x,
  shape,
  count,
  classes,
  labels: y,
  targets: null,
  outputs: classes.length,
  targetAt: (row) => `${folder}: picture ${row}`,
});

/** Pictures to train and to test with, all grey or all in colour. */
async function bothParts(train: string, test: string, options: ReadImagesOptions): Promise<[Examples, Examples]> {
  const read = async (folder: string, colour = options.colour) =>
    await readImages(folder, {...options, colour: colour!});
  let [own, other] = [await read(train), await read(test)];
  if (own.shape[2] < other.shape[2]) own = await read(train, 'colour');
  if (other.shape[2] < own.shape[2]) other = await read(test, 'colour');
  return [examplesOf(train, own), examplesOf(test, other)];
}

/** A folder with a folder for each class, or with train/ and test/ of these. */
export async function imageSource(folder: string, {task, test, size, colour}: LoadSettings): Promise<Source> {
  if (task === 'regression') {
    throw new DataError(
      `${folder}: a folder of pictures has the class of each by its folder; expected task 'classification', or none, received 'regression' (--task)`,
    );
  }
  const options = {size: size as [number, number], colour: colour!};
  const folders = (await readdir(folder)).filter((name) => name === 'train' || name === 'test');
  const isSplit = folders.length === 2;
  if (isSplit && test !== undefined) {
    throw new DataError(
      `${folder}: has a folder test of its own; leave out test (--test), or give the folder ${join(folder, 'train')}`,
    );
  }
  if (!isSplit && test === undefined) {
    return exampleSource(
      folder,
      'pictures',
      {examples: examplesOf(folder, await readImages(folder, options)), given: null},
      '',
    );
  }
  const [own, other] = isSplit ? [join(folder, 'train'), join(folder, 'test')] : [folder, test!];
  const joined = joinExamples(...(await bothParts(own, other, options)));
  return exampleSource(
    folder,
    'pictures',
    joined,
    isSplit ? `its folders train and test` : `tested with ${basename(other)}`,
  );
}
