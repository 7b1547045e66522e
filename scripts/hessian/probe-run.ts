import {sep} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type {CommandContext} from '../command.ts';
import {curvatureStore, readCurvature} from '../report/curvature/curvature-store.ts';
import type {CurvatureRecord} from '../report/curvature/record.ts';
import type {ReportedWork} from '../run/flow.ts';
import {checkVersions} from '../run/resume.ts';
import {versionsOf} from '../run/start-run.ts';
import {workThrough} from '../run/units.ts';
import {disposeExamples} from '../model/examples.ts';
import {headerFacts} from '../training/comparison-header.ts';
import type {PartOfRun} from '../training/run-reference.ts';
import {foundEnding} from './document.ts';
import type {HessianOptions} from './hessian-options.ts';
import {type Moment, momentOfEpoch, momentsOf, visitMoments} from './moments.ts';
import {type AskedUnits, chooseUnits, openRun} from './open-run.ts';
import {stabilityEdge} from './stability-edge.ts';
import {createOptimizer} from '../training/comparison.ts';
import {measurePace, timeWords} from './expected-time.ts';
import {lossSource} from './probe.ts';
import {firstExamples, ProbeSession, type Task, taskKey} from './session.ts';

export interface ProbeRequest extends AskedUnits {
  readonly options: HessianOptions;
  readonly quiet: boolean;
  /** Whether other versions than those of the run may add to it. */
  readonly allowVersions: boolean;
}

/** A part of a run as it is written behind its folder. */
const textOfPart = ({label, seed, epoch, isMoment}: PartOfRun): string =>
  `${sep}${label}${sep}seed${seed}${isMoment ? `@epoch${epoch}` : ''}`;

/** Whether a record is of the training that was named, and of the moment where one was. */
const isOfPart = (record: CurvatureRecord, {label, seed, epoch, isMoment}: PartOfRun): boolean =>
  record.label === label && record.seed === seed && (!isMoment || record.epoch === epoch);

/** Name of the file that says what was asked for, so that `--resume` goes on with it. */
export const requestFile = 'curvature.json';

/** Probes of a finished run, which are added to its report. */
export async function runProbes(
  path: string,
  {options, units: asked, part, quiet, allowVersions}: ProbeRequest,
  context: CommandContext,
): Promise<ReportedWork<void>> {
  const run = await openRun(path, context);
  const {folder, comparison, results, data, units} = run;
  const examples = firstExamples(data.train, options.examples);
  const dispose = (): void => {
    if (examples.x !== data.train.x) tf.dispose([examples.x, examples.y]);
    disposeExamples(data);
    comparison.model.dispose();
  };
  try {
    const count = examples.x.shape[0];
    const {model: subject} = comparison;
    const hasGaussNewton = subject.lossName !== null;
    const store = curvatureStore(folder);
    const found = store.size;
    const chosen = chooseUnits(run, {units: asked, part});
    const work = chosen.map(({unit, result}) => {
      const isNamed = part?.isMoment === true;
      const moments = isNamed ? momentOfEpoch(result, part.epoch) : momentsOf(comparison, result, options.every);
      const optimizer = createOptimizer(comparison, unit.optimizer);
      const tasks = moments
        .map((moment): {moment: Moment; task: Task} => {
          const {epoch, updates, learningRate} = moment;
          const isLast = isNamed || moment.isLast;
          const key = taskKey({unit: unit.key, updates, isLast}, options, count);
          const edge = stabilityEdge(optimizer, learningRate);
          const about = {label: unit.optimizer.label, seed: unit.seed, epoch, updates, ...(edge && {edge})};
          return {moment, task: {key, about, learningRate, isLast, hasGaussNewton}};
        })
        .filter(({task}) => !store.has(task.key));
      optimizer.dispose();
      return {unit, result, tasks};
    });
    const tasks = work.flatMap((each) => each.tasks.map(({task}) => task));
    return {
      command: 'hessian',
      place: {
        before: folder,
        open(report) {
          checkVersions(folder, versionsOf(report, run.backend), allowVersions);
          folder.writeJson(requestFile, {...options, units: asked ?? null, part: part ? textOfPart(part) : null});
          return folder;
        },
      },
      async foresee() {
        if (quiet) return {};
        const model = subject.build(0);
        const pace = tasks.length === 0 ? null : await measurePace(lossSource(model, subject, examples));
        const parameters = model.countParams();
        model.dispose();
        return {
          curvature: `${options.probes.join(', ')} of the mean loss over ${count} examples, ${parameters} parameters`,
          moments: `${tasks.length}${found > 0 ? `, ${work.length > 0 && tasks.length === 0 ? 'all' : 'some'} found done` : ''}`,
          time: `${timeWords(tasks, options, pace)}\n`,
        };
      },
      header: (_folder, report) =>
        headerFacts(comparison, {asked: comparison.epochs, ...run.texts, report, out: folder.path}),
      above: (header, foreseen) => ({backend: header['backend']!, run: folder.path, ...foreseen}),
      isBareWithJson: false,
      async carryOut({isSilent, signal}) {
        const session = new ProbeSession(options, {tasks, quiet: isSilent, signal});
        try {
          for (const {unit, result, tasks: own} of work) {
            if (signal.aborted) break;
            const byUpdates = new Map(own.map(({moment, task}) => [moment.updates, task]));
            const moments = own.map(({moment}) => moment);
            await visitMoments(
              {comparison, unit, result, folder, data, moments},
              async (model, {updates}) => {
                const source = lossSource(model, subject, examples);
                const run = (task: Task) => session.probe(task, source, count);
                await workThrough([byUpdates.get(updates)!], {store, run, signal});
              },
              signal,
            );
          }
        } finally {
          session.stop();
        }
      },
      stopped: (_folder, again) => `Stopped; what is done is kept. To go on: ${again}`,
      async finish(_found, {command, header}) {
        const {writeComparisonReport} = await import('../training/comparison-report.ts');
        const [page] = await writeComparisonReport(comparison, {folder, command, header, units, results, data});
        const records = readCurvature(folder);
        return foundEnding(folder, part ? records.filter((record) => isOfPart(record, part)) : records, page!);
      },
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}
