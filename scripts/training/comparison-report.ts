import {existsSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {classNames} from '../../lib/data/index.ts';
import {modelCatalogue} from '../../lib/models/index.ts';
import {findingsOf, problemName} from '../report/findings.ts';
import {evaluationsOf, isCounted} from '../report/cost.ts';
import {rankUnits} from '../report/ranking.ts';
import {formatTable} from '../report/text-table.ts';
import type {Predictions, RunUnit} from '../report/types.ts';
import {writeReport} from '../report/page.ts';
import {printPaths} from '../run/print-result.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {diagnose} from '../../lib/training/index.ts';
import {loadCheckpoint} from '../../lib/training/files/index.ts';
import {readCurvature} from '../report/curvature/curvature-store.ts';
import {wrap} from '../terminal/wrap.ts';
import {buildModel, type Comparison, type ComparisonUnit, type ComparisonData} from './comparison.ts';
import {checkpointOf} from './training-store.ts';

/** What the best unit of a classification answers on the test images, with the weights of its checkpoint. */
async function bestPredictions(
  comparison: Comparison,
  {folder, units, results, data}: ReportInput,
): Promise<Predictions | null> {
  const {dataset, model: choice} = comparison;
  const entry = modelCatalogue[choice.name];
  const best = rankUnits(results)[0];
  const result = results.find(({label, divergence}) => label === best?.label && divergence === null);
  const unit = units.find(({optimizer, seed}) => optimizer.label === result?.label && seed === result?.seed);
  if (!result || !unit || entry.task !== 'classification' || !existsSync(checkpointOf(folder, unit))) return null;
  const model = buildModel(comparison);
  try {
    await loadCheckpoint(checkpointOf(folder, unit), {model});
    const predicted = new Uint8Array(dataset.test.count);
    const confidence = new Float32Array(dataset.test.count);
    for (let start = 0; start < dataset.test.count; start += 1000) {
      const size = Math.min(1000, dataset.test.count - start);
      const [answers, sure] = tf.tidy(() => {
        const probabilities = tf.softmax(model.apply(data.test.x.slice(start, size)) as tf.Tensor2D);
        return [probabilities.argMax(-1), probabilities.max(-1)];
      });
      predicted.set(await answers!.data(), start);
      confidence.set(await sure!.data(), start);
      tf.dispose([answers!, sure!]);
    }
    return {label: result.label, seed: result.seed, predicted, confidence, images: dataset.test};
  } finally {
    model.dispose();
  }
}

export interface ReportInput {
  readonly folder: RunFolder;
  readonly command: string;
  readonly header: Readonly<Record<string, string>>;
  readonly units: readonly ComparisonUnit[];
  readonly results: readonly RunUnit[];
  readonly data: ComparisonData;
}

/** Writes the report page and its figures; resolves to their paths, the page first. */
export async function writeComparisonReport(comparison: Comparison, input: ReportInput): Promise<string[]> {
  const {folder, command, header, results} = input;
  const {dataset} = comparison;
  return writeReport(folder, {
    title: `Optimizers on ${dataset.name === 'fashion' ? 'Fashion-MNIST' : 'MNIST'}`,
    command,
    header,
    units: results,
    classNames: classNames(dataset.name === 'fashion' ? 'fashion' : 'mnist'),
    predictions: await bestPredictions(comparison, input),
    curvature: readCurvature(folder),
  });
}

const finite = (value: number | null | undefined): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : value;

/**
 * The document of `--json`: one entry a unit; null where a number is not finite or was not measured. Where a solver takes part, each
 * has its evaluations, and `costs` the losses and ranks at equal time and evaluations.
 */
export function comparisonDocument(out: string, results: readonly RunUnit[]): object {
  const counted = isCounted(results);
  const costs = rankUnits(results).flatMap(({label, cost}) => (cost === null ? [] : [{label, ...cost}]));
  return {
    out,
    ...(counted && {costs}),
    runs: results.map(({label, optimizer, seed, history, divergence, updates, seconds, updatesPerSecond}) => {
      const last = history.at(-1);
      return {
        optimizer,
        label,
        seed,
        trainLoss: finite(last?.trainLoss),
        testLoss: finite(last?.testLoss),
        trainAccuracy: finite(last?.trainAccuracy),
        testAccuracy: finite(last?.testAccuracy),
        updates,
        seconds,
        updatesPerSecond,
        ...(counted && last && {evaluations: evaluationsOf(last)}),
        diverged: divergence !== null,
        findings: diagnose({history: [...history], divergence}).map(({problem, evidence, advice}) => ({
          problem,
          evidence,
          advice,
        })),
      };
    }),
  };
}

/** Prints the ranking on standard output, what looks wrong unless `quiet`, and where everything is. */
export function printComparison(
  results: readonly RunUnit[],
  {quiet, paths}: {quiet: boolean; paths: Readonly<Record<string, string>>},
): void {
  const width = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
  console.log(`\n${formatTable(rankUnits(results), width)}\n`);
  const findings = quiet ? [] : findingsOf(results);
  const several = new Set(results.map(({seed}) => seed)).size > 1;
  for (const {label, seeds, finding} of findings) {
    const which = several ? ` (seed${seeds.length === 1 ? '' : 's'} ${seeds.join(', ')})` : '';
    console.log(wrap(`! ${label}${which}: ${problemName(finding)}: ${finding.evidence}`, width, 2));
  }
  if (findings.length > 0) console.log('');
  printPaths(paths);
}
