import * as tf from '@tensorflow/tfjs';
import {alignUnits, parseRange} from '../../../lib/landscape/index.ts';
import {walkPath} from '../../../lib/landscape/paths/index.ts';
import {type PointEvaluator, pointEvaluator} from '../../../lib/landscape/scan/index.ts';
import {scanWeights, type ScanWeights} from '../../../lib/landscape/scan/index.ts';
import {weightsLike} from '../../../lib/training/layers/index.ts';
import {CommandError} from '../../arguments/errors.ts';
import {readValues} from '../../arguments/command-options.ts';
import {ArgumentReader, type Written} from '../../arguments/reader.ts';
import {type Flow, runWork} from '../../run/flow.ts';
import {versionFact} from '../../run/header.ts';
import {readOut, readPrinting} from '../../run/output-options.ts';
import {printResult} from '../../run/print-result.ts';
import type {Call} from '../../run/read-request.ts';
import {speedWords} from '../../run/scan-speed.ts';
import {runPlace} from '../../run/start-run.ts';
import {stepProgress} from '../../terminal/step-progress.ts';
import {checkData} from '../../data/check-data.ts';
import {disposeExamples, examplesOf} from '../../model/examples.ts';
import {chooseLoss, type GivenModel, givenObjective, loadGiven} from '../../model/given-model.ts';
import {differentNetworks} from '../../model/network-shape.ts';
import {checkDataOfRun, impliedData} from '../../training/run-reference.ts';
import {loadGround} from '../../training/load-comparison.ts';
import {givenOptions, refuse} from '../interpolate-options.ts';
import {pathsDocument} from '../study-document.ts';
import {type GivenPath, givenPath} from './given-path.ts';

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

async function readGiven(given: Written, words: readonly string[], {table, mistakes}: Call) {
  const read = new ArgumentReader({...impliedData(given, 'from'), ...given}, table);
  read.mistakes.push(...mistakes);
  read.noWords(words);
  refuse(read, training, 'does not go with --from and --to, which train nothing');
  const options = await readValues(read, givenOptions);
  checkData(read, options);
  const [model, loss, out] = [read.text('model'), read.text('loss'), readOut(read)];
  read.finish();
  return {options, model, loss, out, ...readPrinting(read)};
}

/** The weights of `to` in the order of those of `from`, whichever of them are frozen. */
function endLike(from: tf.LayersModel, to: tf.LayersModel): tf.Variable[] {
  const differ = (why: string): CommandError =>
    new CommandError(differentNetworks([from, to], ['--from', '--to'], why));
  const counts = [from, to].map(({weights}) => weights.length);
  if (counts[0] !== counts[1]) throw differ(`they have ${counts.join(' and ')} weights`);
  try {
    return weightsLike(from, to);
  } catch (error) {
    throw error instanceof RangeError ? differ(error.message) : error;
  }
}

/** The units of `to` in the order that fits `from`; null for models whose units are not known. */
function alignedEnd(model: tf.LayersModel, from: tf.Tensor[], to: readonly tf.Tensor[]): tf.Tensor[] | null {
  try {
    return alignUnits({model, reference: from, weights: to}).weights;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Walks from one model to the other, and to the other with its units aligned where they are known. */
async function walk(
  [from, to]: readonly [tf.LayersModel, readonly tf.Tensor[]],
  {weights, evaluator, alphas}: {weights: ScanWeights; evaluator: PointEvaluator; alphas: readonly number[]},
  {isSilent, signal}: {isSilent: boolean; signal: AbortSignal},
): Promise<{paths: GivenPath[]; points: number; seconds: number}> {
  const start = from.getWeights().map((weight) => tf.clone(weight));
  const aligned = alignedEnd(from, start, to);
  const ends = [to, ...(aligned ? [aligned] : [])];
  const progress = stepProgress(ends.length * alphas.length, {quiet: isSilent, every: 2});
  const paths: GivenPath[] = [];
  const started = performance.now();
  try {
    for (const [e, end] of ends.entries()) {
      const onPoints = (measured: readonly {index: number}[]): void =>
        progress.step(e * alphas.length + measured.at(-1)!.index + 1, 'points');
      const points = await walkPath(weights, evaluator, {from: start, to: end, alphas}, {signal, onPoints});
      paths.push(givenPath(points, e === 1));
    }
    return {paths, points: ends.length * alphas.length, seconds: (performance.now() - started) / 1000};
  } finally {
    progress.stop();
    tf.dispose([start, aligned ?? []]);
  }
}

/** Measures the line between two given models; there is nothing to go on with. */
export const givenEnds: Flow = async (given, words, call) => {
  const {options, model: named, loss: asked, out, ...printing} = await readGiven(given, words, call);
  const {context} = call;
  const {dataset, backend} = await loadGround(options, context);
  checkDataOfRun(options.from, options, dataset);
  const loaded: GivenModel[] = [];
  try {
    for (const option of ['from', 'to'] as const) {
      loaded.push(await loadGiven(options[option], {option, model: named, dataset}));
    }
    const [from, to] = loaded.map(({model}) => model) as [tf.LayersModel, tf.LayersModel];
    const end = endLike(from, to);
    const chosen = chooseLoss(asked, loaded, dataset);
    const loss = typeof chosen === 'string' ? chosen : chosen.name;
    const objective = givenObjective(from, chosen, dataset);
    const data = examplesOf(from, dataset, loss);
    const alphas = parseRange(options.alphas);
    const weights = scanWeights('interpolate', {model: from});
    const {batchNorm} = options;
    const evaluator = pointEvaluator('interpolate', weights, {data: data.train, test: data.test, batchNorm}, objective);
    const {source} = dataset;
    const start = {backend, units: [], command: context.commandLine, batchSize: 0, source};
    return await runWork(
      {
        command: 'interpolate',
        place: runPlace('interpolate', {resumed: undefined, out}, {options: {...options, loss}, ...start}),
        header: (folder) => ({
          ...versionFact(),
          backend,
          data: source,
          from: options.from,
          to: options.to,
          loss,
          alphas: options.alphas,
          output: folder.path,
          ...(evaluator.batchNorm === null ? {} : {'batch normalisation': evaluator.batchNorm}),
        }),
        isBareWithJson: true,
        carryOut: (around) => walk([from, end], {weights, evaluator, alphas}, around),
        stopped: () => 'Stopped.',
        async finish({paths, points, seconds}, {folder, command, header}) {
          const {writeGivenPaths} = await import('./write-given.ts');
          const {verdict, written} = writeGivenPaths(folder, paths, {command, header});
          const own = {optimizer: null, seed: null, control: null};
          const examples = dataset.train.count + dataset.test.count;
          return {
            document: pathsDocument(folder.path, [{...own, ...paths[0]!}]),
            print: () => printResult(`${verdict}${speedWords(points, examples, seconds)}`, written),
          };
        },
        dispose() {
          evaluator.dispose();
          disposeExamples(data);
        },
      },
      printing,
      context,
    );
  } finally {
    for (const {model} of loaded) model.dispose();
  }
};
