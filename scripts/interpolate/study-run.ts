import type * as tf from '@tensorflow/tfjs';
import {interpolationStudy} from '../../lib/landscape/index.ts';
import {flow} from '../run/flow.ts';
import {printResult} from '../run/print-result.ts';
import {scanSpeed} from '../run/scan-speed.ts';
import {runPlace} from '../run/start-run.ts';
import {stepProgress, type StepProgress} from '../terminal/step-progress.ts';
import {disposeExamples} from '../model/examples.ts';
import {comparisonUnits, createOptimizer, datasetOf, comparisonExamples} from '../training/comparison.ts';
import {headerFacts} from '../training/comparison-header.ts';
import {loadComparison} from '../training/load-comparison.ts';
import {readTraining} from '../training/training-options.ts';
import {studyOptions} from './interpolate-options.ts';
import {pathsDocument} from './study-document.ts';
import {folderStore} from './study-store.ts';

/** Trains, interpolates and reports. */
export const studyRun = flow({
  name: 'interpolate',
  read: (read) => readTraining(read, studyOptions),
  async open({options: asked, choices, ...request}, context) {
    const {backend, options, comparison} = await loadComparison(asked, choices, context);
    const {batchSize, model: subject} = comparison;
    const dataset = datasetOf(comparison);
    const units = comparisonUnits(comparison, backend);
    const start = {options, backend, units, command: context.commandLine, batchSize, source: dataset.source};
    const place = runPlace('interpolate', request, start);
    const build = (seed: number): tf.LayersModel => subject.build(seed);
    // What cannot be built leaves no folder behind.
    const scratch = build(options.seed);
    const data = comparisonExamples(comparison);
    const {schedule, model, alphas, batchNorm, epochs} = options;
    return {
      command: 'interpolate',
      place,
      header: (folder, report) => ({
        ...headerFacts(comparison, {asked: asked.epochs, schedule, model, report, out: folder.path}),
        alphas,
      }),
      isBareWithJson: true,
      async carryOut({folder, isSilent, signal}) {
        const stems = new Map(units.map(({stem, optimizer, seed}) => [`${optimizer.label} ${seed}`, stem]));
        const stemOf = ({optimizer, seed}: {optimizer: string; seed: number}) => stems.get(`${optimizer} ${seed}`)!;
        const speed = scanSpeed(dataset.train.count + dataset.test.count);
        const started = performance.now();
        let progress: StepProgress | undefined;
        try {
          const study = await interpolationStudy({
            build,
            optimizers: Object.fromEntries(
              choices.optimizers.map((choice) => [choice.label, () => createOptimizer(comparison, choice)]),
            ),
            seeds: Array.from({length: options.seeds}, (_, i) => options.seed + i),
            data: data.train,
            test: data.test,
            loss: subject.loss,
            epochs,
            batchSize,
            alphas,
            batchNorm,
            store: speed.counting(folderStore(folder, {model: scratch, stemOf})),
            signal,
            onProgress: ({done, total, what}) => {
              progress ??= stepProgress(total, {quiet: isSilent, started});
              progress.step(done, what);
              speed.stepEnded(what.endsWith('trained') ? 'training' : 'path');
            },
          });
          folder.appendTimes({seconds: (performance.now() - started) / 1000});
          return {study, speed: speed.words()};
        } finally {
          progress?.stop();
        }
      },
      stopped: (_folder, again) => `Stopped; everything so far is kept. To go on: ${again}`,
      async finish({study, speed}, {folder, command, header}) {
        // Drawing takes vega, which is slow to load: not before there is something to draw.
        const {studyResult, writeStudy} = await import('./write-study.ts');
        const title = `Lines through the loss surface of ${dataset.name}`;
        const written = writeStudy(folder, study, {title, command, header});
        return {
          document: pathsDocument(folder.path, study.paths),
          print: () => printResult(`${studyResult(study)}${speed}`, written),
        };
      },
      dispose() {
        scratch.dispose();
        disposeExamples(data);
        subject.dispose();
      },
    };
  },
});
