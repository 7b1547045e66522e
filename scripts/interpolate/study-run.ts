import * as tf from '@tensorflow/tfjs';
import {interpolationStudy, ScanAborted, type StudyRun} from '../../lib/landscape/index.ts';
import {modelCatalogue} from '../../lib/models/index.ts';
import {diagnoseBackend} from '../../lib/native/index.ts';
import type {Written} from '../arguments/reader.ts';
import {comparisonData} from '../training/comparison-data.ts';
import {comparisonUnits, createOptimizer} from '../training/comparison.ts';
import {headerFacts, printFacts} from '../run/header.ts';
import {loadComparison} from '../training/load-comparison.ts';
import {type Call, readRequest} from '../run/read-request.ts';
import {reopenRun, resumeCommand} from '../run/resume.ts';
import {startedBy, startRun} from '../run/start-run.ts';
import {printResult} from '../run/print-result.ts';
import {scanSpeed} from '../run/scan-speed.ts';
import {stepProgress, type StepProgress} from '../terminal/step-progress.ts';
import {pathsDocument} from './study-document.ts';
import {readStudyOptions, studyDefaults} from './study-options.ts';
import {folderStore} from './study-store.ts';

/** Trains, interpolates and reports; resolves to the exit code. */
export async function runStudy(given: Written, words: readonly string[], call: Call): Promise<number> {
  const kind = {command: 'interpolate', defaults: studyDefaults, readOptions: readStudyOptions};
  const {options: asked, choices, resumed, out, quiet, json} = readRequest(given, words, call, kind);
  const {context} = call;
  const {signal, program, commandLine} = context;
  const {backend, options, comparison} = await loadComparison(asked, choices, context);
  const {dataset, batchSize} = comparison;
  const units = comparisonUnits(comparison, backend);
  const before = resumed === undefined ? undefined : reopenRun(resumed, {backend, units});
  const report = await diagnoseBackend();
  const entry = modelCatalogue[choices.model.name];
  const {rows, columns} = dataset.train;
  const build = (seed: number): tf.LayersModel =>
    entry.build({rows, columns, classes: dataset.classes, seed, ...choices.model.options});
  // What cannot be built leaves no folder behind.
  const scratch = build(options.seed);
  const data = comparisonData(comparison);
  let progress: StepProgress | undefined;
  try {
    const {source} = dataset;
    const folder =
      before ??
      startRun('interpolate', out, {options, report, backend, units, command: commandLine, batchSize, source});
    const {schedule, model} = options;
    const header = {
      ...headerFacts(comparison, {asked: asked.epochs, schedule, model, report, out: folder.path}),
      alphas: options.alphas,
    };
    if (!quiet && !json) printFacts(header);
    const keys = new Map(units.map(({key, optimizer, seed}) => [`${optimizer.label} ${seed}`, key]));
    const speed = scanSpeed(dataset.train.count + dataset.test.count);
    const store = speed.counting(
      folderStore(folder, {
        model: scratch,
        keyOf: ({optimizer, seed}: StudyRun) => keys.get(`${optimizer} ${seed}`)!,
      }),
    );
    const started = performance.now();
    const study = await interpolationStudy({
      build,
      optimizers: Object.fromEntries(
        choices.optimizers.map((choice) => [choice.label, () => createOptimizer(comparison, choice)]),
      ),
      seeds: Array.from({length: options.seeds}, (_, i) => options.seed + i),
      data: data.train,
      test: data.test,
      loss: entry.loss,
      epochs: options.epochs,
      batchSize,
      alphas: options.alphas,
      batchNorm: options.batchNorm,
      store,
      signal,
      onProgress: ({done, total, what}) => {
        progress ??= stepProgress(total, {quiet: quiet || json, started});
        progress.step(done, what);
        speed.stepEnded(what.endsWith('trained') ? 'training' : 'path');
      },
    });
    progress?.stop();
    folder.appendTimes({seconds: (performance.now() - started) / 1000});
    // Drawing takes vega, which is slow to load: not before there is something to draw.
    const {studyResult, writeStudy} = await import('./write-study.ts');
    const title = `Lines through the loss surface of ${dataset.name === 'fashion' ? 'Fashion-MNIST' : 'MNIST'}`;
    const written = writeStudy(folder, study, {title, command: startedBy(folder, commandLine), header});
    if (json) console.log(JSON.stringify(pathsDocument(folder.path, study.paths)));
    else printResult(`${studyResult(study)}${speed.words()}`, written);
    return 0;
  } catch (error) {
    progress?.stop();
    if (!(error instanceof ScanAborted)) throw error;
    const folder = before?.path ?? out;
    const again = resumeCommand(program, 'interpolate', folder);
    console.error(`\nStopped; everything so far is kept. To go on: ${again}`);
    return 130;
  } finally {
    scratch.dispose();
    tf.dispose([data.train, data.test].map(({x, y}) => [x, y]));
  }
}
