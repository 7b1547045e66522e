import * as tf from '@tensorflow/tfjs';
import {findingsOf, problemName} from '../report/findings.ts';
import {evaluationsOf, isCounted} from '../report/cost.ts';
import {rankUnits} from '../report/ranking.ts';
import {formatTable} from '../report/text-table.ts';
import {outputKind} from '../../lib/models/index.ts';
import type {Pictures, Predictions, RunUnit} from '../report/types.ts';
import {writeReport} from '../report/page.ts';
import {printPaths} from '../run/print-result.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {diagnose} from '../../lib/training/index.ts';
import {loadCheckpoint} from '../../lib/training/files/index.ts';
import {readCurvature} from '../report/curvature/curvature-store.ts';
import {wrap} from '../terminal/wrap.ts';
import type {OpenedData} from '../data/open-data.ts';
import {disposeExamples, type ExamplePair} from '../model/examples.ts';
import {predictionsOf} from '../model/regression-scores.ts';
import {missingWords} from './comparison-header.ts';
import {lastCheckpoint} from './checkpoint-files.ts';
import {type Comparison, type ComparisonUnit, datasetOf, comparisonExamples, whichTraining} from './comparison.ts';

/** The pictures of a test set, where it has some. */
function picturesOf({shape, test, isInk = false}: OpenedData): Pictures | null {
  const [rows, columns, channels = 1] = shape as [number, number, number?];
  if (!(test.x instanceof Uint8Array) || shape.length < 2 || ![1, 3].includes(channels)) return null;
  return {bytes: test.x, rows, columns, channels, isInk};
}

/** What the best unit of a classification answers on the test examples, with the weights of its last checkpoint. */
async function bestPredictions(
  comparison: Comparison,
  {folder, units, results, data}: ReportInput,
): Promise<Predictions | null> {
  const best = rankUnits(results)[0];
  const result = results.find(({label, divergence}) => label === best?.label && divergence === null);
  const unit = units.find((each) => isOf(each, result));
  const path = unit && lastCheckpoint(folder, unit.stem);
  if (!result || !unit || path === undefined) return null;
  const dataset = datasetOf(comparison, unit);
  const {classes, test} = dataset;
  const {model: source} = comparison;
  const model = source.build(0);
  const own = unit.fold === null || unit.fold === 1 ? data : comparisonExamples(comparison, unit);
  try {
    if (classes === null || source.loss.correct === undefined) return null;
    await loadCheckpoint(path, {model});
    const outputs = await predictionsOf(model, own.test);
    const answers = asProbabilities(outputs, test.count, outputKind(model));
    const predicted = new Int32Array(test.count);
    const confidence = new Float32Array(test.count);
    for (let i = 0; i < test.count; i++) {
      const row = answers.subarray(i * classes.length, (i + 1) * classes.length);
      for (let c = 1; c < row.length; c++) if (row[c]! > row[predicted[i]!]!) predicted[i] = c;
      confidence[i] = row[predicted[i]!]!;
    }
    const actual = test.y as Uint8Array | Int32Array;
    return {
      label: result.label,
      which: whichTraining(unit),
      actual,
      predicted,
      confidence,
      pictures: picturesOf(dataset),
    };
  } finally {
    if (own !== data) disposeExamples(own);
    model.dispose();
  }
}

const isOf = (unit: ComparisonUnit, result: RunUnit | undefined): boolean =>
  unit.optimizer.label === result?.label && unit.seed === result.seed && (unit.fold ?? undefined) === result.fold;

/** What a model gives out as a probability of each class. */
function asProbabilities(outputs: Float32Array, count: number, kind: string | null): Float32Array {
  const width = outputs.length / count;
  if (width === 1) {
    // One output says how likely the second class is.
    const second = kind === 'linear' ? outputs.map((logit) => 1 / (1 + Math.exp(-logit))) : outputs;
    return Float32Array.from({length: 2 * count}, (_, i) => (i % 2 === 1 ? second[i >> 1]! : 1 - second[i >> 1]!));
  }
  if (kind !== 'linear') return outputs;
  return tf.tidy(() => tf.softmax(tf.tensor2d(outputs, [count, width])).dataSync() as Float32Array);
}

export interface ReportInput {
  readonly folder: RunFolder;
  readonly command: string;
  readonly header: Readonly<Record<string, string>>;
  readonly units: readonly ComparisonUnit[];
  readonly results: readonly RunUnit[];
  readonly data: ExamplePair;
}

/** Writes the report page and its figures; resolves to their paths, the page first. */
export async function writeComparisonReport(comparison: Comparison, input: ReportInput): Promise<string[]> {
  const {folder, command, header, results} = input;
  const {classes, columns, name} = datasetOf(comparison);
  return writeReport(folder, {
    title: `Optimizers on ${name}`,
    command,
    header,
    units: results,
    classNames: classes ?? [],
    columns:
      columns &&
      columns.map(({name: column, words, missing}) => ({name: column, words: words + missingWords(missing)})),
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
    runs: results.map(
      ({label, optimizer, seed, fold, history, divergence, testR2, testRmse, updates, seconds, updatesPerSecond}) => {
        const last = history.at(-1);
        return {
          optimizer,
          label,
          seed,
          ...(fold !== undefined && {fold}),
          trainLoss: finite(last?.trainLoss),
          testLoss: finite(last?.testLoss),
          trainAccuracy: finite(last?.trainAccuracy),
          testAccuracy: finite(last?.testAccuracy),
          ...(testR2 !== undefined && {testR2: finite(testR2), testRmse: finite(testRmse)}),
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
      },
    ),
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
