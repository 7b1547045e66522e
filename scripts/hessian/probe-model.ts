import {basename, resolve} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type {LossSource} from '../../lib/curvature/index.ts';
import {lossCatalogue, type LossName} from '../../lib/models/index.ts';
import {diagnoseBackend, loadBackend} from '../../lib/native/index.ts';
import {createRunFolder, openRunFolder} from '../run/folder/open-run-folder.ts';
import {curvatureVerdict} from '../report/curvature/verdict.ts';
import {curvatureFigures, curvatureSection} from '../report/sections/curvature-words.ts';
import {writeStudyPage} from '../report/surfaces/study-page.ts';
import {trainableVariables} from '../../lib/training/objective.ts';
import {UsageError} from '../arguments/errors.ts';
import type {CommandContext} from '../command.ts';
import {printFacts} from '../run/header.ts';
import {loadDigits} from '../training/load-digits.ts';
import {resumeCommand} from '../run/resume.ts';
import {versionsOf} from '../run/start-run.ts';
import {givenData} from '../training/given-data.ts';
import {givenObjective, loadGiven} from '../training/given-model.ts';
import {probedKeys, readCurvature} from '../report/curvature/curvature-store.ts';
import {printFound} from './document.ts';
import type {HessianOptions} from './hessian-options.ts';
import {secondsOfProduct} from './probe.ts';
import {firstExamples, ProbeSession, type Task, taskKey, timeOfTasks} from './session.ts';

/** A saved model, and the data and the loss to probe it with. */
export interface ModelRequest {
  readonly model: string;
  readonly data: string;
  readonly dataset: 'mnist' | 'fashion';
  readonly loss: string | undefined;
  readonly options: HessianOptions;
  readonly out: string | undefined;
  /** The folder of an earlier probe of it, to go on with. */
  readonly resumed: string | undefined;
  readonly quiet: boolean;
  readonly json: boolean;
}

/** The loss that suits a model that tells none: of logits, or of probabilities where its last layer gives these. */
function defaultLoss(model: tf.LayersModel): string {
  const config = model.layers.at(-1)!.getConfig();
  return config['activation'] === 'softmax' ? 'categoricalCrossentropy' : 'softmaxCrossEntropy';
}

/** Probes a saved model in a run folder of its own; resolves to the exit code. */
export async function probeModel(request: ModelRequest, context: CommandContext): Promise<number> {
  const {options, quiet, json, resumed, out} = request;
  const {signal, prepare, program, commandLine} = context;
  const dataset = await loadDigits(request, signal);
  await prepare();
  const backend = await loadBackend();
  const {model, loss: told} = await loadGiven(request.model, {option: 'model', model: undefined, dataset});
  const loss = request.loss ?? told ?? defaultLoss(model);
  const hasGaussNewton = Object.hasOwn(lossCatalogue, loss);
  const objective = givenObjective(model, loss);
  const {train, test} = givenData(model, dataset, loss);
  const data = firstExamples(train, options.examples);
  try {
    if (trainableVariables(model).length === 0) throw new UsageError([`${request.model} has no trainable weights`]);
    const count = data.x.shape[0];
    const source: LossSource = hasGaussNewton
      ? {loss: loss as LossName, variables: model, data}
      : {loss: (batch) => objective.measure(batch).loss, variables: trainableVariables(model), data};
    const label = basename(resolve(request.model));
    const key = taskKey({model: resolve(request.model), loss, dataset: dataset.source}, options, count);
    const task: Task = {
      key,
      about: {label, seed: null, epoch: null, updates: null},
      learningRate: null,
      isLast: true,
      hasGaussNewton,
    };
    const seconds = await secondsOfProduct(source);
    const report = await diagnoseBackend();
    const folder =
      resumed === undefined
        ? createRunFolder({command: 'hessian', ...(out === undefined ? {} : {out})})
        : openRunFolder(resumed);
    if (resumed === undefined) {
      folder.writeJson('versions.json', versionsOf(report, backend));
      const {model: path, data: source, dataset: name} = request;
      folder.writeJson('config.json', {
        probed: resolve(path),
        data: source,
        dataset: name,
        loss,
        ...options,
        command: commandLine,
      });
    }
    const isDone = probedKeys(folder).has(key);
    const facts = {
      backend,
      model: `${request.model}, ${model.countParams()} parameters`,
      data: dataset.source,
      curvature: `${options.probes.join(', ')} of the mean ${loss} over ${count} examples`,
      ...(hasGaussNewton
        ? {}
        : {note: `no Gauss-Newton matrix: it needs a loss of outputs, ${Object.keys(lossCatalogue).join(', ')}`}),
      output: folder.path,
    };
    if (!quiet)
      printFacts({
        ...facts,
        time: `${timeOfTasks(isDone ? [] : [task], options, seconds)}\n`,
      });
    const session = new ProbeSession(folder, options, {tasks: [task], quiet: quiet || json, signal});
    try {
      if (!isDone) await session.probe(task, source, count);
    } catch (error) {
      if (!signal.aborted) throw error;
      console.error(`\nStopped. To do it again: ${resumeCommand(program, 'hessian', folder.path)}`);
      return 130;
    } finally {
      session.stop();
    }
    const records = readCurvature(folder);
    const [page] = writeStudyPage(folder, {
      title: `Curvature of ${label}`,
      result: `${curvatureVerdict(records.at(-1)!)[0] ?? 'Nothing was probed'}.`,
      command: commandLine,
      header: facts,
      figures: curvatureFigures(records),
      sections: [{id: 'curvature-words', title: 'Curvature in words', content: curvatureSection(records)}],
    });
    printFound(folder, records, {page: page!, json});
    return 0;
  } finally {
    if (data.x !== train.x) tf.dispose([data.x, data.y]);
    tf.dispose([train, test].map(({x, y}) => [x, y]));
    model.dispose();
  }
}
