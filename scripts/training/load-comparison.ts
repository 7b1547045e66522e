import {loadBackend} from '../../lib/native/index.ts';
import type {CommandContext} from '../command.ts';
import type {Comparison} from './comparison.ts';
import {defaultEpochs} from '../run/header.ts';
import {loadDigits} from './load-digits.ts';
import type {MnistChoices, MnistOptions} from './training-options.ts';

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
export async function loadComparison<Options extends MnistOptions>(
  asked: Options,
  choices: MnistChoices,
  {signal, prepare}: Pick<CommandContext, 'signal' | 'prepare'>,
  epochsOn = (backend: string): number => defaultEpochs[backend] ?? 1,
): Promise<LoadedComparison<Options>> {
  const dataset = await loadDigits(asked, signal);
  await prepare();
  const backend = await loadBackend();
  const options = {...asked, epochs: asked.epochs ?? epochsOn(backend)};
  const batchSize = options.batchSize === 'full' ? dataset.train.count : options.batchSize;
  return {backend, options, comparison: {...options, ...choices, dataset, batchSize}};
}
