import {isAbsolute, resolve} from 'node:path';
import {
  type ChoicesOf,
  choice,
  type ValuesOf,
  parseChoices,
  readValues,
  spec,
  text,
  whole,
} from '../arguments/command-options.ts';
import type {ArgumentReader} from '../arguments/reader.ts';
import {checkData} from '../data/check-data.ts';
import {dataOptions, pathOption} from '../data/data-options.ts';
import {isModelPath, parseModelChoice} from '../model/model-choice.ts';
import type {OptimizerChoice} from '../arguments/optimizer-spec.ts';
import type {ScheduleMaker} from '../arguments/schedule-spec.ts';

/** The optimizers that a command trains with where none are named, and what the help says about them. */
export interface OptimizersAbout {
  readonly describe: string;
  readonly default: string;
  readonly words?: string;
}

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

/** A network that is trained; a path is kept as an absolute one. */
const modelOption = {
  ...spec({
    describe:
      'mlp, logreg, 2c2d or autoencoder with options, as in mlp:300-100,activation=tanh; a folder with model.json; or a file that ' +
      'exports build({inputShape, classes})',
    default: 'mlp',
    group: 'Training',
    parse: async (text, mistakes) =>
      (await parseModelChoice(text, mistakes)) ?? {kind: 'catalogue' as const, name: 'mlp' as const, options: {}},
  }),
  read(read: ArgumentReader, name: string): string {
    const text = read.text(name) ?? 'mlp';
    return isModelPath(text) && !isAbsolute(text) ? resolve(text) : text;
  },
};

/** The loss of a model that does not tell it. */
export const lossOption = text({
  describe: 'of a model that does not tell it: softmaxCrossEntropy, meanSquaredError, categoricalCrossentropy, ...',
  default: undefined,
  words: 'that of the model',
  group: 'Training',
});

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
    describe:
      'of the rate, as in cosineDecay:warmup=1 or stepDecay:drop=0.5,every=5: lengths in epochs, changing with every update; ' +
      'unit=epoch: between epochs only; unit=update: lengths in updates',
    default: 'constant',
    group: 'Training',
    parse: async (text, mistakes) =>
      text === 'constant' ? undefined : (await import('../arguments/schedule-spec.ts')).parseSchedule(text, mistakes),
  }),
  model: modelOption,
  loss: lossOption,
  // Null: as many as suit the backend.
  epochs: whole({
    describe: 'passes over the training examples',
    least: 1,
    default: null,
    words: '10, fewer on a slow backend',
    group: 'Training',
  }),
  'batch-size': whole({
    describe: 'examples of an update, or full',
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

/** The options of a comparison of optimizers; `train` and `mnist` have no others. */
export const comparisonOptions = {
  ...trainingOptions({
    optimizers: {
      describe: 'which, with their options: sgd:lr=0.1,momentum:lr=0.05,momentum=0.8,lbfgs (see tfjs-optim list)',
      default: 'sgd,momentum,nesterov,adagrad,adadelta,rmsprop,adam',
      words: 'all lecture optimizers',
    },
  }),
  folds: whole({
    describe: 'parts of the examples that are tested on in turn, trained on the others',
    least: 2,
    most: 1000,
    default: undefined,
    words: 'none, one split',
    group: 'Data',
  }),
  save: pathOption(
    'folder for the best weights of the best optimizer as a model (tf.loadLayersModel opens it)',
    'Output',
  ),
};

type ComparisonTable = ReturnType<typeof trainingOptions>;

/** A table of a command that trains; how often it does and whether compiled, not every command can be told. */
export type TrainingTable = Omit<ComparisonTable, 'seeds' | 'compile'> & Partial<ComparisonTable>;

/** The options of a training as `config.json` holds them and `--config` reads them. */
export type TrainingOptions = ValuesOf<Omit<ComparisonTable, 'seeds' | 'compile'>> &
  Partial<ValuesOf<Pick<ComparisonTable, 'seeds' | 'compile'>>> & {readonly folds?: number | undefined};

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

/** Reads and checks every option of a training; mistakes are collected in `read`. */
export async function readTraining<const Table extends TrainingTable>(
  read: ArgumentReader,
  table: Table,
): Promise<{options: ValuesOf<Table>; choices: TrainingChoices}> {
  const options = (await readValues(read, table)) as ValuesOf<Table> & TrainingOptions;
  const choices = (await parseChoices(read, table, options)) as TrainingChoices;
  checkSchedule(choices.schedule, choices.optimizers, read.mistakes);
  checkLength(choices.schedule, options.epochs, read.mistakes);
  checkData(read, options);
  return {options, choices};
}
