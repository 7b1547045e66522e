import type * as tf from '@tensorflow/tfjs';
import type {Dataset} from '../../lib/data/index.ts';
import {CommandError} from '../arguments/errors.ts';

type Meaning = Partial<Pick<Dataset, 'classes' | 'columns' | 'scaling'>>;

/** The columns that are inputs, with all that turns a value into numbers. */
const inputsOf = (columns: Dataset['columns'] | undefined, isScaled: boolean): string[] =>
  (columns ?? [])
    .filter(({use}) => use !== 'target' && use !== 'left out')
    .map(({name, use, mean, deviation, categories}) =>
      JSON.stringify([name, use, categories, ...(isScaled && use === 'number' ? [mean, deviation] : [])]),
    );

/**
 * A model that `--save` wrote knows what its inputs and outputs mean: other data of the same shape would give wrong numbers without a
 * word.
 *
 * @param isScaled whether means and deviations must be the same, too, as where it is measured and not trained on
 * @throws CommandError where columns, classes or scaling are others
 */
export function checkMeaning(model: tf.LayersModel, dataset: Dataset, words: string, isScaled = false): void {
  const {classes, columns, scaling} = (model.getUserDefinedMetadata() ?? {}) as Meaning;
  const refuse = (what: string, way: string): never => {
    throw new CommandError(`${words} was trained with other ${what} than ${dataset.name} has: ${way}`);
  };
  if (classes && dataset.classes && classes.join('\n') !== dataset.classes.join('\n'))
    refuse(
      `classes (${classes.join(', ')})`,
      `these are ${dataset.classes.join(', ')}; give data with the same, in files of the same kind`,
    );
  if (!columns || !dataset.columns) return;
  const [before, now] = [columns, dataset.columns].map((each) => inputsOf(each, false));
  const wrong = before!.findIndex((column, i) => column !== now![i]);
  if (wrong >= 0 || before!.length !== now!.length)
    refuse(
      'columns',
      `input ${Math.max(wrong, 0) + 1} was ${before![wrong] ?? 'none'} and is ${now![Math.max(wrong, 0)] ?? 'none'}`,
    );
  if (!isScaled) return;
  const same =
    inputsOf(columns, true).join() === inputsOf(dataset.columns, true).join() &&
    JSON.stringify(scaling) === JSON.stringify(dataset.scaling);
  if (!same)
    refuse(
      'means and deviations',
      'they are those of its training part; give the same file with the same --split-seed, --test-fraction and --missing',
    );
}
