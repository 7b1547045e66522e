import type {OptionTable} from '../arguments/reader.ts';

/** How a network is trained, in every command that trains one. */
export const trainingOptions = {
  schedule: {
    describe: 'of the rate, as in cosineDecay:warmup=1 or stepDecay:drop=0.5,every=5,unit=epoch; units: epoch, update',
    kind: 'value',
    default: 'constant',
    group: 'Training',
  },
  model: {
    describe: 'mlp, logreg, 2c2d or autoencoder, with options: mlp:widths=300-100,activation=tanh',
    kind: 'value',
    default: 'mlp',
    group: 'Training',
  },
  epochs: {
    describe: 'passes over the training digits',
    kind: 'value',
    default: '10, fewer on a slow backend',
    group: 'Training',
  },
  'batch-size': {describe: 'digits of an update, or full', kind: 'value', default: '64', group: 'Training'},
  seed: {describe: 'the first seed', kind: 'value', default: '1', group: 'Training'},
} as const satisfies OptionTable;

/** How many seeds each optimizer is trained from. */
export const seedsOption = (fallback: string): OptionTable => ({
  seeds: {
    describe: 'how many seeds each optimizer is trained from',
    kind: 'value',
    default: fallback,
    group: 'Training',
  },
});

/** What is read. */
export const dataOptions = {
  data: {
    describe: 'a folder with the four IDX files, embedded, or download',
    kind: 'value',
    default: 'embedded',
    group: 'Data',
  },
  dataset: {describe: 'mnist or fashion', kind: 'value', default: 'mnist', group: 'Data'},
} as const satisfies OptionTable;

/** How batch normalisation is treated at the points of a path or of a plane. */
export const batchNormOption = (group: string): OptionTable => ({
  'batch-norm': {
    describe: 'statistics of batch normalisation at every point: recalibrate, interpolate or keep',
    kind: 'value',
    default: 'recalibrate',
    group,
  },
});

/** Where a run is written and what is printed of it. */
export const outputOptions = (command: string) =>
  ({
    out: {
      describe: 'the folder of the run',
      kind: 'value',
      default: `runs/${command}-<date>-<time>`,
      group: 'Output',
    },
    resume: {
      describe: 'continue a run that was stopped: its folder, or that of --out, or the newest',
      kind: 'optional',
      group: 'Output',
    },
    config: {
      describe: 'a JSON file with these options; the command line goes before it',
      kind: 'value',
      group: 'Output',
    },
    quiet: {describe: 'only the result', kind: 'flag', group: 'Output'},
    json: {describe: 'the result as one JSON document on standard output', kind: 'flag', group: 'Output'},
  }) as const satisfies OptionTable;
