import {type ImageDataset} from '../../lib/data/index.ts';
import {loadMnist} from '../../lib/data/files/index.ts';
import {loadBackend} from '../../lib/native/index.ts';
import {CommandError} from '../arguments/errors.ts';
import type {CommandContext} from '../command.ts';
import type {Comparison} from './comparison.ts';
import {defaultEpochs} from './comparison-header.ts';
import type {TrainingChoices, TrainingOptions} from './training-options.ts';

/** The images that the options ask for. */
export function loadDigits(
  {data, dataset}: Pick<TrainingOptions, 'data' | 'dataset'>,
  signal: AbortSignal,
): Promise<ImageDataset> {
  if (data === 'embedded') return loadMnist({source: 'embedded', dataset});
  if (data === 'download') return loadMnist({source: 'download', dataset, signal});
  return loadMnist({source: 'dir', dir: data, dataset});
}

/** Loads the images that the options ask for, and the backend. */
export async function loadGround(
  options: Pick<TrainingOptions, 'data' | 'dataset'>,
  {signal, prepare}: Pick<CommandContext, 'signal' | 'prepare'>,
): Promise<{dataset: ImageDataset; backend: string}> {
  const dataset = await loadDigits(options, signal);
  await prepare();
  return {dataset, backend: await loadBackend()};
}

/** A comparison that can begin, and the options with the epochs that it has. */
export interface LoadedComparison<Options> {
  readonly backend: string;
  readonly options: Options & {readonly epochs: number};
  readonly comparison: Comparison;
}

/**
 * Loads the images and the backend, and settles what depends on them: the number of epochs and the size of a batch.
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
  const {dataset, backend} = await loadGround(asked, context);
  const options = {...asked, epochs: asked.epochs ?? epochsOn(backend)};
  const batchSize = options.batchSize === 'full' ? dataset.train.count : options.batchSize;
  const searching = choices.optimizers.filter(({takesBatches}) => !takesBatches).map(({name}) => name);
  if (searching.length > 0 && batchSize < dataset.train.count) {
    throw new CommandError(
      `${searching.join(', ')}: a line search needs the same loss at each update, and --batch-size ${batchSize} of ` +
        `${dataset.train.count} digits gives another one each time: add --batch-size full, or sampled=true to the options`,
    );
  }
  const {seed, seeds = 1, epochs, compile} = options;
  const comparison = {dataset, ...choices, epochs, batchSize, seed, seeds, ...(compile && {compile})};
  return {backend, options, comparison};
}
