import {existsSync, realpathSync} from 'node:fs';
import {join} from 'node:path';
import {CommandError} from '../scripts/arguments/errors.ts';
import {type ContenderName, contenders, isStock} from './contenders.ts';
import {alternate, type Measured, type Missing, type Pace} from './measure.ts';
import {median} from './median.ts';
import {startWorker} from './workers/start-workers.ts';
import {align, formatTime} from './table.ts';
import type {Task} from './task.ts';

/** Where the worker of TensorFlow.js lies, or lay in 0.1.0. */
const places = ['bench/tfjs/worker.ts', 'scripts/bench/tfjs/worker.ts'];

/** A checkout of this package and its worker. */
export interface Checkout {
  readonly folder: string;
  readonly command: readonly string[];
}

/**
 * Finds the worker of a checkout.
 *
 * @throws CommandError where the folder has none, or where its dependencies are not installed
 */
export function findCheckout(path: string): Checkout {
  const worker = places.find((place) => existsSync(join(path, place)));
  if (worker === undefined)
    throw new CommandError(`${path} is no checkout of this package: it has no ${places.join(' and no ')}`);
  if (!existsSync(join(path, 'node_modules')))
    throw new CommandError(`${path} has no node_modules; run npm ci && npm run setup there`);
  const folder = realpathSync(path);
  return {folder, command: [process.execPath, '--import', 'tsx/esm', join(folder, worker)]};
}

/** The contenders of a task whose speed this package decides. */
export const ownContenders = (names: readonly ContenderName[]): ContenderName[] =>
  names.filter((name) => contenders[name].runtime === 'node' && !isStock(name));

/** How long a step takes in two checkouts. */
export interface Comparison {
  /** Milliseconds, medians of all rounds. */
  readonly here: number;
  readonly there: number;
  /** here / there: the median over the rounds, each divided by its neighbour in time. */
  readonly ratio: number;
  /** The ratio of each pair of processes. */
  readonly starts: readonly number[];
  /** Whether the first results of both are the same number. */
  readonly same: boolean;
}

/**
 * The comparison of processes that were measured in turns.
 *
 * @param pairs here and there, of each start
 */
export function compared(pairs: readonly (readonly [here: Measured, there: Measured])[]): Comparison {
  const ratios = pairs.map(([here, there]) => here.rounds.map((time, round) => time / there.rounds[round]!));
  return {
    here: median(pairs.flatMap(([here]) => here.rounds)),
    there: median(pairs.flatMap(([, there]) => there.rounds)),
    ratio: median(ratios.flat()),
    starts: ratios.map(median),
    same: pairs.every(([here, there]) => here.check === there.check),
  };
}

/**
 * Measures one contender in two checkouts, in turns and in several pairs of processes, because a process keeps the speed that
 * its memory and its compiler happened to give it.
 *
 * @param checkouts this one and the other
 * @returns the comparison, or why there is none
 */
export async function compareCheckouts(
  checkouts: readonly [here: Checkout, there: Checkout],
  {name, task, threads, pace, starts}: {name: ContenderName; task: Task; threads: number; pace: Pace; starts: number},
): Promise<Comparison | Missing> {
  const pairs: [Measured, Measured][] = [];
  const start = ({command, folder}: Checkout) => startWorker(command, {name, task, threads, folder});
  for (let pair = 0; pair < starts; pair++) {
    const [here, there] = await Promise.all([start(checkouts[0]), start(checkouts[1])]);
    try {
      if (!('worker' in here)) return here;
      if (!('worker' in there)) return there;
      const both = [['here', here] as const, ['there', there] as const];
      // Each of the two goes first in every other pair.
      const measured = await alternate(new Map(pair % 2 === 0 ? both : both.toReversed()), pace);
      const [mine, other] = [measured.get('here')!, measured.get('there')!];
      if (!('rounds' in mine)) return mine;
      if (!('rounds' in other)) return other;
      pairs.push([mine, other]);
    } finally {
      for (const each of [here, there]) if ('worker' in each) each.worker.stop();
    }
  }
  return compared(pairs);
}

/** A row of the table: a work and who did it. */
export interface ComparedRow {
  readonly title: string;
  readonly name: ContenderName;
  readonly outcome: Comparison | Missing;
}

/** Share by which a step may take longer and still count as fast as before. */
const tolerated = 0.03;

/** The comparisons as a table, then who is slower and what could not be compared. */
export function formatComparisons(rows: readonly ComparedRow[]): string {
  const headings = ['', 'ms', 'other', 'ratio', 'least', 'greatest'];
  const called = ({title, name}: ComparedRow): string => `${title}: ${contenders[name].title}`;
  const table = [headings];
  const notes: string[] = [];
  for (const row of rows) {
    const {outcome} = row;
    if (!('ratio' in outcome)) {
      notes.push(`${called(row)}: ${outcome.absent ?? `failed: ${outcome.error?.split('\n', 1)[0]}`}`);
      continue;
    }
    const {here, there, ratio, starts, same} = outcome;
    const numbers = [ratio, Math.min(...starts), Math.max(...starts)].map((value) => value.toFixed(3));
    table.push([called(row), formatTime(here), formatTime(there), ...numbers]);
    if (ratio > 1 + tolerated) notes.push(`${called(row)}: slower by ${(100 * (ratio - 1)).toFixed(1)} %`);
    if (!same) notes.push(`${called(row)}: the first result is another number`);
  }
  return [...align(table), ...notes].join('\n');
}
