import * as tf from '@tensorflow/tfjs';
import {type ImageDataset, loadMnist} from '../../lib/data/index.ts';
import {diagnoseBackend, loadBackend} from '../../lib/native/index.ts';
import {createRunFolder, openRunFolder} from '../../lib/report/folder/open-run-folder.ts';
import type {RunFolder} from '../../lib/report/folder/run-folder.ts';
import {ArgumentReader, type OptionTable, type Written} from '../arguments/reader.ts';
import type {CommandContext} from '../command.ts';
import {packageVersion} from '../package-version.ts';
import {duration} from '../terminal/style.ts';
import {shellWords} from '../words.ts';
import {type Comparison, type ComparisonUnit, comparisonUnits} from './comparison.ts';
import {comparisonData} from './comparison-data.ts';
import {expectedSeconds} from './expected-time.ts';
import {defaultEpochs, headerFacts, printFacts} from './header.ts';
import {type MnistChoices, type MnistOptions, readMnistOptions, readOut} from './mnist-options.ts';
import {checkSameOptions, checkSameRun, folderToResume, readRunOptions} from './resume.ts';
import {trainAll} from './train-all.ts';
import {endedUnits} from './train-unit.ts';

/** What is asked for, checked as far as words go. */
interface Request {
  readonly options: MnistOptions;
  readonly choices: MnistChoices;
  /** The folder of an earlier run, to go on with. */
  readonly resumed: string | undefined;
  readonly out: string | undefined;
  readonly quiet: boolean;
  readonly json: boolean;
}

function readRequest(
  given: Written,
  words: readonly string[],
  {table, mistakes}: {table: OptionTable; mistakes: readonly string[]},
): Request {
  const first = new ArgumentReader(given, table);
  const resumed = folderToResume(first);
  const earlier = resumed === undefined ? {} : readRunOptions(resumed, table);
  const read = new ArgumentReader({...earlier, ...given}, table);
  read.mistakes.push(...mistakes, ...first.mistakes);
  read.noWords(words);
  const {options, choices} = readMnistOptions(read);
  const out = resumed === undefined ? readOut(read) : undefined;
  checkSameOptions(read, {earlier, options, given});
  read.finish();
  return {options, choices, resumed, out, quiet: read.flag('quiet'), json: read.flag('json')};
}

/** The images that the options ask for. */
export function loadDigits(
  {data, dataset}: Pick<MnistOptions, 'data' | 'dataset'>,
  signal: AbortSignal,
): Promise<ImageDataset> {
  if (data === 'embedded') return loadMnist({source: 'embedded', dataset});
  if (data === 'download') return loadMnist({source: 'download', dataset, signal});
  return loadMnist({source: 'dir', dir: data, dataset});
}

/** Makes the folder of a new run and writes what is known before it. */
export function startRun(
  name: string,
  out: string | undefined,
  {
    options,
    versions,
    units,
    ...resolved
  }: {
    options: object;
    versions: object;
    units: readonly ComparisonUnit[];
    command: string;
    batchSize: number;
    source: string;
  },
): RunFolder {
  const folder = createRunFolder({command: name, ...(out === undefined ? {} : {out})});
  folder.writeJson('versions.json', versions);
  folder.writeJson('config.json', {
    ...options,
    resolved: {...resolved, units: units.map(({key, config, seed}) => ({key, seed, config}))},
  });
  return folder;
}

/** The command that started a run. */
export function startedBy(folder: RunFolder, otherwise: string): string {
  const {resolved} = folder.readJson('config.json') as {resolved?: {command?: string}};
  return resolved?.command ?? otherwise;
}

/**
 * Trains, ranks and reports; resolves to the exit code.
 *
 * @param given the options that were written, on the command line or in a configuration file
 * @param mistakes those found so far
 */
export async function runMnist(
  given: Written,
  words: readonly string[],
  {context, ...known}: {table: OptionTable; mistakes: readonly string[]; context: CommandContext},
): Promise<number> {
  const {options: asked, choices, resumed, out, quiet, json} = readRequest(given, words, known);
  const {signal, program, commandLine} = context;
  const dataset = await loadDigits(asked, signal);
  await context.prepare();
  const backend = await loadBackend();
  const options = {...asked, epochs: asked.epochs ?? defaultEpochs[backend] ?? 1};
  const batchSize = options.batchSize === 'full' ? dataset.train.count : options.batchSize;
  const comparison: Comparison = {...options, ...choices, dataset, batchSize};
  const units = comparisonUnits(comparison, backend);
  const before = resumed === undefined ? undefined : openRunFolder(resumed);
  if (before) checkSameRun(before, {backend, keys: units.map(({key}) => key)});
  const report = await diagnoseBackend();
  const data = comparisonData(comparison);
  try {
    // Builds the model, too: what cannot be built leaves no folder behind.
    const ended = before ? endedUnits(before) : new Set<string>();
    const left = units.filter(({key}) => !ended.has(key));
    const seconds = await expectedSeconds(comparison, left, data);
    if (signal.aborted) {
      console.error('\nStopped before anything was written.');
      return 130;
    }
    const versions = {...report.versions, backend, 'tfjs-optim': packageVersion};
    const {source} = dataset;
    const folder =
      before ?? startRun('mnist', out, {options, versions, units, command: commandLine, batchSize, source});
    const {schedule, model} = options;
    const header = headerFacts(comparison, {asked: asked.epochs, schedule, model, report, out: folder.path});
    if (!quiet)
      printFacts({
        ...header,
        time: left.length === 0 ? 'none, everything is trained\n' : `about ${duration(seconds)}\n`,
      });
    const results = await trainAll(comparison, {folder, units, data, quiet: quiet || json, signal});
    if (signal.aborted) {
      const again = `${program} mnist --resume ${shellWords([folder.path])}`;
      console.error(`\nStopped; everything so far is in ${folder.path}. To go on: ${again}`);
      return 130;
    }
    // Drawing takes vega, which is slow to load: not before there is something to draw.
    const {comparisonDocument, printComparison, writeComparisonReport} = await import('./comparison-report.ts');
    const command = startedBy(folder, commandLine);
    const written = await writeComparisonReport(comparison, {folder, command, header, units, results, data});
    if (json) console.log(JSON.stringify(comparisonDocument(folder.path, results)));
    else
      printComparison(results, {
        quiet,
        paths: {report: written[0]!, metrics: folder.file('metrics.jsonl'), figures: folder.file('figures')},
      });
    return 0;
  } finally {
    tf.dispose([data.train, data.test].map(({x, y}) => [x, y]));
  }
}
