import {basename, resolve} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {lossCatalogue} from '../../lib/models/index.ts';
import {trainableVariables} from '../../lib/training/objective/index.ts';
import {UsageError} from '../arguments/errors.ts';
import type {ValuesOf} from '../arguments/command-options.ts';
import type {CommandContext} from '../command.ts';
import {curvatureStore, readCurvature} from '../report/curvature/curvature-store.ts';
import {curvatureVerdict} from '../report/curvature/curvature-verdict.ts';
import {curvatureFigures, curvatureSection} from '../report/sections/curvature-words.ts';
import {writeStudyPage} from '../report/surfaces/study-page.ts';
import type {ReportedWork} from '../run/flow.ts';
import {createRunFolder, openRunFolder} from '../run/folder/open-run-folder.ts';
import {checkBackend, checkVersions} from '../run/resume.ts';
import {type Place, type PlaceRequest, versionsOf} from '../run/start-run.ts';
import {workThrough} from '../run/units.ts';
import {disposeExamples, examplesOf} from '../model/examples.ts';
import {chooseLoss, loadGiven} from '../model/given-model.ts';
import {lossFor} from '../model/model-source.ts';
import {dataFingerprint} from '../data/open-data.ts';
import {dataOptionsOf} from '../data/data-options.ts';
import {loadGround} from '../training/load-comparison.ts';
import {foundEnding} from './document.ts';
import type {HessianOptions, modelOptions} from './hessian-options.ts';
import {measurePace, timeWords} from './expected-time.ts';
import {lossSource} from './probe.ts';
import {firstExamples, ProbeSession, type Task, taskKey} from './session.ts';

/** A saved model, the data and the loss to probe it with, and where that goes. */
export interface ModelRequest extends ValuesOf<typeof modelOptions>, PlaceRequest {
  readonly model: string;
  readonly options: HessianOptions;
}

/** The folder of an earlier probe, or a new one, with what was asked for. */
function modelPlace({resumed, out, allowVersions}: ModelRequest, backend: string, config: object): Place {
  const before = resumed === undefined ? undefined : openRunFolder(resumed);
  if (before) checkBackend(before, backend);
  return {
    before,
    open(report) {
      if (before) {
        checkVersions(before, versionsOf(report, backend), allowVersions);
        return before;
      }
      const folder = createRunFolder({command: 'hessian', ...(out === undefined ? {} : {out})});
      folder.writeJson('config.json', config);
      folder.writeJson('versions.json', versionsOf(report, backend));
      return folder;
    },
  };
}

/** The probe of a saved model, in a run folder of its own. */
export async function modelWork(request: ModelRequest, context: CommandContext): Promise<ReportedWork<void>> {
  const {options} = request;
  const {dataset, backend} = await loadGround(request, context);
  const given = await loadGiven(request.model, {option: 'model', model: undefined, dataset});
  const {model} = given;
  const chosen = lossFor(chooseLoss(request.loss, [given], dataset), model, dataset);
  const {name: loss} = chosen.loss;
  const hasGaussNewton = chosen.lossName !== null;
  const pair = examplesOf(model, dataset, loss);
  const {train} = pair;
  const data = firstExamples(train, options.examples);
  const dispose = (): void => {
    if (data.x !== train.x) tf.dispose([data.x, data.y]);
    disposeExamples(pair);
    model.dispose();
  };
  try {
    if (trainableVariables(model).length === 0) throw new UsageError([`${request.model} has no trainable weights`]);
    const count = data.x.shape[0];
    const source = lossSource(model, chosen, data);
    const probed = resolve(request.model);
    const label = basename(probed);
    const task: Task = {
      key: taskKey({model: probed, loss, dataset: dataFingerprint(dataset)}, options, count),
      about: {label, seed: null, epoch: null, updates: null},
      learningRate: null,
      isLast: true,
      hasGaussNewton,
    };
    const config = {probed, ...dataOptionsOf(request), loss, ...options, command: context.commandLine};
    const place = modelPlace(request, backend, config);
    return {
      command: 'hessian',
      place,
      async foresee() {
        const isDone = place.before !== undefined && curvatureStore(place.before).has(task.key);
        return {time: `${isDone ? 'none' : timeWords([task], options, await measurePace(source))}\n`};
      },
      header: (folder) => ({
        backend,
        model: `${request.model}, ${model.countParams()} parameters`,
        data: dataset.source,
        curvature: `${options.probes.join(', ')} of the mean ${loss} over ${count} examples`,
        ...(hasGaussNewton
          ? {}
          : {note: `no Gauss-Newton matrix: it needs a loss of outputs, ${Object.keys(lossCatalogue).join(', ')}`}),
        output: folder.path,
      }),
      isBareWithJson: false,
      async carryOut({folder, isSilent, signal}) {
        const session = new ProbeSession(options, {tasks: [task], quiet: isSilent, signal});
        try {
          const run = (each: Task) => session.probe(each, source, count);
          await workThrough([task], {store: curvatureStore(folder), run, signal});
        } finally {
          session.stop();
        }
      },
      stopped: (_folder, again) => `Stopped. To do it again: ${again}`,
      async finish(_found, {folder, header}) {
        const records = readCurvature(folder);
        const [page] = writeStudyPage(folder, {
          title: `Curvature of ${label}`,
          result: `${curvatureVerdict(records.at(-1)!)[0] ?? 'Nothing was probed'}.`,
          command: context.commandLine,
          header,
          figures: curvatureFigures(records),
          sections: [{id: 'curvature-words', title: 'Curvature in words', content: curvatureSection(records)}],
        });
        return foundEnding(folder, records, page!);
      },
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}
