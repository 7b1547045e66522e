import {mkdirSync} from 'node:fs';
import {cpus, release, totalmem} from 'node:os';
import {join} from 'node:path';
import {writeAtomically} from '../lib/base/node/atomic-write.ts';
import {packageVersion} from '../scripts/package-version.ts';
import type {ContenderName} from './contenders.ts';
import type {Outcome, Pace} from './measure.ts';
import type {Work} from './works.ts';

/** What was measured of one work. */
export interface WorkResult {
  readonly name: string;
  readonly work: Work;
  readonly outcomes: ReadonlyMap<ContenderName, Outcome>;
}

/** The machine, as far as it bears on speed. */
function machine(threads: number): Record<string, string | number> {
  const [processor] = cpus();
  return {
    processor: processor?.model.trim() ?? 'unknown',
    threads,
    memory: `${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    system: `${process.platform} ${process.arch} ${release()}`,
  };
}

/** The versions that the workers told, together. */
export function versionsOf(results: readonly WorkResult[]): Record<string, string> {
  const all = results.flatMap(({outcomes}) =>
    [...outcomes.values()].flatMap((outcome) => ('versions' in outcome ? [outcome.versions] : [])),
  );
  return Object.assign({'tfjs-optim': packageVersion}, ...all) as Record<string, string>;
}

/**
 * Writes a run as JSON into a folder, under the time of its end.
 *
 * @returns the file
 */
export function writeResults(
  folder: string,
  run: {results: readonly WorkResult[]; pace: Pace; threads: number; settings: Readonly<Record<string, string>>},
  now = new Date(),
): string {
  const {results, pace, threads, settings} = run;
  const content = {
    time: now.toISOString(),
    unit: 'milliseconds of a step',
    machine: machine(threads),
    versions: versionsOf(results),
    settings,
    pace,
    works: results.map(({name, work, outcomes}) => ({
      name,
      title: work.title,
      task: work.task,
      contenders: Object.fromEntries(
        [...outcomes].map(([contender, outcome]) => {
          if (!('median' in outcome)) return [contender, outcome];
          const {versions: _versions, ...numbers} = outcome;
          return [contender, numbers];
        }),
      ),
    })),
  };
  mkdirSync(folder, {recursive: true});
  const file = join(folder, `${now.toISOString().replaceAll(':', '-').slice(0, 19)}Z.json`);
  writeAtomically(file, `${JSON.stringify(content, null, 1)}\n`);
  return file;
}
