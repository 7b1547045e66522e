import {existsSync, statSync} from 'node:fs';
import {dirname, join, relative, resolve, sep} from 'node:path';
import * as z from 'zod';
import {didYouMean} from '../../lib/base/arguments.ts';
import {asWritten} from '../arguments/command-options.ts';
import type {Written} from '../arguments/reader.ts';
import {CommandError, UsageError} from '../arguments/errors.ts';
import {type DataOptions, dataOptions} from '../data/data-options.ts';
import {dataFingerprint, type OpenedData} from '../data/open-data.ts';
import {bestEpoch, checkpointFile, keptEpochs} from './checkpoint-files.ts';
import {RunFolder} from '../run/folder/run-folder.ts';
import {type Trained, trainingsOf} from './trainings-of-run.ts';

/** The folder of a run among the parents of a path, and the rest of it. */
function runAbove(path: string): {run: string; rest: string} | null {
  for (let run = path; dirname(run) !== run; run = dirname(run)) {
    if (existsSync(join(run, 'config.json')) && statSync(run).isDirectory()) return {run, rest: relative(run, path)};
  }
  return null;
}

const lossOf = ({history}: Trained): number => {
  const best = history.find(({epoch}) => epoch === bestEpoch(history));
  return best?.testLoss ?? best?.trainLoss ?? Number.POSITIVE_INFINITY;
};

const trainedOn = z.looseObject({resolved: z.looseObject({data: z.string().exactOptional()}).exactOptional()});

/** What a run was trained on. */
export interface DataOfRun {
  /** The options as they would be written. */
  readonly written: Readonly<Record<string, string>>;
  /** The name of the examples by their content. */
  readonly fingerprint: string | undefined;
  readonly hasFolds: boolean;
}

/** The absolute path of a reference, and what stands behind its @, 'last' where there is none. */
function splitReference(text: string): {path: string; which: string; isMoment: boolean} {
  const at = text.lastIndexOf('@');
  return at > text.lastIndexOf(sep)
    ? {path: resolve(text.slice(0, at)), which: text.slice(at + 1), isMoment: true}
    : {path: resolve(text), which: 'last', isMoment: false};
}

/** The data that a run was trained on; null where a path is none of a run or of a part of it. */
export function dataOfRun(path: string): DataOfRun | null {
  const above = runAbove(splitReference(path).path);
  if (above === null) return null;
  const config = new RunFolder(above.run).readDocument('config.json', trainedOn, 'the configuration of a run');
  return {
    written: asWritten(dataOptions, config ?? {}),
    fingerprint: config?.resolved?.data,
    hasFolds: config?.['folds'] !== undefined,
  };
}

/** The options of the data that follow from a part of a run, where none of them is written. */
export function impliedData(given: Written, option: string): Readonly<Record<string, string>> {
  const text = given[option];
  const isWritten = Object.keys(dataOptions).some((name) => given[name] !== undefined);
  if (isWritten || typeof text !== 'string') return {};
  const ofRun = dataOfRun(resolve(text.split(',')[0]!));
  if (ofRun?.hasFolds) {
    throw new UsageError([
      `--${option}: ${text} is of a run with folds, each with examples of its own: name the data to measure on by --data`,
    ]);
  }
  return ofRun?.written ?? {};
}

/**
 * Refuses data that a run names as its own and that are no longer what it was trained on.
 *
 * @param text a part of a run, or another path
 */
export function checkDataOfRun(text: string, options: DataOptions, dataset: OpenedData): void {
  const ofRun = dataOfRun(text);
  if (ofRun?.fingerprint === undefined || ofRun.fingerprint === dataFingerprint(dataset)) return;
  const now = asWritten(dataOptions, options);
  const isSame = Object.keys(dataOptions).every((name) => now[name] === ofRun.written[name]);
  if (!isSame) return;
  throw new CommandError(
    `${dataset.source}: these are no longer the examples that ${text} was trained on; train it again, or name others by --data`,
  );
}

/** A training of a run, and one of its epochs. */
export interface PartOfRun {
  /** The folder of the run. */
  readonly run: string;
  /** That of the training. */
  readonly key: string;
  readonly label: string;
  readonly seed: number;
  readonly epoch: number;
  /** Whether the epoch was named by an @; otherwise it is the last one. */
  readonly isMoment: boolean;
  /** Its checkpoint, which may be missing where `trainsAgain`. */
  readonly path: string;
}

