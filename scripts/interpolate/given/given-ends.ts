import {resolve} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {alignUnits, parseRange, ScanAborted} from '../../../lib/landscape/index.ts';
import {walkPath} from '../../../lib/landscape/paths/interpolate.ts';
import {pointEvaluator} from '../../../lib/landscape/scan/point-evaluator.ts';
import {scanWeights} from '../../../lib/landscape/scan/weights.ts';
import {diagnoseBackend, loadBackend} from '../../../lib/native/index.ts';
import type {RunFolder} from '../../run/folder/run-folder.ts';
import {ArgumentReader, type Written} from '../../arguments/reader.ts';
import {CommandError, UsageError} from '../../arguments/errors.ts';
import {printFacts} from '../../run/header.ts';
import {loadDigits} from '../../training/load-digits.ts';
import {readData, readOut} from '../../training/training-options.ts';
import type {Call} from '../../run/read-request.ts';
import {startRun} from '../../run/start-run.ts';
import {packageVersion} from '../../package-version.ts';
import {givenData} from '../../training/given-data.ts';
import {givenObjective, type GivenModel, loadGiven} from '../../training/given-model.ts';
import {givenPath, type GivenPath} from './given-path.ts';
import {printResult} from '../../run/print-result.ts';
import {speedWords} from '../../run/scan-speed.ts';
import {stepProgress} from '../../terminal/step-progress.ts';
import {pathsDocument} from '../study-document.ts';
import {readAlphas, readBatchNorm} from '../study-options.ts';

const training = [
  'optimizers',
  'schedule',
  'epochs',
  'batch-size',
  'seeds',
  'seed',
  'resume',
  'preset',
  'rates',
  'shapes',
];

function readGiven(given: Written, words: readonly string[], {table, mistakes}: Call) {
  const read = new ArgumentReader(given, table);
  read.mistakes.push(...mistakes);
  read.noWords(words);
  const ends = (['from', 'to'] as const).map((name) => {
    const path = read.text(name);
    if (path === undefined) read.mistakes.push(`--${name} is missing: two given ends need both --from and --to`);
    return path === undefined ? '' : resolve(path);
  });
  for (const name of training) {
    if (read.has(name)) read.mistakes.push(`--${name} does not go with --from and --to, which train nothing`);
  }
  const dataset = read.choice('dataset', ['mnist', 'fashion'], 'mnist');
  const options = {
    from: ends[0]!,
    to: ends[1]!,
    alphas: readAlphas(read),
    batchNorm: readBatchNorm(read),
    data: readData(read, dataset),
    dataset,
  };
  const [model, loss, out] = [read.text('model'), read.text('loss'), readOut(read)];
  read.finish();
  return {options, model, loss, out, quiet: read.flag('quiet'), json: read.flag('json')};
}

function chooseLoss(asked: string | undefined, ends: readonly GivenModel[]): string {
  const loss = asked ?? ends[0]!.loss ?? ends[1]!.loss;
  if (loss) return loss;
  throw new UsageError(['the models do not tell their loss (no training configuration in model.json): give --loss']);
}

function checkSameModel([from, to]: readonly tf.LayersModel[]): void {
  const [one, other] = [from!, to!].map((model) => model.weights.map(({shape}) => shape.join(' x ')));
  const at = one!.findIndex((shape, i) => shape !== other![i]);
  if (at < 0 && one!.length === other!.length) return;
  throw new CommandError(
    one!.length === other!.length
      ? `--from and --to are different models: weight ${at} is ${one![at]} in one and ${other![at]} in the other`
      : `--from and --to are different models, with ${one!.length} and ${other!.length} weights`,
  );
}

/** The units of `to` in the order that fits `from`; null for models whose units are not known. */
function alignedEnd(model: tf.LayersModel, from: tf.Tensor[], to: tf.Tensor[]): tf.Tensor[] | null {
  try {
    return alignUnits({model, reference: from, weights: to}).weights;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Measures the line between two given models; resolves to the exit code. */
export async function runGivenEnds(given: Written, words: readonly string[], call: Call): Promise<number> {
  const {options, model: named, loss: asked, out, quiet, json} = readGiven(given, words, call);
  const {signal, commandLine, prepare} = call.context;
  const dataset = await loadDigits(options, signal);
  await prepare();
  const backend = await loadBackend();
  const loaded: GivenModel[] = [];
  try {
    for (const option of ['from', 'to'] as const) {
      loaded.push(await loadGiven(options[option], {option, model: named, dataset}));
    }
    const [from, to] = loaded.map(({model}) => model) as [tf.LayersModel, tf.LayersModel];
    checkSameModel([from, to]);
    const loss = chooseLoss(asked, loaded);
    const objective = givenObjective(from, loss);
    const data = givenData(from, dataset, loss);
    const alphas = parseRange(options.alphas);
    const report = await diagnoseBackend();
    const weights = scanWeights('interpolate', {model: from});
    const {batchNorm} = options;
    const evaluator = pointEvaluator('interpolate', weights, {data: data.train, test: data.test, batchNorm}, objective);
    try {
      const resolved = {units: [], command: commandLine, batchSize: 0, source: dataset.source};
      const folder: RunFolder = startRun('interpolate', out, {
        options: {...options, loss},
        report,
        backend,
        ...resolved,
      });
      const header = {
        'tfjs-optim': `${packageVersion}, TensorFlow.js ${tf.version.tfjs}, Node ${process.versions.node}`,
        backend,
        data: dataset.source,
        from: options.from,
        to: options.to,
        loss,
        alphas: options.alphas,
        output: folder.path,
        ...(evaluator.batchNorm === null ? {} : {'batch normalisation': evaluator.batchNorm}),
      };
      if (!quiet && !json) printFacts(header);
      const start = from.getWeights().map((weight) => tf.clone(weight));
      const aligned = alignedEnd(from, start, to.getWeights());
      const ends = [to.getWeights(), ...(aligned ? [aligned] : [])];
      const progress = stepProgress(ends.length * alphas.length, {quiet: quiet || json, every: 2});
      const paths: GivenPath[] = [];
      const started = performance.now();
      for (const [e, end] of ends.entries()) {
        const points = await walkPath(
          weights,
          evaluator,
          {from: start, to: end, alphas},
          {
            signal,
            onPoints: (measured) => progress.step(e * alphas.length + measured.at(-1)!.index + 1, 'points'),
          },
        );
        paths.push(givenPath(points, e === 1));
      }
      progress.stop();
      const seconds = (performance.now() - started) / 1000;
      const count = ends.length * alphas.length;
      tf.dispose([start, aligned ?? []]);
      const {writeGivenPaths} = await import('./write-given.ts');
      const {verdict, written} = writeGivenPaths(folder, paths, {command: commandLine, header});
      if (json) {
        const own = {optimizer: null, seed: null, control: null};
        console.log(JSON.stringify(pathsDocument(folder.path, [{...own, ...paths[0]!}])));
      } else {
        const examples = dataset.train.count + dataset.test.count;
        printResult(`${verdict}${speedWords(count, examples, seconds)}`, written);
      }
      return 0;
    } catch (error) {
      if (!(error instanceof ScanAborted)) throw error;
      console.error('\nStopped.');
      return 130;
    } finally {
      evaluator.dispose();
      for (const {x, y} of [data.train, data.test]) tf.dispose([x, y]);
    }
  } finally {
    for (const {model} of loaded) model.dispose();
  }
}
