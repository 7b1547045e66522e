import * as tf from '@tensorflow/tfjs';
import {toTensors} from '../../../lib/data/index.ts';
import {interpolationStudy, ScanAborted, type StudyRun} from '../../../lib/landscape/index.ts';
import {diagnoseBackend, loadBackend} from '../../../lib/native/index.ts';
import {unitKey} from '../../run/unit-key.ts';
import {adam, momentum} from '../../../optimizers/index.ts';
import type {Written} from '../../arguments/reader.ts';
import {fingerprint} from '../../training/comparison.ts';
import {printFacts} from '../../run/header.ts';
import {loadDigits} from '../../training/load-digits.ts';
import {type Call, readRequest} from '../../run/read-request.ts';
import {reopenRun, resumeCommand} from '../../run/resume.ts';
import {startedBy, startRun} from '../../run/start-run.ts';
import {packageVersion} from '../../package-version.ts';
import {mliModel} from './mli-model.ts';
import {mliDefaults, readMliOptions} from './mli-options.ts';
import {type MliRun, mliTable, mliVerdict} from './mli-table.ts';
import {printResult} from '../../run/print-result.ts';
import {stepProgress} from '../../terminal/step-progress.ts';
import {pathsDocument} from '../study-document.ts';
import {folderStore} from '../study-store.ts';

/** Trains the grid of the preset and reports its violations; resolves to the exit code. */
export async function runMli(given: Written, words: readonly string[], call: Call): Promise<number> {
  const {options, rates, shapes, resumed, out, quiet, json} = readRequest(given, words, call, {
    command: 'interpolate',
    defaults: mliDefaults,
    readOptions: (read, earlier) => readMliOptions(given, earlier, read),
  });
  const {context} = call;
  const {signal, program, commandLine} = context;
  const dataset = await loadDigits(options, signal);
  await context.prepare();
  const backend = await loadBackend();
  const {epochs, batchSize, seeds, seed, alphas, batchNorm: mode} = options;
  const names = (['sgd', 'adam'] as const).flatMap((optimizer) =>
    rates.map((rate) => ({optimizer, rate, label: `${optimizer} lr=${rate}`})),
  );
  const variants = shapes.flatMap((widths) =>
    [false, true].map((batchNorm) => ({widths, batchNorm, suffix: ` ${widths.join('-')}${batchNorm ? ' bn' : ''}`})),
  );
  const data = fingerprint(dataset);
  const keyOf = ({optimizer, seed}: StudyRun): string =>
    unitKey({preset: 'mli', data, epochs, batchSize, backend, optimizer, seed});
  const allSeeds = Array.from({length: seeds}, (_, i) => seed + i);
  const units = variants.flatMap(({suffix}) =>
    names.flatMap(({label}) =>
      allSeeds.map((own) => ({key: keyOf({optimizer: label + suffix, seed: own}), config: {}, seed: own})),
    ),
  );
  const before = resumed === undefined ? undefined : reopenRun(resumed, {backend, units});
  const report = await diagnoseBackend();
  const {source} = dataset;
  const folder =
    before ?? startRun('interpolate', out, {options, report, backend, units, command: commandLine, batchSize, source});
  const header = {
    'tfjs-optim': `${packageVersion}, TensorFlow.js ${tf.version.tfjs}, Node ${process.versions.node}`,
    backend,
    data: source,
    preset: `mli (Lucas et al. 2021): ${units.length} networks with ReLU, momentum 0.9 or Adam`,
    rates: options.rates,
    shapes: options.shapes,
    training: `${epochs} epochs, batch ${batchSize}`,
    alphas,
    'batch norm': mode,
    output: folder.path,
  };
  if (!quiet && !json) printFacts(header);
  const [train, test] = [dataset.train, dataset.test].map((images) => toTensors(images, {classes: dataset.classes}));
  const progress = stepProgress(2 * units.length, {quiet: quiet || json, every: 5});
  const runs: MliRun[] = [];
  try {
    for (const [v, {widths, batchNorm, suffix}] of variants.entries()) {
      const build = (own: number): tf.Sequential =>
        mliModel({
          inputs: dataset.train.rows * dataset.train.columns,
          widths,
          classes: dataset.classes,
          batchNorm,
          seed: own,
        });
      const scratch = build(seed);
      try {
        const {paths} = await interpolationStudy({
          build,
          optimizers: Object.fromEntries(
            names.map(({optimizer, rate, label}) => [
              label + suffix,
              () => (optimizer === 'sgd' ? momentum(rate, {momentum: 0.9}) : adam(rate, {epsilon: 1e-8})),
            ]),
          ),
          seeds: allSeeds,
          data: train!,
          test: test!,
          epochs,
          batchSize,
          alphas,
          batchNorm: mode,
          controls: [],
          pairs: false,
          store: folderStore(folder, {model: scratch, keyOf}),
          signal,
          onProgress: ({done, what}) => progress.step((v * 2 * units.length) / variants.length + done, what),
        });
        for (const path of paths) {
          const {optimizer, rate} = names.find(({label}) => path.optimizer === label + suffix)!;
          runs.push({optimizer, rate, batchNorm, shape: widths.join('-'), path});
        }
      } finally {
        scratch.dispose();
      }
    }
    progress.stop();
    const cells = mliTable(runs);
    const {mliText} = await import('./mli-section.ts');
    const {writeMli} = await import('./write-mli.ts');
    const written = writeMli(folder, runs, cells, {command: startedBy(folder, commandLine), header});
    if (json) {
      const documents = runs.map(({path}) => path);
      console.log(JSON.stringify(pathsDocument(folder.path, documents)));
    } else {
      printResult(`${mliVerdict(cells)}\n\n${mliText(cells)}`, written);
    }
    return 0;
  } catch (error) {
    progress.stop();
    if (!(error instanceof ScanAborted)) throw error;
    const again = resumeCommand(program, 'interpolate', folder.path);
    console.error(`\nStopped; everything so far is kept. To go on: ${again}`);
    return 130;
  } finally {
    tf.dispose([train!, test!].flatMap(({x, y}) => [x, y]));
  }
}