/**
 * The training and the epoch that a part of a run names: `RUN@best`, `RUN/adam/seed2`, `RUN/sgd lr=0.1/seed1@best`, `RUN/adam/seed2/fold3@epoch10`.
 *
 * `@best` is the epoch of least test loss, of `RUN` alone that of its best training; without `@` it is the last epoch.
 *
 * @param text a path
 * @param named what messages begin with, such as --from
 * @param options `trainsAgain`: the caller needs no checkpoint of a training without @, and can reach every epoch by training again
 * @returns null for a path of a file or of another folder
 * @throws UsageError where the run has no such training, or the text fits several
 */
export function partOfRun(text: string, named: string, {trainsAgain = false} = {}): PartOfRun | null {
  const isRun = (path: string): boolean =>
    existsSync(join(path, 'config.json')) && !existsSync(join(path, 'model.json'));
  if (existsSync(text) && !isRun(text)) return null;
  const {path, which, isMoment} = existsSync(text)
    ? {path: resolve(text), which: 'last', isMoment: false}
    : splitReference(text);
  const above = runAbove(path);
  if (above === null) return null;
  const {run, rest} = above;
  const refuse = (why: string): never => {
    throw new UsageError([`${named}: ${text}: ${why}`]);
  };
  const folder = new RunFolder(run);
  const all = trainingsOf(folder);
  if (all.length === 0)
    refuse(`the run in ${run} has no training with checkpoints: give the folder of a run of train or mnist`);
  const [label, ...numbers] = rest === '' ? [] : rest.split(sep);
  const asked: {seed?: number; fold?: number} = {};
  for (const part of numbers) {
    const found = /^(seed|fold)(\d+)$/.exec(part);
    if (found === null) refuse(`"${part}" must be a seed or a fold, such as seed2`);
    else asked[found[1] as 'seed' | 'fold'] = Number(found[2]);
  }
  const labels = [...new Set(all.map((each) => each.label))];
  const labelled = all.filter((each) => label === undefined || each.label === label);
  const ofOptimizer = labelled.length > 0 ? labelled : all.filter(({optimizer}) => optimizer === label);
  if (ofOptimizer.length === 0)
    refuse(`the run has no "${label}"${didYouMean(label!, labels)} (it has ${labels.join(', ')})`);
  const fitting = ofOptimizer.filter(
    ({seed, fold}) => (asked.seed ?? seed) === seed && (asked.fold === undefined || asked.fold === fold),
  );
  if (fitting.length === 0) refuse(`the run has no such seed or fold of ${label}`);
  if (!/^(best|last|epoch\d+)$/.test(which))
    refuse(`after @ stands best, last or an epoch such as epoch10, not "${which}"`);
  const sound = fitting.filter(({isFinished}) => isFinished);
  if (which === 'best' && sound.length === 0) refuse('no such training has ended well');
  if (which !== 'best' && fitting.length > 1) {
    const way = (['seed', 'fold'] as const).filter((name) => new Set(fitting.map((each) => each[name])).size > 1);
    const several = new Set(fitting.map((each) => each.label)).size > 1 ? ['optimizer'] : [];
    refuse(
      `it has several trainings: name the ${[...several, ...way].join(' and ')} as in RUN/${fitting[0]!.label}/seed${fitting[0]!.seed}${fitting[0]!.fold === undefined ? '' : `/fold${fitting[0]!.fold}`}, or RUN@best`,
    );
  }
  const chosen =
    which === 'best' ? sound.reduce((best, each) => (lossOf(each) < lossOf(best) ? each : best)) : fitting[0]!;
  const kept = keptEpochs(folder, chosen.stem);
  // Of a training that goes on, the last epoch is the one from which it does.
  const last = chosen.isFinished ? chosen.history.at(-1)?.epoch : kept.at(-1);
  const epoch = which === 'best' ? bestEpoch(chosen.history) : which === 'last' ? last : Number(which.slice(5));
  if (epoch === undefined || (!kept.includes(epoch) && (isMoment || !trainsAgain))) {
    const missing = which === 'last' && epoch !== undefined ? `, not of its last, ${epoch}` : '';
    const remedy = trainsAgain ? '; without @, --every epoch reaches every epoch by training again' : '';
    refuse(`of this training there are checkpoints of the epochs ${kept.join(', ') || 'none'}${missing}${remedy}`);
  }
  const {key, seed} = chosen;
  return {
    run,
    key,
    label: chosen.label,
    seed,
    epoch: epoch!,
    isMoment,
    path: checkpointFile(folder, chosen.stem, epoch!),
  };
}

/** The checkpoint that the value of an option names as a part of a run, as {@link partOfRun}; null where it is none. */
export const referenceOf = (text: string, option: string): string | null =>
  partOfRun(text, `--${option}`)?.path ?? null;
