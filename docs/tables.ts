import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {format, resolveConfig} from 'prettier';
import {describeRange} from '../lib/base/arguments.ts';
import {describeOptions, type OptionDescription, type OptionTable} from '../lib/base/options.ts';
import {classifyCriticalPointTable} from '../lib/curvature/classify-critical-point.ts';
import {conditionNumberTable} from '../lib/curvature/condition-number.ts';
import {findCriticalPointTable} from '../lib/curvature/find-critical-point.ts';
import {gradientEnergyTable} from '../lib/curvature/gradient-energy.ts';
import {hessianDiagonalTable} from '../lib/curvature/hessian-diagonal.ts';
import {hessianTraceTable} from '../lib/curvature/hessian-trace.ts';
import {probeTable} from '../lib/curvature/probe-options.ts';
import {lossTable, matrixTable} from '../lib/curvature/problem/source.ts';
import {sharpnessTable} from '../lib/curvature/sharpness.ts';
import {spectralDensityTable} from '../lib/curvature/spectral-density.ts';
import {taylorProbeTable} from '../lib/curvature/taylor-probe.ts';
import {topEigenvaluesTable} from '../lib/curvature/top-eigenvalues.ts';
import {earlyStoppingTable} from '../lib/training/callbacks/early-stopping.ts';
import {learningRateMonitorTable} from '../lib/training/callbacks/learning-rate-monitor.ts';
import {lineSearchCatalogue, optimizerCatalogue, solverCatalogue} from '../optimizers/index.ts';
import {accumulatedTable} from '../optimizers/wrappers/accumulated.ts';
import {averagedTable} from '../optimizers/wrappers/averaged.ts';
import {clippedTable} from '../optimizers/wrappers/clipped.ts';
import {evaluationWeightsTable} from '../optimizers/wrappers/evaluation-weights.ts';
import {lookaheadTable} from '../optimizers/wrappers/lookahead.ts';
import {partitionedTable} from '../optimizers/wrappers/partitioned.ts';
import {samTable} from '../optimizers/wrappers/sam.ts';
import {scheduledTable} from '../optimizers/wrappers/scheduled.ts';
import {skipNonFiniteTable} from '../optimizers/wrappers/skip-non-finite.ts';
import {scheduleCatalogue} from '../schedules/index.ts';
import {pageOf} from '../scripts/lecture/site/page-of.ts';
import {topics} from '../scripts/lecture/topics/index.ts';

type Options = Readonly<Record<string, OptionDescription>>;

/** The options of a table but those that are the same in another one. */
const beside = (options: Options, shared: OptionTable | Options): Options =>
  Object.fromEntries(
    Object.entries(options).filter(
      ([name, option]) => !Object.hasOwn(shared, name) || shared[name]!.default !== option.default,
    ),
  );

function rules(): Record<string, Options> {
  // Descent itself has no others.
  const all = optimizerCatalogue['sgd']!.options;
  const own = Object.entries(optimizerCatalogue).map(([name, {options}]) => [name, beside(options, all)]);
  return {all, ...(Object.fromEntries(own) as Record<string, Options>)};
}

function wrappers(): Record<string, Options> {
  const tables: Record<string, OptionTable> = {
    clipped: clippedTable,
    accumulated: accumulatedTable,
    lookahead: lookaheadTable,
    averaged: averagedTable,
    withEvaluationWeights: evaluationWeightsTable,
    scheduled: scheduledTable,
    partitioned: partitionedTable,
    skipNonFinite: skipNonFiniteTable,
    sam: samTable,
  };
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, describeOptions(table)]));
}

function callbacks(): Record<string, Options> {
  const tables: Record<string, OptionTable> = {
    earlyStopping: earlyStoppingTable,
    learningRateMonitor: learningRateMonitorTable,
  };
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, describeOptions(table)]));
}

function probes(): Record<string, Options> {
  const tables: Record<string, OptionTable> = {
    topEigenvalues: topEigenvaluesTable,
    spectralDensity: spectralDensityTable,
    hessianTrace: hessianTraceTable,
    hessianDiagonal: hessianDiagonalTable,
    conditionNumber: conditionNumberTable,
    taylorProbe: taylorProbeTable,
    gradientEnergy: gradientEnergyTable,
    sharpness: sharpnessTable,
    classifyCriticalPoint: classifyCriticalPointTable,
    findCriticalPoint: findCriticalPointTable,
  };
  const own = Object.entries(tables).map(([name, table]) => [
    name,
    beside(describeOptions(table), {...matrixTable, ...probeTable}),
  ]);
  return {
    all: describeOptions({...lossTable, ...probeTable}),
    'of a matrix': beside(describeOptions(matrixTable), lossTable),
    ...(Object.fromEntries(own) as Record<string, Options>),
  };
}

function solvers(): Record<string, Options> {
  const all = {sampled: solverCatalogue['lbfgs']!.options['sampled']!};
  const own = Object.entries({...solverCatalogue, ...lineSearchCatalogue}).map(([name, {options}]) => [
    name,
    beside(options, all),
  ]);
  return {'all solvers': all, ...(Object.fromEntries(own) as Record<string, Options>)};
}

