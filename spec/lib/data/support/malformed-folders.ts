import {mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {idx, imageFile, labelFile, noise} from './fake-set.ts';

/** What is wrong, how to bring it about in a good folder, and what the error must say. */
export type Case = [
  name: string,
  spoil: (dir: string, write: (file: string, content: Uint8Array) => void) => void,
  ...messages: RegExp[],
];

const trainImages = 'train-images-idx3-ubyte.gz';
const trainLabels = 'train-labels-idx1-ubyte.gz';
const testImages = 't10k-images-idx3-ubyte.gz';
const testLabels = 't10k-labels-idx1-ubyte.gz';

export const malformedFolders: Case[] = [
  ['a missing folder', (dir) => rmSync(dir, {recursive: true}), /does not exist; expected a folder with train-images/],
  [
    'an empty folder',
    (dir) => {
      rmSync(dir, {recursive: true});
      mkdirSync(dir);
    },
    /train-images-idx3-ubyte is missing/,
    /train-labels-idx1-ubyte is missing/,
    /t10k-images-idx3-ubyte is missing/,
    /t10k-labels-idx1-ubyte is missing/,
    /The folder holds nothing\./,
  ],
  [
    'a folder of other files',
    (dir, write) => {
      for (const name of [trainImages, trainLabels, testImages, testLabels]) rmSync(join(dir, name));
      write('digits.csv', Buffer.from('1,2,3'));
    },
    /is missing; expected this name, plain or with \.gz/,
    /The folder holds digits\.csv\./,
  ],
  [
    'a file instead of a folder',
    (dir) => {
      rmSync(dir, {recursive: true});
      writeFileSync(dir, 'digits');
    },
    /is a file; expected a folder with the IDX files/,
  ],
  ['one missing file', (dir) => rmSync(join(dir, testLabels)), /t10k-labels-idx1-ubyte is missing/],
  [
    'three missing files, all of them named',
    (dir) => {
      for (const name of [trainLabels, testImages, testLabels]) rmSync(join(dir, name));
    },
    /train-labels-idx1-ubyte is missing/,
    /t10k-images-idx3-ubyte is missing/,
    /t10k-labels-idx1-ubyte is missing/,
  ],
  [
    'an empty file',
    (_, write) => write(trainLabels, Buffer.alloc(0)),
    /train-labels-idx1-ubyte\.gz: empty \(0 bytes\)/,
  ],
  [
    'a truncated file',
    (_, write) => write(trainImages, imageFile(30).subarray(0, 9999)),
    /train-images-idx3-ubyte\.gz: truncated: it has 9999 bytes, but its header promises 23536 bytes/,
  ],
  [
    'an oversized file',
    (_, write) => write(testImages, Buffer.concat([imageFile(10), noise(5)])),
    /t10k-images-idx3-ubyte\.gz: oversized: it has 7861 bytes, but its header promises 7856 bytes/,
  ],
  [
    'a wrong magic number',
    (_, write) => write(testLabels, Buffer.concat([Buffer.of(8, 8, 8, 1), noise(14)])),
    /t10k-labels-idx1-ubyte\.gz: not an IDX file: expected the magic number 00 00 08 .*found 08 08 08 01/,
  ],
  [
    'images and labels swapped',
    (dir) => {
      renameSync(join(dir, trainImages), join(dir, 'x'));
      renameSync(join(dir, trainLabels), join(dir, trainImages));
      renameSync(join(dir, 'x'), join(dir, trainLabels));
    },
    /train-images-idx3-ubyte\.gz: expected images, count x 28 x 28, found 30; are images and labels swapped\?/,
    /train-labels-idx1-ubyte\.gz: expected labels, one dimension, found 30 x 28 x 28; are images and labels swapped\?/,
  ],
  [
    'counts that differ',
    (_, write) => write(trainLabels, labelFile(29)),
    /train-images-idx3-ubyte holds 30 images, but train-labels-idx1-ubyte holds 29 labels; expected equal numbers/,
  ],
  [
    'labels out of range',
    (_, write) => write(testLabels, idx([10], Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 10, 8, 9))),
    /t10k-labels-idx1-ubyte\.gz: label 10 of example 7 is out of range; expected 0 to 9/,
  ],
  [
    'a web page',
    (_, write) => write(trainImages, Buffer.from('\n<html><head><title>Sign in</title></head></html>')),
    /train-images-idx3-ubyte\.gz: not an IDX file.*a web page \(HTML\)/,
  ],
  [
    'a broken gzip header',
    (_, write) => write(testImages, Buffer.concat([Buffer.of(0x1f, 0x8b, 0x63), noise(500)])),
    /t10k-images-idx3-ubyte\.gz: corrupt gzip \(unknown compression method\)/,
  ],
  [
    'truncated gzip',
    (_, write) => write(trainImages, gzipSync(imageFile(30)).subarray(0, 12000)),
    /train-images-idx3-ubyte\.gz: truncated: its gzip stream ends early/,
  ],
  [
    'gzip followed by garbage',
    (_, write) => write(trainLabels, Buffer.concat([gzipSync(labelFile(30)), noise(50)])),
    /train-labels-idx1-ubyte\.gz: corrupt gzip: other bytes follow its end/,
  ],
  [
    'images of another size',
    (_, write) => write(testImages, idx([10, 32, 32], noise(10240))),
    /t10k-images-idx3-ubyte\.gz: expected images, count x 28 x 28, found 10 x 32 x 32/,
  ],
  [
    'a size of 0',
    (_, write) => write(testImages, idx([0, 28, 28], new Uint8Array())),
    /t10k-images-idx3-ubyte\.gz: empty: its header says the dimensions 0 x 28 x 28/,
  ],
  [
    'rows and columns that fit the bytes but not the set',
    (_, write) => write(testImages, idx([10, 56, 14], noise(7840))),
    /expected images, count x 28 x 28, found 10 x 56 x 14/,
  ],
  [
    'images in colour',
    (_, write) => write(testImages, idx([10, 28, 28, 3], noise(23520))),
    /expected images, count x 28 x 28, found 10 x 28 x 28 x 3/,
  ],
  [
    'a folder named like a file',
    (dir) => {
      rmSync(join(dir, trainLabels));
      mkdirSync(join(dir, trainLabels));
    },
    /train-labels-idx1-ubyte\.gz: is a folder; expected an IDX file/,
  ],
  [
    '16-bit labels',
    (_, write) => write(testLabels, idx([10], new Uint8Array(20), 0x0b)),
    /t10k-labels-idx1-ubyte\.gz: holds 16-bit integer numbers; expected an IDX file of unsigned 8-bit numbers/,
  ],
  [
    'damage in several files, all of them named',
    (dir, write) => {
      rmSync(join(dir, testLabels));
      write(trainImages, Buffer.alloc(0));
      write(testImages, Buffer.from('<!doctype html>'));
    },
    /t10k-labels-idx1-ubyte is missing/,
    /train-images-idx3-ubyte\.gz: empty/,
    /t10k-images-idx3-ubyte\.gz: not an IDX file/,
  ],
  [
    'other images in a set of the published size',
    (_, write) => {
      write(trainImages, gzipSync(idx([60000, 28, 28], new Uint8Array(47040000)), {level: 1}));
      write(trainLabels, labelFile(60000));
      write(testImages, gzipSync(idx([10000, 28, 28], new Uint8Array(7840000)), {level: 1}));
      write(testLabels, labelFile(10000));
    },
    /train-images-idx3-ubyte: SHA-256 of its content is [0-9a-f]{64}, expected ba891046e6505d7a/,
    /t10k-labels-idx1-ubyte: SHA-256/,
    /size of the published set but not its content.*--dataset fashion/,
  ],
];
