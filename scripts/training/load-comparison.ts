import {loadBackend} from '../../lib/native/index.ts';
import {CommandError} from '../arguments/errors.ts';
import type {CommandContext} from '../command.ts';
import type {DataOptions} from '../data/data-options.ts';
import {openData, type OpenedData} from '../data/open-data.ts';
import {openModel} from '../model/model-source.ts';
import type {Comparison} from './comparison.ts';
import {defaultEpochs} from './comparison-header.ts';
import type {TrainingChoices, TrainingOptions} from './training-options.ts';

/** Loads the examples that the options ask for, and the backend. */
export async function loadGround(
  options: DataOptions,
  {signal, prepare}: Pick<CommandContext, 'signal' | 'prepare'>,
  folds?: number,
): Promise<{datasets: readonly [OpenedData, ...OpenedData[]]; dataset: OpenedData; backend: string}> {
  const datasets = await openData(options, {signal, folds});
  await prepare();
  return {datasets, dataset: datasets[0], backend: await loadBackend()};
}

/** A comparison that can begin, and the options with the epochs that it has. */
export interface LoadedComparison<Options> {
  readonly backend: string;
  readonly options: Options & {readonly epochs: number};
  /** Its model is to be disposed of. */
  readonly comparison: Comparison;
}

/**
 * Loads the examples, the backend and the model, and settles what depends on them: the number of epochs and the size of a batch.
 *
 * @param asked options as they were read
 * @param epochsOn epochs on each backend where none are asked for
 */
export async function loadComparison<Options extends TrainingOptions>(
  asked: Options,
  choices: TrainingChoices,
  context: Pick<CommandContext, 'signal' | 'prepare'>,
  epochsOn = (backend: string): number => defaultEpochs[backend] ?? 1,
): Promise<LoadedComparison<Options>> {
  const {datasets, dataset, backend} = await loadGround(asked, context, asked.folds);
  const options = {...asked, epochs: asked.epochs ?? epochsOn(backend)};
  const {count} = dataset.train;
  const batchSize =
    options.batchSize === 'full' ? Math.max(...datasets.map(({train}) => train.count)) : options.batchSize;
  const searching = choices.optimizers.filter(({takesBatches}) => !takesBatches).map(({name}) => name);
  if (searching.length > 0 && batchSize < count) {
    throw new CommandError(
      `${searching.join(', ')}: a line search needs the same loss at each update, and --batch-size ${batchSize} of ` +
        `${count} examples gives another one each time: add --batch-size full, or sampled=true to the options`,
    );
  }
  const {seed, seeds = 1, epochs, loss} = options;
  const model = await openModel(choices.model, dataset, loss);
  // Compiled, a layer that draws would do so without the seed.
  const compile = model.draws ? 'off' : options.compile;
  const {optimizers, schedule} = choices;
  const comparison = {datasets, model, optimizers, schedule, epochs, batchSize, seed, seeds, ...(compile && {compile})};
  return {backend, options, comparison};
}