const schedules = (): Record<string, Options> =>
  Object.fromEntries(Object.entries(scheduleCatalogue).map(([name, {parameters}]) => [name, parameters]));

function code(value: unknown): string {
  if (typeof value === 'string') return `\`'${value}'\``;
  if (typeof value === 'number' && value > 0 && value < 1e-3) return `\`${value.toExponential()}\``;
  return `\`${JSON.stringify(value).replaceAll(',', ', ')}\``;
}

function row(group: string, name: string, option: OptionDescription): string {
  const {required, range, choices, description} = option;
  const fallback = required ? 'required' : 'default' in option ? code(option.default) : '';
  const bounds = range && describeRange(range).replace(/^a (finite number)? ?/, '');
  const cells = [group, `\`${name}\``, fallback, choices?.map(code).join(', ') ?? bounds ?? '', description];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function optionTable(groups: Record<string, Options>): string {
  const rows = Object.entries(groups).flatMap(([group, options]) =>
    Object.entries(options).map(([name, option], i) =>
      row(i > 0 ? '' : /^[a-z]+$/i.test(group) && group !== 'all' ? `\`${group}\`` : group, name, option),
    ),
  );
  return ['| of | option | default | values | meaning |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

/** The items of the lecture by topic, with the page of each and its place in the notes. */
function lectureTable(): string {
  const rows = topics.flatMap((topic) =>
    topic.items.map(({id, title, places}, i) => {
      const page = i === 0 ? `${topic.title}: \`${pageOf(topic).replace('topics/', '')}\`` : '';
      return `| ${page} | ${id} | ${title.replaceAll('|', String.raw`\|`)} | ${places} |`;
    }),
  );
  return ['| topic and page | id | item | file and lines |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const root = new URL('../', import.meta.url);
const place = (path: string): string => fileURLToPath(new URL(path, root));

interface AutoencoderPoint {
  readonly name: 'newtonCG' | 'adam' | 'nesterov';
  readonly seconds: number;
  readonly passes: number;
  readonly loss: number;
}

/** The losses of the three at the same time and after as many passes, and who is ahead at the end; each by its last point until then. */
function autoencoderTable(): string {
  const points = readFileSync(place('bench/results/autoencoder.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AutoencoderPoint);
  const names = ['newtonCG', 'adam', 'nesterov'] as const;
  const at = (name: AutoencoderPoint['name'], measure: 'seconds' | 'passes', most: number): number =>
    points.findLast((point) => point.name === name && point[measure] <= most)!.loss;
  const row = (words: string, measure: 'seconds' | 'passes', most: number): string => {
    const losses = names.map((name) => at(name, measure, most));
    const least = Math.min(...losses);
    return `| ${words} | ${losses.map((loss) => (loss === least ? `**${loss.toFixed(1)}**` : loss.toFixed(1))).join(' | ')} |`;
  };
  const ends = names.map((name) => ({name, loss: points.findLast((point) => point.name === name)!.loss}));
  const [first, ...others] = ends.toSorted((a, b) => a.loss - b.loss);
  const behind = others.map(({name, loss}) => `\`${name}\` ${loss.toFixed(1)}`).join(', ');
  return [
    `After 20 minutes each \`${first!.name}\` has the least training loss, ${first!.loss.toFixed(1)} a digit; ${behind}.`,
    '',
    '| training loss, per digit | `newtonCG` | `adam` | `nesterov` |',
    '| --- | --- | --- | --- |',
    ...[60, 120, 300, 600, 1200].map((seconds) => row(`after ${seconds} s`, 'seconds', seconds)),
    ...[50, 200, 500, 1000].map((passes) => row(`after ${passes} passes over the data`, 'passes', passes)),
  ].join('\n');
}

/** The pages, with the tables that are made of the code, by the remark before each table. */
export const pages: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'docs/optimizers.md': {
    options: () => optionTable(rules()),
    'options of wrappers': () => optionTable(wrappers()),
    'options of callbacks': () => optionTable(callbacks()),
  },
  'docs/schedules.md': {options: () => optionTable(schedules())},
  'docs/solvers.md': {options: () => optionTable(solvers()), 'the autoencoder': autoencoderTable},
  'docs/curvature.md': {options: () => optionTable(probes())},
  'docs/lectures.md': {'items of the lecture': lectureTable},
};

/** A page as it is, and as it is with the tables of the present; they are equal unless the code has changed. */
export async function renew(path: string): Promise<{page: string; renewed: string}> {
  const page = readFileSync(place(path), 'utf8');
  let text = page;
  for (const [title, make] of Object.entries(pages[path]!)) {
    const [start, end] = [`<!-- ${title} -->`, '<!-- end of table -->'];
    const [before, rest] = text.split(start);
    const cut = rest?.indexOf(end) ?? -1;
    if (cut < 0) throw new Error(`${path} must hold ${start} and ${end}, between which its table goes`);
    text = [before, start, '\n\n', make(), '\n\n', rest!.slice(cut)].join('');
  }
  const settings = await resolveConfig(place(path));
  return {page, renewed: await format(text, {...settings, parser: 'markdown'})};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const path of Object.keys(pages)) writeFileSync(place(path), (await renew(path)).renewed);
}
