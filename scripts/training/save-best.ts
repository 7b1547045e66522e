import {loadCheckpoint} from '../../lib/training/files/index.ts';
import {saveModel} from '../model/save-model.ts';
import {formatLoss} from '../report/number-format.ts';
import {rankUnits} from '../report/ranking.ts';
import type {RunUnit} from '../report/types.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {bestEpoch, checkpointFile} from './checkpoint-files.ts';
import {type Comparison, type ComparisonUnit, datasetOf, whichTraining} from './comparison.ts';

/** The least loss that a training came to, on the test set where there is one. */
const leastLoss = ({history}: RunUnit): number => {
  const record = history.find(({epoch}) => epoch === bestEpoch(history));
  return record?.testLoss ?? record?.trainLoss ?? Number.POSITIVE_INFINITY;
};

/**
 * Saves the best weights of the best optimizer as a model; what its inputs and outputs mean is in its user-defined metadata.
 *
 * @returns what it is, in words and in numbers; null where every training diverged
 */
export async function saveBest(
  comparison: Comparison,
  {folder, units, results}: {folder: RunFolder; units: readonly ComparisonUnit[]; results: readonly RunUnit[]},
  to: string,
): Promise<{words: string; about: object} | null> {
  const best = rankUnits(results)[0]?.label;
  const sound = results.filter(
    ({label, divergence, history}) => label === best && divergence === null && history.length > 0,
  );
  if (sound.length === 0) return null;
  const chosen = sound.reduce((least, each) => (leastLoss(each) < leastLoss(least) ? each : least));
  const unit = units.find(
    ({optimizer, seed, fold}) =>
      optimizer.label === chosen.label && seed === chosen.seed && (fold ?? undefined) === chosen.fold,
  )!;
  const model = comparison.model.build(unit.seed);
  try {
    const epoch = bestEpoch(chosen.history);
    await loadCheckpoint(checkpointFile(folder, unit.stem, epoch), {model});
    const {task, shape, classes, columns, scaling} = datasetOf(comparison, unit);
    model.setUserDefinedMetadata({
      loss: comparison.model.loss.name,
      optimizer: chosen.label,
      seed: unit.seed,
      epoch,
      task,
      shape,
      classes,
      columns,
      scaling,
    });
    await saveModel(model, to);
    const {trainLoss, testLoss, testAccuracy} = chosen.history.find((record) => record.epoch === epoch)!;
    const about = {
      folder: to,
      optimizer: chosen.label,
      seed: unit.seed,
      ...(unit.fold !== null && {fold: unit.fold}),
      epoch,
      trainLoss,
      testLoss,
      testAccuracy,
    };
    return {
      words: `${to} (${chosen.label}, ${whichTraining(unit)}, epoch ${epoch}: test loss ${formatLoss(testLoss)})`,
      about,
    };
  } finally {
    model.dispose();
  }
}
