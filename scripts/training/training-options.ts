import {resolve} from 'node:path';
import {
  type ChoicesOf,
  choice,
  type ValuesOf,
  parseChoices,
  readBy,
  readValues,
  spec,
  whole,
} from '../arguments/command-options.ts';
import type {ArgumentReader} from '../arguments/reader.ts';
import type {OptimizerChoice} from '../arguments/optimizer-spec.ts';
import type {ScheduleMaker} from '../arguments/schedule-spec.ts';

/** The optimizers that a command trains with where none are named, and what the help says about them. */
export interface OptimizersAbout {
  readonly describe: string;
  readonly default: string;
  readonly words?: string;
}

/** Where the images come from: a folder is kept as an absolute path, so that a run can be repeated and resumed from anywhere. */
export const dataOptions = {
  data: readBy({
    describe: 'a folder with the four IDX files, embedded, or download',
    default: 'embedded',
    group: 'Data',
    read(read, name) {
      const data = read.text(name) ?? (read.text('dataset') === 'fashion' ? 'download' : 'embedded');
      return data === 'embedded' || data === 'download' ? data : resolve(data);
    },
  }),
  dataset: choice({
    describe: 'mnist or fashion',
    choices: ['mnist', 'fashion'],
    default: 'mnist',
    group: 'Data',
  }),
};

/** How many seeds each optimizer is trained from. */
export const seedsOption = (fallback: number) =>
  whole({
    describe: 'how many seeds each optimizer is trained from',
    least: 1,
    most: 1000,
    default: fallback,
    group: 'Training',
  });

export const seedOption = whole({describe: 'the first seed', least: 0, default: 1, group: 'Training'});

/**
 * How networks are trained and on what, in the order of `config.json`. The parsers of texts are loaded where they are needed:
 * the help loads no tensors.
 */
export const trainingOptions = ({optimizers, seeds = 1}: {optimizers: OptimizersAbout; seeds?: number}) => ({
  optimizers: spec({
    ...optimizers,
    group: 'Training',
    parse: async (text, mistakes) => (await import('../arguments/optimizer-spec.ts')).parseOptimizers(text, mistakes),
  }),
  schedule: spec({
    describe: 'of the rate, as in cosineDecay:warmup=1 or stepDecay:drop=0.5,every=5,unit=epoch; units: epoch, update',
    default: 'constant',
    group: 'Training',
    parse: async (text, mistakes) =>
      text === 'constant' ? undefined : (await import('../arguments/schedule-spec.ts')).parseSchedule(text, mistakes),
  }),
  model: spec({
    describe: 'mlp, logreg, 2c2d or autoencoder, with options: mlp:widths=300-100,activation=tanh',
    default: 'mlp',
    group: 'Training',
    parse: async (text, mistakes) =>
      (await import('../arguments/model-spec.ts')).parseModel(text, mistakes) ?? {name: 'mlp' as const, options: {}},
  }),
  // Null: as many as suit the backend.
  epochs: whole({
    describe: 'passes over the training digits',
    least: 1,
    default: null,
    words: '10, fewer on a slow backend',
    group: 'Training',
  }),
  'batch-size': whole({
    describe: 'digits of an update, or full',
    least: 1,
    or: ['full'],
    default: 64,
    group: 'Training',
  }),
  seeds: seedsOption(seeds),
  seed: seedOption,
  ...dataOptions,
  compile: choice({
    describe: 'on: an update, and an evaluation, is one native call where the backend can; off: one call an operation',
    choices: ['on', 'off'],
    default: 'on',
    group: 'Training',
  }),
});

/** The options of a comparison of optimizers; `mnist` has no others. */
export const comparisonOptions = trainingOptions({
  optimizers: {
    describe: 'which, with their options: sgd:lr=0.1,momentum:lr=0.05,momentum=0.8,lbfgs (see tfjs-optim list)',
    default: 'sgd,momentum,nesterov,adagrad,adadelta,rmsprop,adam',
    words: 'all lecture optimizers',
  },
});

type ComparisonTable = ReturnType<typeof trainingOptions>;

/** A table of a command that trains; how often it does and whether compiled, not every command can be told. */
export type TrainingTable = Omit<ComparisonTable, 'seeds' | 'compile'> & Partial<ComparisonTable>;

/** The options of a training as `config.json` holds them and `--config` reads them. */
export type TrainingOptions = ValuesOf<Omit<ComparisonTable, 'seeds' | 'compile'>> &
  Partial<ValuesOf<Pick<ComparisonTable, 'seeds' | 'compile'>>>;

/** What their texts stand for. */
export type TrainingChoices = ChoicesOf<ComparisonTable>;

/** A schedule that does not fit the number of epochs is a mistake before anything is done. */
function checkLength(schedule: ScheduleMaker | undefined, epochs: number | null, mistakes: string[]): void {
  if (!schedule || epochs === null) return;
  try {
    schedule(0.1, {epochs, updatesPerEpoch: 1_000_000});
  } catch (error) {
    mistakes.push(`--schedule: ${(error as Error).message}`);
  }
}

/** A schedule is of learning rates: without any there is nothing that it could do. */
function checkSchedule(
  schedule: ScheduleMaker | undefined,
  optimizers: readonly OptimizerChoice[],
  mistakes: string[],
): void {
  if (!schedule || optimizers.length === 0 || optimizers.some(({rate}) => rate !== null)) return;
  const names = optimizers.map(({name}) => name).join(', ');
  mistakes.push(
    `--schedule does not apply: no learning rate is in ${names}, where line searches find the steps; leave it out`,
  );
}

/** Of the two sets only one is embedded. */
export function checkDataset({dataset, data}: ValuesOf<typeof dataOptions>, mistakes: string[]): void {
  if (dataset === 'fashion' && data === 'embedded') {
    mistakes.push('--data embedded has the MNIST digits only: for --dataset fashion give a folder or download');
  }
}

/** Reads and checks every option of a training; mistakes are collected in `read`. */
export async function readTraining<const Table extends TrainingTable>(
  read: ArgumentReader,
  table: Table,
): Promise<{options: ValuesOf<Table>; choices: TrainingChoices}> {
  const options = (await readValues(read, table)) as ValuesOf<Table> & TrainingOptions;
  const choices = (await parseChoices(read, table, options)) as TrainingChoices;
  checkSchedule(choices.schedule, choices.optimizers, read.mistakes);
  checkLength(choices.schedule, options.epochs, read.mistakes);
  checkDataset(options, read.mistakes);
  return {options, choices};
}
