import type {RunFolder} from '../run/folder/run-folder.ts';
import {rankUnits} from '../report/ranking.ts';
import type {RunUnit} from '../report/types.ts';
import {didYouMean} from '../../lib/base/arguments.ts';
import {CommandError, UsageError} from '../arguments/errors.ts';
import {ArgumentReader} from '../arguments/reader.ts';
import type {CommandContext} from '../command.ts';
import {outputOptions} from '../run/output-options.ts';
import type {ExamplePair} from '../model/examples.ts';
import {type Comparison, type ComparisonUnit, comparisonUnits, comparisonExamples} from '../training/comparison.ts';
import {loadComparison} from '../training/load-comparison.ts';
import {comparisonOptions, readTraining} from '../training/training-options.ts';
import {readRunOptions, reopenRun, type RunWanted} from '../run/resume.ts';
import type {PartOfRun} from '../training/run-reference.ts';
import {finishedUnits} from '../training/training-store.ts';

const wanted: RunWanted = {
  asked: 'hessian',
  of: 'train, mnist or hessian, which train optimizers',
  advice: 'give the folder of such a run, or of a saved model',
};

/**
 * The options of a run as they were read when it began.
 *
 * @throws UsageError where the folder holds none
 */
export async function trainingOf(path: string) {
  const table = {...comparisonOptions, ...outputOptions('mnist')};
  const read = new ArgumentReader(readRunOptions(path, table, wanted), table);
  const training = await readTraining(read, comparisonOptions);
  read.finish();
  return training;
}

/** A finished run of `train` or `mnist`, read from its folder; `data` and the model are to be disposed of. */
export interface OpenRun {
  readonly folder: RunFolder;
  readonly backend: string;
  readonly comparison: Comparison;
  readonly units: readonly ComparisonUnit[];
  readonly results: readonly RunUnit[];
  readonly data: ExamplePair;
  readonly texts: {readonly schedule: string; readonly model: string};
}

/**
 * Opens the folder of a run.
 *
 * @throws UsageError, CommandError where it is none, or where the data or the backend are no longer those of the run
 */
export async function openRun(path: string, context: CommandContext): Promise<OpenRun> {
  const {options, choices} = await trainingOf(path);
  const {backend, comparison} = await loadComparison(options, choices, context, () => 1);
  if (comparison.datasets.length > 1)
    throw new CommandError(`the run in ${path} has folds, each with examples of its own: give one of a single split`);
  const units = comparisonUnits(comparison, backend);
  const folder = reopenRun(path, {backend, units});
  const results = finishedUnits(folder, units);
  if (results.length === 0) throw new CommandError(`the run in ${path} has nothing finished: continue it first`);
  return {folder, backend, comparison, units, results, data: comparisonExamples(comparison), texts: options};
}

/** Of a run, what is probed. */
export interface AskedUnits {
  /** Labels of optimizers, or all; undefined: the best one. */
  readonly units: string | undefined;
  /** One training, whose label is not asked for then. */
  readonly part: PartOfRun | undefined;
}

/** The trainings asked for: the one named, those of the best optimizer, all, or those with the labels given. */
export function chooseUnits(
  {units, results}: OpenRun,
  {units: asked, part}: AskedUnits,
): {unit: ComparisonUnit; result: RunUnit}[] {
  const sound = units.flatMap((unit) => {
    const result = results.find(({label, seed}) => label === unit.optimizer.label && seed === unit.seed);
    return result && result.history.length > 0 && result.divergence === null ? [{unit, result}] : [];
  });
  if (sound.length === 0) throw new CommandError('every optimizer of the run diverged: there is nothing to probe');
  if (part !== undefined) {
    const named = sound.filter(({unit}) => unit.key === part.key);
    if (named.length > 0) return named;
    throw new UsageError([
      `hessian: ${part.label}, seed ${part.seed}, of the run in ${part.run} diverged or has not ended: name another training, or continue the run first`,
    ]);
  }
  if (asked === 'all') return sound;
  const best = rankUnits(results)[0]!.label;
  const labels = asked === undefined ? [best] : asked.split(',').map((label) => label.trim());
  const known = [...new Set(sound.map(({unit}) => unit.optimizer.label))];
  const wrong = labels.filter((label) => !known.includes(label));
  if (wrong.length > 0) {
    throw new UsageError(
      wrong.map(
        (label) => `--units: the run has no "${label}"${didYouMean(label, known)} (all, or of: ${known.join(', ')})`,
      ),
    );
  }
  return sound.filter(({unit}) => labels.includes(unit.optimizer.label));
}
