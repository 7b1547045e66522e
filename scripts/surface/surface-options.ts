import {resolve} from 'node:path';
import {choice, flag, type ValuesOf, readBy, readValues, whole} from '../arguments/command-options.ts';
import type {ArgumentReader} from '../arguments/reader.ts';
import {axisOption, batchNormOption} from '../run/scan-arguments.ts';
import {readTraining, trainingOptions, type TrainingChoices} from '../training/training-options.ts';

const planeKinds = ['random', 'pca', 'three-points', 'eigenvectors'] as const;

export type PlaneKind = (typeof planeKinds)[number];

const {
  seeds: _seeds,
  compile: _compile,
  ...training
} = trainingOptions({optimizers: {describe: 'the optimizer, with its options', default: 'sgd'}});

const plane = {
  plane: choice({
    describe:
      'random (normalised filter by filter), pca (of the training), three-points (seeds), or eigenvectors (of the Hessian)',
    choices: planeKinds,
    default: 'random',
    group: 'Plane',
  }),
  // Files with commas between them, as absolute paths; empty where a network is trained.
  at: readBy({
    describe: 'given checkpoints or saved models to go through, with commas between them, in place of training',
    default: undefined,
    group: 'Plane',
    read(read, name) {
      const text = read.text(name);
      const paths = (text ?? '').split(',').filter((path) => path !== '');
      if (text !== undefined && paths.length === 0)
        read.mistakes.push(`--${name} must be paths with commas between them, got "${text}"`);
      return paths.map((path) => resolve(path)).join();
    },
  }),
  x: axisOption('coordinates along the first direction, from:to:count'),
  y: axisOption('coordinates along the second direction'),
  ...batchNormOption('Plane'),
  processes: whole({
    describe: 'how many processes share the points',
    least: 1,
    most: 256,
    default: 1,
    group: 'Plane',
  }),
};

const {plane: kindOption, at, ...points} = plane;

/** The options of `surface` in the order of the help. */
export const surfaceOptions = {
  plane: kindOption,
  at,
  ...points,
  ...training,
  '3d': flag({describe: 'the report has a drawing that can be turned, too (1.7 MB)', group: 'Output'}),
};

/** What `config.json` holds of them. */
export type SurfaceOptions = ValuesOf<typeof training & typeof plane>;

/** How many given models each kind of plane takes, at least and at most. */
const given: Readonly<Record<PlaneKind, readonly [number, number]>> = {
  random: [1, 1],
  eigenvectors: [1, 1],
  'three-points': [3, 3],
  pca: [3, Number.POSITIVE_INFINITY],
};

/** Reads and checks every option of a surface; mistakes are collected in `read`. */
export async function readSurface(
  read: ArgumentReader,
): Promise<{options: SurfaceOptions; choices: TrainingChoices; isInteractive: boolean}> {
  const {options: ofTraining, choices} = await readTraining(read, training);
  const ofPlane = await readValues(read, plane);
  const {plane: kind, at} = ofPlane;
  const files = at === '' ? 0 : at.split(',').length;
  const [least, most] = given[kind];
  if (files > 0 && (files < least || files > most)) {
    const wanted = least === most ? String(least) : `at least ${least}`;
    read.mistakes.push(`--at: the plane ${kind} goes through ${wanted} given models, got ${files}`);
  }
  if (choices.optimizers.length > 1) {
    read.mistakes.push(`--optimizers takes one optimizer here, got ${choices.optimizers.length}`);
  }
  return {options: {...ofTraining, ...ofPlane}, choices, isInteractive: read.flag('3d')};
}
