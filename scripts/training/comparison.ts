import {dataFingerprint, type OpenedData} from '../data/open-data.ts';
import type {OptimizerChoice} from '../arguments/optimizer-spec.ts';
import type {ScheduleMaker} from '../arguments/schedule-spec.ts';
import {type ExamplePair, examplesOf} from '../model/examples.ts';
import type {ModelSource} from '../model/model-source.ts';
import {type Unit, unitKey} from '../run/units.ts';
import {checkpointStem} from './checkpoint-files.ts';

/** What a comparison trains: every optimizer from every seed, on the same batches and from the same weights. */
export interface Comparison {
  /** What is trained on; with folds, one set for each. */
  readonly datasets: readonly [OpenedData, ...OpenedData[]];
  readonly model: ModelSource;
  readonly optimizers: readonly OptimizerChoice[];
  readonly schedule: ScheduleMaker | undefined;
  readonly epochs: number;
  readonly batchSize: number;
  /** Whether updates and evaluations are compiled where the backend can, default 'on'. */
  readonly compile?: 'on' | 'off';
  /** First seed; the others follow it. */
  readonly seed: number;
  readonly seeds: number;
}

/** One optimizer from one seed, on one fold where there are folds, named by the hash of all that its result depends on. */
export interface ComparisonUnit extends Unit {
  readonly optimizer: OptimizerChoice;
  /** Number of the fold that it is tested on, from 1; null where there are none. */
  readonly fold: number | null;
  /** What the names of its checkpoints begin with. */
  readonly stem: string;
}

/** A training of an optimizer in words. */
export const whichTraining = ({
  seed,
  fold,
}: {
  readonly seed: number;
  readonly fold?: number | null | undefined;
}): string => `seed ${seed}${fold === null || fold === undefined ? '' : `, fold ${fold}`}`;

/** The examples of a unit, or of a comparison without folds. */
export const datasetOf = ({datasets}: Pick<Comparison, 'datasets'>, unit?: Pick<ComparisonUnit, 'fold'>): OpenedData =>
  datasets[(unit?.fold ?? 1) - 1]!;

export const updatesPerEpoch = (
  comparison: Pick<Comparison, 'datasets' | 'batchSize'>,
  unit?: Pick<ComparisonUnit, 'fold'>,
): number => Math.ceil(datasetOf(comparison, unit).train.count / comparison.batchSize);

/** A new optimizer of the comparison, its rate under the comparison's schedule where there is one. */
export function createOptimizer(
  comparison: Comparison,
  optimizer: OptimizerChoice,
  unit?: Pick<ComparisonUnit, 'fold'>,
) {
  const {schedule, epochs} = comparison;
  const run = {epochs, updatesPerEpoch: updatesPerEpoch(comparison, unit)};
  if (optimizer.rate === null) return optimizer.create();
  return optimizer.create(schedule ? schedule(optimizer.rate, run) : optimizer.rate);
}

/** The units in the order in which they run: seed by seed, so that an early stop leaves a comparison of whole seeds. */
export function comparisonUnits(comparison: Comparison, backend: string): ComparisonUnit[] {
  const {datasets, model, epochs, batchSize, compile = 'on'} = comparison;
  // Compiled results differ in their last digits; on other backends nothing is compiled.
  const way = backend === 'tensorflow' ? {compile} : {};
  const folds = datasets.length === 1 ? [null] : datasets.map((_, index) => index + 1);
  const fingerprints = datasets.map(dataFingerprint);
  const units = Array.from({length: comparison.seeds}, (_, index) => comparison.seed + index).flatMap((seed) =>
    folds.flatMap((fold) =>
      comparison.optimizers.map((choice): ComparisonUnit => {
        const optimizer = createOptimizer(comparison, choice, {fold});
        const config = optimizer.getConfig();
        optimizer.dispose();
        const shared = {data: fingerprints[(fold ?? 1) - 1], model: model.identity, epochs, batchSize, backend, ...way};
        const key = unitKey({...shared, optimizer: choice.name, config, seed});
        return {key, optimizer: choice, config, seed, fold, stem: checkpointStem(choice, seed, fold)};
      }),
    ),
  );
  const stems = units.map(({stem}) => stem);
  // Two labels may differ in signs only that a file name does not have.
  return units.map((unit) =>
    stems.indexOf(unit.stem) === stems.lastIndexOf(unit.stem)
      ? unit
      : {...unit, stem: `${unit.stem}-${unit.key.slice(0, 6)}`},
  );
}

/** The examples of a unit, or of a comparison without folds, as its model takes them; the caller disposes them. */
export function comparisonExamples(
  comparison: Pick<Comparison, 'datasets' | 'model'>,
  unit?: Pick<ComparisonUnit, 'fold'>,
): ExamplePair {
  const model = comparison.model.build(0);
  try {
    return examplesOf(model, datasetOf(comparison, unit), comparison.model.loss.name);
  } finally {
    model.dispose();
  }
}
