import type {BackendDiagnosis} from '../../lib/native/index.ts';
import type {Dataset} from '../../lib/data/index.ts';
import {formatNumber} from '../report/number-format.ts';
import {type Facts, versionFact} from '../run/header.ts';
import {type Comparison, datasetOf} from './comparison.ts';
import type {TrainingOptions} from './training-options.ts';

/** Epochs that end in a minute or two on each backend. */
export const defaultEpochs: Readonly<Record<string, number>> = {tensorflow: 10, wasm: 5, cpu: 1};

const count = (amount: number, what: string): string => `${amount} ${what}${amount === 1 ? '' : 's'}`;

/** How many cells of a column have no value. */
export const missingWords = (missing: number): string =>
  missing === 0 ? '' : `, ${missing} cell${missing === 1 ? '' : 's'} without a value`;

/** What became of each column of a table. */
export const columnList = ({columns}: Pick<Dataset, 'columns'>): Facts =>
  columns === null
    ? {}
    : {columns: columns.map(({name, words, missing}) => `${name} (${words}${missingWords(missing)})`).join('; ')};

/** What an example is, and what is learned. */
function dataFacts({columns, classes, scaling, task, shape, train}: Dataset): Facts {
  const named = classes !== null && classes.length > 20 ? `${classes.length} classes` : classes?.join(', ');
  return {
    ...(columns === null && {
      examples: `${shape.join(' x ')} ${train.x instanceof Uint8Array ? 'brightnesses, divided by 255' : 'numbers'}`,
    }),
    task: task === 'classification' ? `classification into ${named}` : 'regression',
    ...(scaling && {
      'target scaled': scaling.mean
        .map((mean, i) => `by (value - ${formatNumber(mean, 7)}) / ${formatNumber(scaling.deviation[i]!, 7)}`)
        .join(', '),
    }),
  };
}

/** The facts of a run that stand above its progress and at the head of its report. */
export function headerFacts(
  comparison: Comparison,
  {
    asked,
    schedule,
    model,
    report,
    out,
  }: {asked: TrainingOptions['epochs']; schedule: string; model: string; report: BackendDiagnosis; out: string},
): Facts {
  const {epochs, batchSize, seeds, seed, optimizers, datasets} = comparison;
  const dataset = datasetOf(comparison);
  const solvers = [...new Set(optimizers.flatMap(({name, rate}) => (rate === null ? [name] : [])))];
  const spared = comparison.schedule && solvers.length > 0 ? ` (${solvers.join(', ')} without)` : '';
  const tensorflow = report.tensorflowVersion === null ? '' : ` (TensorFlow ${report.tensorflowVersion})`;
  const smaller =
    asked === null && epochs < defaultEpochs['tensorflow']!
      ? {
          defaults: `smaller on the ${report.backend} backend: ${count(epochs, 'epoch')} instead of 10 (--epochs changes it)`,
        }
      : {};
  return {
    ...versionFact(),
    backend: `${report.backend}${tensorflow}, ${count(report.threads, 'thread')}`,
    ...smaller,
    data: dataset.source,
    ...(datasets.length > 1 && {
      folds: `${datasets.length}, each tested on once by networks that were trained on the others`,
    }),
    ...dataFacts(dataset),
    model,
    loss: comparison.model.loss.name,
    ...(comparison.model.draws && {
      compiled: 'no: layers that draw, such as dropout, do so by the seed only in single operations',
    }),
    optimizers: optimizers.map(({label}) => label).join(', '),
    training: `${count(epochs, 'epoch')}, batch ${batchSize}, schedule ${schedule}${spared}`,
    [seeds === 1 ? 'seed' : 'seeds']: seeds === 1 ? String(seed) : `${seed} to ${seed + seeds - 1}`,
    losses: 'means over examples, measured on the whole set after each epoch',
    output: out,
  };
}
