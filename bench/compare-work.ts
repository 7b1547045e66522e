import type {ContenderName} from './contenders.ts';
import type {Python} from './workers/find-python.ts';
import {alternate, type Outcome, type Pace} from './measure.ts';
import {type Prepared, startWorkers} from './workers/start-workers.ts';
import {median} from './median.ts';
import type {Task} from './task.ts';

/** Relative difference of first results beyond which two contenders did not do the same work. */
const tolerance = 1e-3;

/**
 * Takes the numbers from contenders whose first result is not that of the others: they did other work.
 *
 * @param checks first results by contender
 * @returns those that differ from the median, with both values
 */
export function differing(checks: ReadonlyMap<ContenderName, number>): Map<ContenderName, string> {
  if (checks.size === 0) return new Map();
  const usual = median([...checks.values()]);
  const wrong = [...checks].filter(([, check]) => !(Math.abs(check - usual) <= tolerance * Math.abs(usual)));
  return new Map(wrong.map(([name, check]) => [name, `its first result is ${check}, the others' ${usual}`]));
}

/** Measures all contenders of a task side by side. */
export async function compareWork(
  names: readonly ContenderName[],
  task: Task,
  {python, threads, pace}: {python: Python | null; threads: number; pace: Pace},
): Promise<Map<ContenderName, Outcome>> {
  const started = await startWorkers(names, task, python, threads);
  const prepared = new Map<ContenderName, Prepared>();
  for (const [name, each] of started) if ('worker' in each) prepared.set(name, each);
  try {
    const different = differing(
      new Map([...prepared].flatMap(([name, {ready}]) => (name === 'copy' ? [] : [[name, ready.check]]))),
    );
    const measured = await alternate(prepared, pace);
    const outcome = (name: ContenderName): Outcome => {
      const reason = different.get(name);
      if (reason !== undefined) return {error: reason};
      const start = started.get(name)!;
      return 'worker' in start ? measured.get(name)! : start;
    };
    return new Map(names.map((name) => [name, outcome(name)]));
  } finally {
    for (const {worker} of prepared.values()) worker.stop();
  }
}
