import * as tf from '@tensorflow/tfjs';
import {type Measurement, ScanAborted} from '../../lib/landscape/index.ts';
import {toSurface} from '../../lib/landscape/planes/plane.ts';
import {diagnoseBackend} from '../../lib/native/index.ts';
import {unitKey} from '../run/unit-key.ts';
import type {Written} from '../arguments/reader.ts';
import {fingerprint} from '../training/comparison.ts';
import {printFacts} from '../run/header.ts';
import {loadComparison} from '../training/load-comparison.ts';
import {type Call, readRequest} from '../run/read-request.ts';
import {reopenRun, resumeCommand} from '../run/resume.ts';
import {startedBy, startRun} from '../run/start-run.ts';
import {packageVersion} from '../package-version.ts';
import {prepareSurface} from './prepare-surface.ts';
import {scanInProcesses} from './run-workers.ts';
import {printResult} from '../run/print-result.ts';
import {speedWords} from '../run/scan-speed.ts';
import {stepProgress} from '../terminal/step-progress.ts';
import {knownPoints, type PlaneFile} from './surface-files.ts';
import {readSurfaceOptions, surfaceDefaults} from './surface-options.ts';

/** Chooses a plane, measures it and reports; resolves to the exit code. */
export async function runSurface(given: Written, words: readonly string[], call: Call): Promise<number> {
  const {
    options: asked,
    choices,
    isInteractive,
    resumed,
    out,
    quiet,
    json,
  } = readRequest(given, words, call, {
    command: 'surface',
    defaults: surfaceDefaults,
    readOptions: (read) => ({...readSurfaceOptions(read), isInteractive: read.flag('3d')}),
  });
  const {signal, program, commandLine} = call.context;
  const {backend, options, comparison} = await loadComparison(asked, choices, call.context);
  const {dataset, batchSize} = comparison;
  const {seeds: _seeds, ...written} = options;
  // Options that were not given stay out of the file, which a resumed run reads as if it were the command line.
  const kept = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== ''));
  const {processes: _processes, ...decisive} = written;
  const units = [{key: unitKey({...decisive, data: fingerprint(dataset), backend}), config: {}, seed: options.seed}];
  const before = resumed === undefined ? undefined : reopenRun(resumed, {backend, units});
  const report = await diagnoseBackend();
  const {source} = dataset;
  const folder =
    before ??
    startRun('surface', out, {options: kept, report, backend, units, command: commandLine, batchSize, source});
  const header = {
    'tfjs-optim': `${packageVersion}, TensorFlow.js ${tf.version.tfjs}, Node ${process.versions.node}`,
    backend,
    data: source,
    plane: options.plane,
    ...(options.at === ''
      ? {
          model: options.model,
          training: `${choices.optimizers[0]?.label}, ${options.epochs} epochs, batch ${batchSize}, seed ${options.seed}`,
        }
      : {models: options.at.replaceAll(',', ', ')}),
    processes: String(options.processes),
    output: folder.path,
  };
  const isQuiet = quiet || json;
  if (!isQuiet) printFacts(header);
  try {
    if (folder.readJson('plane.json') === undefined) {
      const tell = (what: string): void => {
        if (!isQuiet) console.error(what);
      };
      await prepareSurface(folder, {options, comparison, dataset, signal, tell});
    }
    const plane = folder.readJson('plane.json') as PlaneFile;
    const total = plane.x.length * plane.y.length;
    const begun = knownPoints(folder).size;
    const progress = stepProgress(total, {quiet: isQuiet, begun, every: 2});
    const started = performance.now();
    let done = begun;
    try {
      await scanInProcesses(folder, {
        processes: options.processes,
        signal,
        onPoints: (points) => {
          done += points;
          progress.step(done, 'points');
        },
      });
    } finally {
      progress.stop();
    }
    const seconds = (performance.now() - started) / 1000;
    folder.appendTimes({points: total - begun, seconds});
    const known = knownPoints(folder);
    const measured = Array.from({length: total}, (_, i) => known.get(i) as Measurement);
    const surface = toSurface(plane, measured, plane.batchNorm);
    const {surfaceDocument, surfaceVerdict, writeSurface} = await import('./write-surface.ts');
    const command = startedBy(folder, commandLine);
    const written = writeSurface(folder, surface, {kind: options.plane, plane, isInteractive, command, header});
    if (json) console.log(JSON.stringify(surfaceDocument(folder.path, options.plane, surface, plane)));
    else {
      const speed = speedWords(total - begun, dataset.train.count + dataset.test.count, seconds);
      printResult(`${surfaceVerdict(surface, plane)}${speed}`, written);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof ScanAborted)) throw error;
    const again = resumeCommand(program, 'surface', folder.path);
    console.error(`\nStopped; everything so far is kept. To go on: ${again}`);
    return 130;
  }
}
