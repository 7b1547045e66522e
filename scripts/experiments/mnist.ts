import {existsSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {type ImageDataset, loadMnist, toTensors} from '../../lib/data/index.ts';
import {modelCatalogue} from '../../lib/models/index.ts';
import {type BackendDiagnosis, diagnoseBackend, loadBackend} from '../../lib/native/index.ts';
import {createRunFolder, openRunFolder} from '../../lib/report/folder/open-run-folder.ts';
import type {RunFolder} from '../../lib/report/folder/run-folder.ts';
import {rankUnits} from '../../lib/report/ranking.ts';
import {formatTable} from '../../lib/report/text-table.ts';
import {CommandError} from '../arguments/mistakes.ts';
import {ArgumentReader, type OptionTable, type Written} from '../arguments/reader.ts';
import type {CommandContext} from '../command.ts';
import {packageVersion} from '../package-version.ts';
import {comparisonProgress} from '../terminal/progress.ts';
import {duration, style} from '../terminal/style.ts';
import {type Comparison, comparisonUnits} from './comparison.ts';
import {expectedSeconds} from './expected-time.ts';
import {
  checkSameOptions,
  folderToResume,
  type MnistOptions,
  readMnistOptions,
  readRunOptions,
} from './mnist-options.ts';
import {type ComparisonData, dropUnfinishedEvents, finishedUnit, trainUnit} from './train-unit.ts';

/** Epochs that end in a minute or two on each backend. */
const defaultEpochs: Readonly<Record<string, number>> = {tensorflow: 10, wasm: 5, cpu: 1};

function loadDigits({data, dataset}: MnistOptions, signal: AbortSignal): Promise<ImageDataset> {
  if (data === 'embedded') return loadMnist({source: 'embedded', dataset});
  if (data === 'download') return loadMnist({source: 'download', dataset, signal});
  return loadMnist({source: 'dir', dir: data, dataset});
}

function checkTrainable(model: Comparison['model'], backend: string): void {
  if (model.name !== '2c2d' || backend !== 'wasm') return;
  throw new CommandError(
    'the model 2c2d cannot be trained on the wasm backend, which has no kernel for the gradient of a convolution: ' +
      'make the native backend ready with npm run setup, take another model, or be patient with TFJS_OPTIM_BACKEND=cpu',
  );
}

function headerFacts(
  comparison: Comparison,
  {options, report, out}: {options: MnistOptions; report: BackendDiagnosis; out: string},
): Record<string, string> {
  const {dataset, epochs, batchSize, seeds, seed, optimizers} = comparison;
  const tensorflow = report.tensorflowVersion === null ? '' : ` (TensorFlow ${report.tensorflowVersion})`;
  return {
    'tfjs-optim': `${packageVersion}, TensorFlow.js ${tf.version.tfjs}, Node ${process.versions.node}`,
    backend: `${report.backend}${tensorflow}, ${report.threads} threads`,
    data: dataset.source,
    model: options.model,
    optimizers: optimizers.map(({label}) => label).join(', '),
    training: `${epochs} epochs, batch ${batchSize}, schedule ${options.schedule}`,
    seeds: seeds === 1 ? String(seed) : `${seed} to ${seed + seeds - 1}`,
    losses: 'means over examples, measured on the whole set after each epoch',
    output: out,
  };
}

async function trainAll(
  comparison: Comparison,
  {
    folder,
    backend,
    data,
    quiet,
    signal,
  }: {folder: RunFolder; backend: string; data: ComparisonData; quiet: boolean; signal: AbortSignal},
) {
  const units = comparisonUnits(comparison, backend);
  dropUnfinishedEvents(folder);
  const {epochs, seeds, optimizers} = comparison;
  const progress = comparisonProgress(
    optimizers.map(({label}) => label),
    {epochs, seeds, quiet},
  );
  try {
    for (const unit of units) {
      if (signal.aborted) break;
      const note = finishedUnit(folder, unit)
        ? 'found finished'
        : await trainUnit(unit, {comparison, data, folder, progress, signal});
      if (!signal.aborted) progress.unitEnd(unit.optimizer.label, unit.seed, note);
    }
  } finally {
    progress.stop();
  }
  return {units, results: units.flatMap((unit) => finishedUnit(folder, unit) ?? [])};
}

/** Trains, ranks and reports; resolves to the exit code. */
export async function runMnist(
  given: Written,
  words: readonly string[],
  {table, context}: {table: OptionTable; context: CommandContext},
): Promise<number> {
  const first = new ArgumentReader(given, table);
  const resumed = folderToResume(first);
  const earlier = resumed === undefined ? undefined : readRunOptions(resumed);
  const read = new ArgumentReader({...earlier, ...given}, table);
  read.mistakes.push(...first.mistakes.filter((mistake) => !read.mistakes.includes(mistake)));
  read.noWords(words);
  const {options: asked, choices} = readMnistOptions(read);
  if (resumed !== undefined && !earlier) {
    const what = existsSync(resumed) ? 'holds no config.json, so it is no run' : 'does not exist';
    read.mistakes.push(`--resume: ${resumed} ${what}; give the folder of a run, or leave --resume out`);
  }
  if (earlier) checkSameOptions(read, earlier, given);
  read.finish();
  const [quiet, json] = [read.flag('quiet'), read.flag('json')];
  const folderBefore = resumed === undefined ? undefined : openRunFolder(resumed);

  const dataset = await loadDigits(asked, context.signal);
  await context.prepare();
  const backend = await loadBackend();
  checkTrainable(choices.model, backend);
  const options = {...asked, epochs: asked.epochs ?? defaultEpochs[backend] ?? 1};
  const batchSize = options.batchSize === 'full' ? dataset.train.count : options.batchSize;
  const comparison: Comparison = {...options, ...choices, dataset, batchSize};

  const out = read.text('out');
  const folder = folderBefore ?? createRunFolder({command: 'mnist', ...(out === undefined ? {} : {out})});
  const report = await diagnoseBackend();
  checkSameBackend(folder, backend);
  const units = comparisonUnits(comparison, backend);
  if (!folderBefore) {
    folder.writeJson('versions.json', {...report.versions, backend, 'tfjs-optim': packageVersion});
    folder.writeJson('config.json', {
      ...options,
      resolved: {batchSize, source: dataset.source, units: units.map(({key, config, seed}) => ({key, seed, config}))},
    });
  }

  const shape = modelCatalogue[choices.model.name].input;
  const [train, test] = [dataset.train, dataset.test].map((images) =>
    toTensors(images, {classes: dataset.classes, shape}),
  );
  const reconstruction = modelCatalogue[choices.model.name].task === 'reconstruction';
  const examples = (set: {x: tf.Tensor; y: tf.Tensor}) => (reconstruction ? {x: set.x, y: set.x} : set);
  const data = {train: examples(train!), test: examples(test!)};
  try {
    const header = headerFacts(comparison, {options, report, out: folder.path});
    if (!quiet) {
      for (const [fact, value] of Object.entries(header))
        console.error(`${style(fact.padEnd(11), 'bold', process.stderr)} ${value}`);
      console.error(
        `${style('time'.padEnd(11), 'bold', process.stderr)} about ${duration(expectedSeconds(comparison, data))}\n`,
      );
    }
    const {results} = await trainAll(comparison, {folder, backend, data, quiet: quiet || json, signal: context.signal});
    if (context.signal.aborted) {
      console.error(
        `\nStopped; everything so far is in ${folder.path}. To go on: tfjs-optim mnist --resume ${folder.path}`,
      );
      return 130;
    }
    const command = context.commandLine;
    // Drawing takes vega, which is slow to load: not before there is something to draw.
    const {comparisonDocument, writeComparisonReport} = await import('./comparison-report.ts');
    const written = await writeComparisonReport(comparison, {folder, command, header, units, results, data});
    if (json) console.log(JSON.stringify(comparisonDocument(folder.path, results)));
    else {
      console.log(`\n${formatTable(rankUnits(results))}\n`);
      console.log(
        `report   ${written[0]}\nmetrics  ${folder.file('metrics.jsonl')}\nfigures  ${folder.file('figures')}`,
      );
    }
    return 0;
  } finally {
    tf.dispose([train!, test!]);
  }
}

function checkSameBackend(folder: RunFolder, backend: string): void {
  const versions = folder.readJson('versions.json') as {backend?: string} | undefined;
  if (versions?.backend === undefined || versions.backend === backend) return;
  throw new CommandError(
    `the run in ${folder.path} was started on the backend ${versions.backend} and this is ${backend}: ` +
      `set TFJS_OPTIM_BACKEND=${versions.backend}, or start a new run`,
  );
}
