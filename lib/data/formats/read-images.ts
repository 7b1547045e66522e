import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {checkChoices, checkLists, checkNumbers, show} from '../../base/arguments.ts';
import {option, type OptionsOf, readOptions} from '../../base/options.ts';
import {fileProblem} from '../../base/node/file-problem.ts';
import {DataError} from '../data-error.ts';
import {isGrey, type Picture, toGrey} from '../pictures/picture.ts';
import {resize} from '../pictures/resize.ts';
import {byCodePoint, sorted} from '../table/values.ts';
import {mostBytes, readWhole} from './open-file.ts';

/** How pictures become examples. */
export const imageOptions = {
  size: option(
    (owner, name, received: readonly [rows: number, columns: number]) => {
      checkLists(owner, {[name]: received}, 2);
      if (received.length > 2)
        throw new RangeError(`${owner}: ${name} must be rows and columns, received ${show(received)}`);
      for (const number of received) checkNumbers(owner, {[name]: number}, {from: 1, to: 8192, whole: true});
      return received;
    },
    undefined,
    'rows and columns of all pictures, as [28, 28]; otherwise all must have one size',
  ),
  colour: option(
    (owner, name, received: 'grey' | 'colour') => {
      checkChoices(owner, {[name]: received}, ['grey', 'colour']);
      return received;
    },
    undefined,
    'one number a pixel or three; otherwise one where no picture has a colour',
  ),
};

/** Size and colours of pictures. */
export interface ReadImagesOptions extends OptionsOf<typeof imageOptions> {}

/** Pictures of one size with the class of each. */
export interface Images {
  /** Bytes [count, rows, columns, 1 or 3]. */
  readonly x: Uint8Array;
  /** The class of each. */
  readonly y: Int32Array;
  readonly classes: readonly string[];
  /** Rows, columns and 1, grey, or 3, colour. */
  readonly shape: readonly [rows: number, columns: number, channels: number];
  readonly count: number;
}

interface Listed {
  readonly path: string;
  readonly label: number;
}

async function entriesOf(folder: string): Promise<{files: string[]; folders: string[]}> {
  const result: {files: string[]; folders: string[]} = {files: [], folders: []};
  try {
    for (const name of await readdir(folder)) {
      if (name.startsWith('.')) continue;
      const isFolder = (await stat(join(folder, name))).isDirectory();
      result[isFolder ? 'folders' : 'files'].push(name);
    }
  } catch (error) {
    throw new DataError(
      `${folder}: ${fileProblem(error)}; expected a folder with a folder of pictures for each class`,
      {cause: error},
    );
  }
  return {files: result.files.sort(byCodePoint), folders: sorted(result.folders)};
}

async function picturesOf(folder: string): Promise<{classes: string[]; pictures: Listed[]}> {
  const {files, folders} = await entriesOf(folder);
  const expected = 'expected a folder for each class with PNG and JPEG pictures, and nothing else';
  if (files[0] !== undefined)
    throw new DataError(
      `${join(folder, files[0])}: is a file beside the folders of classes; ${expected}, so move it away`,
    );
  if (folders.length === 0) throw new DataError(`${folder}: is empty; ${expected}`);
  const pictures: Listed[] = [];
  for (const [label, name] of folders.entries()) {
    const inside = await entriesOf(join(folder, name));
    const [nested] = inside.folders;
    if (nested !== undefined)
      throw new DataError(`${join(folder, name, nested)}: is a folder within a class; ${expected}`);
    if (inside.files.length === 0)
      throw new DataError(
        `${join(folder, name)}: the class has no pictures; ${expected}, so add some or remove the folder`,
      );
    for (const file of inside.files) {
      const path = join(folder, name, file);
      if (!/\.(?:png|jpe?g)$/i.test(file))
        throw new DataError(
          `${path}: is no picture by its ending; expected .png, .jpg or .jpeg, so convert it or move it away`,
        );
      pictures.push({path, label});
    }
  }
  return {classes: folders, pictures};
}

/** Pixels of all pictures, one after the other, grey where asked for or where none has a colour. */
async function pixelsOf(
  pictures: readonly Listed[],
  {size, colour}: ReadImagesOptions,
): Promise<Pick<Images, 'x' | 'shape'>> {
  const {decodePicture} = await import('./decode-picture.ts');
  let [first, channels]: [Picture | null, 1 | 3] = [null, colour === 'grey' ? 1 : 3];
  let [x, isAllGrey] = [new Uint8Array(0), colour === undefined];
  for (const [index, {path}] of pictures.entries()) {
    const decoded = decodePicture(path, await readWhole(path, 'a picture'));
    const picture = size === undefined ? decoded : resize(decoded, size);
    const {width, height} = picture;
    if (first === null) {
      first = picture;
      const bytes = pictures.length * width * height * channels;
      if (bytes > mostBytes)
        throw new DataError(
          `${path}: oversized: ${pictures.length} pictures of ${height} x ${width} take ${bytes} bytes; give a smaller size (--size)`,
        );
      x = new Uint8Array(bytes);
    } else if (width !== first.width || height !== first.height) {
      throw new DataError(
        `${path}: has ${height} rows and ${width} columns, but ${pictures[0]!.path} has ${first.height} and ${first.width}; give one size for all, as size: [28, 28] (--size 28x28)`,
      );
    }
    isAllGrey &&= isGrey(picture);
    x.set(channels === 1 ? toGrey(picture) : picture.data, index * width * height * channels);
  }
  const {width, height} = first!;
  if (!isAllGrey) return {x, shape: [height, width, channels]};
  return {x: Uint8Array.from({length: x.length / 3}, (_, i) => x[3 * i]!), shape: [height, width, 1]};
}

/**
 * Reads a folder that has a folder of pictures for each class.
 *
 * Classes are the names of the folders, by their numbers where all are numbers, otherwise by code points; pictures come class by class
 * in the order of their names. Names that begin with a dot are passed over, all other files than .png, .jpg and .jpeg are refused.
 *
 * - a byte is a brightness, 255 is full; 16 bits are rounded to 8, palettes looked up, opacity a laid over white: a c + 255 (1 - a)
 * - grey = 0.299 red + 0.587 green + 0.114 blue
 * - in another `size` a pixel is the mean of the area it covers along an axis that shrinks, and bilinear along one that grows; the
 *   picture is stretched where the proportions differ
 * - the orientation that cameras note in EXIF is ignored, and so are colour profiles and all but the first picture of an animation
 *
 * @param folder with the folders of classes
 * @param options `size` [rows, columns], otherwise all pictures must have one size; `colour`, 'grey' or 'colour', otherwise grey where
 *   no picture has a colour
 * @returns x, bytes [count, rows, columns, 1 or 3]; y, the class of each; their names
 * @throws DataError for other and damaged files, sizes that differ, empty classes, pictures of more than 10^8 pixels, and more than
 *   8 GB in all, naming the file; RangeError, TypeError for options
 * @example
 * const {x, y, classes, shape, count} = await readImages('drawings', {size: [28, 28], colour: 'grey'});
 * shape; // [28, 28, 1]
 */
export async function readImages(folder: string, options: ReadImagesOptions = {}): Promise<Images> {
  const settings = readOptions('readImages', imageOptions, options);
  const {classes, pictures} = await picturesOf(folder);
  const {x, shape} = await pixelsOf(pictures, settings);
  return {x, shape, classes, y: Int32Array.from(pictures, ({label}) => label), count: pictures.length};
}
