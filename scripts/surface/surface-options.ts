import {resolve} from 'node:path';
import {parseRange} from '../../lib/landscape/index.ts';
import type {BatchNormMode} from '../../lib/landscape/scan/batch-norm.ts';
import type {ArgumentReader} from '../arguments/reader.ts';
import {type MnistChoices, type MnistOptions, readMnistOptions} from '../training/training-options.ts';
import {readBatchNorm, readRange} from '../interpolate/study-options.ts';

export const planeKinds = ['random', 'pca', 'three-points', 'eigenvectors'] as const;

export type PlaneKind = (typeof planeKinds)[number];

/** The options of `surface` as text. */
export interface SurfaceOptions extends MnistOptions {
  readonly plane: PlaneKind;
  /** Files with commas between them; empty where a network is trained. */
  readonly at: string;
  /** A range, or auto: as the plane calls for. */
  readonly x: string;
  readonly y: string;
  readonly loss: string;
  readonly batchNorm: BatchNormMode;
  readonly processes: number;
}

export const surfaceDefaults: Readonly<Record<string, string>> = {optimizers: 'sgd'};

/** How many given models each kind of plane takes, at least and at most. */
const given: Readonly<Record<PlaneKind, readonly [number, number]>> = {
  random: [1, 1],
  eigenvectors: [1, 1],
  'three-points': [3, 3],
  pca: [3, Number.POSITIVE_INFINITY],
};

function readAxis(read: ArgumentReader, name: 'x' | 'y'): string {
  const text = read.text(name);
  if (text === undefined || text === 'auto') return 'auto';
  const range = readRange(read, name, '-1:1:25');
  const values = parseRange(range);
  if (values.length < 2 || values.some((value, i) => i > 0 && value <= values[i - 1]!)) {
    read.mistakes.push(`--${name} must have at least two increasing numbers, got "${text}"`);
  }
  return range;
}

/** Reads and checks every option of a surface; mistakes are collected in `read`. */
export function readSurfaceOptions(read: ArgumentReader): {options: SurfaceOptions; choices: MnistChoices} {
  const {options, choices} = readMnistOptions(read);
  const plane = read.choice('plane', planeKinds, 'random');
  const at = (read.text('at') ?? '').split(',').filter((path) => path !== '');
  const [least, most] = given[plane];
  if (at.length > 0 && (at.length < least || at.length > most)) {
    const wanted = least === most ? String(least) : `at least ${least}`;
    read.mistakes.push(`--at: the plane ${plane} goes through ${wanted} given models, got ${at.length}`);
  }
  if (choices.optimizers.length > 1) {
    read.mistakes.push(`--optimizers takes one optimizer here, got ${choices.optimizers.length}`);
  }
  return {
    options: {
      ...options,
      plane,
      at: at.map((path) => resolve(path)).join(),
      x: readAxis(read, 'x'),
      y: readAxis(read, 'y'),
      loss: read.text('loss') ?? '',
      batchNorm: readBatchNorm(read),
      processes: read.wholeNumber('processes', {minimum: 1, maximum: 256, fallback: 1}),
    },
    choices,
  };
}
