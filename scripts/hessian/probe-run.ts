import * as tf from '@tensorflow/tfjs';
import {modelCatalogue} from '../../lib/models/index.ts';
import {diagnoseBackend} from '../../lib/native/index.ts';
import type {CommandContext} from '../command.ts';
import {headerFacts, printFacts} from '../run/header.ts';
import {resumeCommand} from '../run/resume.ts';
import {startedBy} from '../run/start-run.ts';
import {probedKeys, readCurvature} from '../report/curvature/curvature-store.ts';
import {printFound} from './document.ts';
import type {HessianOptions} from './hessian-options.ts';
import {type Moment, momentsOf, visitMoments} from './moments.ts';
import {chooseUnits, openRun} from './open-run.ts';
import {secondsOfProduct} from './probe.ts';
import {firstExamples, ProbeSession, type Task, taskKey, timeOfTasks} from './session.ts';

export interface ProbeRequest {
  readonly options: HessianOptions;
  /** Labels of optimizers, or all; undefined: the best one. */
  readonly units: string | undefined;
  readonly quiet: boolean;
  readonly json: boolean;
}

/** Name of the file that says what was asked for, so that `--resume` goes on with it. */
export const requestFile = 'curvature.json';

/** Probes a finished run, adds what it finds to the run's report, and resolves to the exit code. */
export async function probeRun(
  path: string,
  {options, units: asked, quiet, json}: ProbeRequest,
  context: CommandContext,
): Promise<number> {
  const run = await openRun(path, context);
  const {folder, comparison, results, data, units} = run;
  const {signal, program} = context;
  const examples = firstExamples(data.train, options.examples);
  const count = examples.x.shape[0];
  const {loss} = modelCatalogue[comparison.model.name];
  try {
    const done = probedKeys(folder);
    const work = chooseUnits(run, asked).map(({unit, result}) => {
      const tasks = momentsOf(comparison, result, options.every)
        .map((moment): {moment: Moment; task: Task} => {
          const {epoch, updates, learningRate, isLast} = moment;
          const key = taskKey({unit: unit.key, updates, isLast}, options, count);
          const about = {label: unit.optimizer.label, seed: unit.seed, epoch, updates};
          return {moment, task: {key, about, learningRate, isLast, hasGaussNewton: true}};
        })
        .filter(({task}) => !done.has(task.key));
      return {unit, result, tasks};
    });
    const tasks = work.flatMap((each) => each.tasks.map(({task}) => task));
    folder.writeJson(requestFile, {...options, units: asked ?? null});
    const report = await diagnoseBackend();
    const header = headerFacts(comparison, {asked: comparison.epochs, ...run.texts, report, out: folder.path});
    if (!quiet) {
      const model = modelCatalogue[comparison.model.name].build({
        rows: comparison.dataset.train.rows,
        columns: comparison.dataset.train.columns,
        classes: comparison.dataset.classes,
        ...comparison.model.options,
      });
      const seconds = tasks.length === 0 ? 0 : await secondsOfProduct({loss, variables: model, data: examples});
      const parameters = model.countParams();
      model.dispose();
      printFacts({
        backend: header['backend']!,
        run: folder.path,
        curvature: `${options.probes.join(', ')} of the mean loss over ${count} examples, ${parameters} parameters`,
        moments: `${tasks.length}${done.size > 0 ? `, ${work.length > 0 && tasks.length === 0 ? 'all' : 'some'} found done` : ''}`,
        time: `${timeOfTasks(tasks, options, seconds)}\n`,
      });
    }
    const session = new ProbeSession(folder, options, {tasks, quiet: quiet || json, signal});
    try {
      for (const {unit, result, tasks: own} of work) {
        if (signal.aborted) break;
        const byUpdates = new Map(own.map(({moment, task}) => [moment.updates, task]));
        const moments = own.map(({moment}) => moment);
        await visitMoments(
          {comparison, unit, result, folder, data, moments},
          (model, {updates}) => session.probe(byUpdates.get(updates)!, {loss, variables: model, data: examples}, count),
          signal,
        );
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      session.stop();
    }
    if (signal.aborted) {
      const again = resumeCommand(program, 'hessian', folder.path);
      console.error(`\nStopped; what is done is kept. To go on: ${again}`);
      return 130;
    }
    const {writeComparisonReport} = await import('../training/comparison-report.ts');
    const command = startedBy(folder, context.commandLine);
    const [page] = await writeComparisonReport(comparison, {folder, command, header, units, results, data});
    const records = readCurvature(folder);
    printFound(folder, records, {page: page!, json});
    return 0;
  } finally {
    if (examples.x !== data.train.x) tf.dispose([examples.x, examples.y]);
    tf.dispose([data.train, data.test].map(({x, y}) => [x, y]));
  }
}
