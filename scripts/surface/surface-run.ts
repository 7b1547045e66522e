import type {Measurement} from '../../lib/landscape/index.ts';
import {toSurface} from '../../lib/landscape/planes/index.ts';
import {flow} from '../run/flow.ts';
import {versionFact} from '../run/header.ts';
import {printResult} from '../run/print-result.ts';
import {speedWords} from '../run/scan-speed.ts';
import {runPlace} from '../run/start-run.ts';
import {unitKey} from '../run/units.ts';
import {printable} from '../terminal/printable.ts';
import {stepProgress} from '../terminal/step-progress.ts';
import {dataFingerprint} from '../data/open-data.ts';
import {checkDataOfRun, impliedData} from '../training/run-reference.ts';
import {datasetOf} from '../training/comparison.ts';
import {loadComparison} from '../training/load-comparison.ts';
import {checkGiven, prepareSurface} from './prepare-surface.ts';
import {scanInProcesses} from './run-workers.ts';
import {knownPoints, planeFileOf} from './surface-files.ts';
import {readSurface} from './surface-options.ts';

/** Chooses a plane, measures it and reports. */
export const surfaceRun = flow({
  name: 'surface',
  implied: (given) => impliedData(given, 'at'),
  read: readSurface,
  async open({options: asked, choices, isInteractive, ...request}, context) {
    const {backend, options, comparison} = await loadComparison(asked, choices, context);
    const {batchSize} = comparison;
    const dataset = datasetOf(comparison);
    if (options.at !== '') checkDataOfRun(options.at.split(',')[0]!, options, dataset);
    // Options that were not given stay out of the file, which a resumed run reads as if it were the command line.
    const kept = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ''));
    const {processes, ...decisive} = options;
    const units = [
      {key: unitKey({...decisive, data: dataFingerprint(dataset), backend}), config: {}, seed: options.seed},
    ];
    const {source} = dataset;
    const start = {options: kept, backend, units, command: context.commandLine, batchSize, source};
    const place = runPlace('surface', request, start);
    return {
      command: 'surface',
      place,
      async foresee() {
        // What cannot be loaded leaves no folder behind.
        const isPrepared = place.before !== undefined && planeFileOf(place.before) !== undefined;
        if (!isPrepared) await checkGiven(options, dataset);
        return {};
      },
      header: (folder) => ({
        ...versionFact(),
        backend,
        data: source,
        plane: options.plane,
        ...(options.at === ''
          ? {
              model: options.model,
              training: `${choices.optimizers[0]?.label}, ${options.epochs} epochs, batch ${batchSize}, seed ${options.seed}`,
            }
          : {models: options.at.replaceAll(',', ', ')}),
        processes: String(processes),
        output: folder.path,
      }),
      isBareWithJson: true,
      async carryOut({folder, isSilent, signal}) {
        const tell = (what: string): void => {
          if (!isSilent) console.error(printable(what));
        };
        if (planeFileOf(folder) === undefined)
          await prepareSurface(folder, {options, comparison, dataset, signal, tell});
        const plane = planeFileOf(folder)!;
        const total = plane.x.length * plane.y.length;
        const begun = knownPoints(folder).size;
        const progress = stepProgress(total, {quiet: isSilent, begun, every: 2});
        const started = performance.now();
        let done = begun;
        const onPoints = (points: number): void => {
          done += points;
          progress.step(done, 'points');
        };
        try {
          await scanInProcesses(folder, {processes, signal, onPoints});
        } finally {
          progress.stop();
        }
        const seconds = (performance.now() - started) / 1000;
        folder.appendTimes({points: total - begun, seconds});
        const known = knownPoints(folder);
        const measured = Array.from({length: total}, (_, i) => known.get(i) as Measurement);
        return {plane, surface: toSurface(plane, measured, plane.batchNorm), points: total - begun, seconds};
      },
      stopped: (_folder, again) => `Stopped; everything so far is kept. To go on: ${again}`,
      async finish({plane, surface, points, seconds}, {folder, command, header}) {
        const {surfaceDocument, surfaceVerdict, writeSurface} = await import('./write-surface.ts');
        const written = writeSurface(folder, surface, {kind: options.plane, plane, isInteractive, command, header});
        const speed = speedWords(points, dataset.train.count + dataset.test.count, seconds);
        return {
          document: surfaceDocument(folder.path, options.plane, surface, plane),
          print: () => printResult(`${surfaceVerdict(surface, plane)}${speed}`, written),
        };
      },
      dispose: () => {},
    };
  },
});
