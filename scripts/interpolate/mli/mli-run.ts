import type * as tf from '@tensorflow/tfjs';
import {interpolationStudy, type StudyRun} from '../../../lib/landscape/index.ts';
import {adam, momentum} from '../../../optimizers/index.ts';
import {CommandError} from '../../arguments/errors.ts';
import {parseChoices, readValues} from '../../arguments/command-options.ts';
import {flow} from '../../run/flow.ts';
import {versionFact} from '../../run/header.ts';
import {printResult} from '../../run/print-result.ts';
import {runPlace} from '../../run/start-run.ts';
import {unitKey} from '../../run/units.ts';
import {stepProgress} from '../../terminal/step-progress.ts';
import {checkData} from '../../data/check-data.ts';
import {dataFingerprint} from '../../data/open-data.ts';
import {disposeExamples, examplesOf} from '../../model/examples.ts';
import {asFileName} from '../../training/checkpoint-files.ts';
import {loadGround} from '../../training/load-comparison.ts';
import {mliOptions} from '../interpolate-options.ts';
import {pathsDocument} from '../study-document.ts';
import {folderStore} from '../study-store.ts';
import {mliModel} from './mli-model.ts';
import {type MliRun, mliTable, mliVerdict} from './mli-table.ts';

const notOfPreset = ['optimizers', 'schedule', 'model', 'from', 'to', 'loss'];

/** Trains the grid of the preset and reports its violations. */
export const mliRun = flow({
  name: 'interpolate',
  async read(read, earlier, given) {
    for (const name of notOfPreset) {
      if (given[name] === undefined || earlier[name] !== undefined) continue;
      read.mistakes.push(`--${name} does not go with --preset mli, which chooses it`);
    }
    const options = await readValues(read, mliOptions);
    checkData(read, options);
    return {options, ...(await parseChoices(read, mliOptions, options))};
  },
  async open({options, rates, shapes, ...request}, context) {
    const {dataset, backend} = await loadGround(options, context);
    const {epochs, batchSize, seeds, seed, alphas, batchNorm: mode} = options;
    const names = (['sgd', 'adam'] as const).flatMap((optimizer) =>
      rates.map((rate) => ({optimizer, rate, label: `${optimizer} lr=${rate}`})),
    );
    const variants = shapes.flatMap((widths) =>
      [false, true].map((batchNorm) => ({widths, batchNorm, suffix: ` ${widths.join('-')}${batchNorm ? ' bn' : ''}`})),
    );
    const data = dataFingerprint(dataset);
    const keyOf = ({optimizer, seed}: StudyRun): string =>
      unitKey({preset: 'mli', data, epochs, batchSize, backend, optimizer, seed});
    const allSeeds = Array.from({length: seeds}, (_, i) => seed + i);
    const units = variants.flatMap(({suffix}) =>
      names.flatMap(({label}) =>
        allSeeds.map((own) => ({key: keyOf({optimizer: label + suffix, seed: own}), config: {}, seed: own})),
      ),
    );
    const {source} = dataset;
    const start = {options, backend, units, command: context.commandLine, batchSize, source};
    const place = runPlace('interpolate', request, start);
    if (dataset.task !== 'classification')
      throw new CommandError('--preset mli is of a classification, and these targets are numbers');
    const inputs = dataset.shape.reduce((product, each) => product * each, 1);
    const network = mliModel({inputs, widths: [], classes: dataset.outputs, batchNorm: false, seed});
    const examples = examplesOf(network, dataset, 'softmaxCrossEntropy');
    network.dispose();
    const {train, test} = examples;
    return {
      command: 'interpolate',
      place,
      header: (folder) => ({
        ...versionFact(),
        backend,
        data: source,
        preset: `mli (Lucas et al. 2021): ${units.length} networks with ReLU, momentum 0.9 or Adam`,
        rates: options.rates,
        shapes: options.shapes,
        training: `${epochs} epochs, batch ${batchSize}`,
        alphas,
        'batch norm': mode,
        output: folder.path,
      }),
      isBareWithJson: true,
      async carryOut({folder, isSilent, signal}) {
        const progress = stepProgress(2 * units.length, {quiet: isSilent, every: 5});
        const runs: MliRun[] = [];
        try {
          for (const [v, {widths, batchNorm, suffix}] of variants.entries()) {
            const build = (own: number): tf.Sequential =>
              mliModel({inputs, widths, classes: dataset.outputs, batchNorm, seed: own});
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
                data: train,
                test,
                epochs,
                batchSize,
                alphas,
                batchNorm: mode,
                controls: [],
                pairs: false,
                store: folderStore(folder, {
                  model: scratch,
                  stemOf: ({optimizer, seed}) => `${asFileName(optimizer)}-seed${seed}`,
                }),
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
          return runs;
        } finally {
          progress.stop();
        }
      },
      stopped: (_folder, again) => `Stopped; everything so far is kept. To go on: ${again}`,
      async finish(runs, {folder, command, header}) {
        const cells = mliTable(runs);
        const [{mliText}, {writeMli}] = await Promise.all([import('./mli-section.ts'), import('./write-mli.ts')]);
        const written = writeMli(folder, runs, cells, {command, header});
        return {
          document: pathsDocument(
            folder.path,
            runs.map(({path}) => path),
          ),
          print: () => printResult(`${mliVerdict(cells)}\n\n${mliText(cells)}`, written),
        };
      },
      dispose: () => disposeExamples(examples),
    };
  },
});
