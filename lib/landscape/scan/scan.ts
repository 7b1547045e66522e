import {show} from '../../base/arguments.ts';
import {asFunction, asSignal, option, type OptionsOf} from '../../base/options.ts';
import {pacer} from '../../base/pace.ts';
import type {Basis} from './group-evaluator.ts';
import type {Measurement, PointEvaluator} from './point-evaluator.ts';

export const controlTable = {
  done: option(
    (owner, name, received: ReadonlyMap<number, Measurement>) => {
      if (received instanceof Map) return received;
      throw new TypeError(
        `${owner}: ${name} must be a Map from the number of a point to its measurement, received ${show(received)}`,
      );
    },
    undefined,
    'what is known already, by the number of the point; it is not measured again',
  ),
  onPoints: option(
    asFunction<(points: readonly {index: number; measurement: Measurement}[]) => void | Promise<void>>,
    undefined,
    'hears of every group of points as it is measured; a promise is awaited',
  ),
  signal: option(asSignal, undefined, 'ends the scan after the group under way; it then rejects'),
};

/** How a scan is watched, ended and gone on with. */
export interface ScanControl extends OptionsOf<typeof controlTable> {}

/** A scan that was ended by its signal; what was measured was given to `onPoints`. */
export class ScanAborted extends Error {
  override readonly name = 'AbortError';
}

/** Groups of point numbers, all as large as each other but the last. */
export function pointGroups(count: number, most: number): number[][] {
  const size = Math.ceil(count / Math.ceil(count / most));
  return Array.from({length: Math.ceil(count / size)}, (_, g) =>
    Array.from({length: Math.min(size, count - g * size)}, (_, i) => g * size + i),
  );
}

/**
 * Measures points group by group, in their order. A group is measured as a whole or not at all, and in the same company every
 * time, so that a scan that is gone on with gives the same bits as one without a break.
 *
 * @param basis what the points combine
 * @param points the coefficients of each
 * @param only numbers of the groups to measure, default all
 * @returns the measurements in the order of the points; undefined for points of other groups
 * @throws ScanAborted where the signal ended it
 */
export async function scan(
  basis: Basis,
  points: readonly (readonly number[])[],
  evaluator: PointEvaluator,
  {done, onPoints, signal}: ScanControl = {},
  only: (group: number) => boolean = () => true,
): Promise<(Measurement | undefined)[]> {
  const results: (Measurement | undefined)[] = points.map((_, i) => done?.get(i));
  const groups = pointGroups(points.length, evaluator.group);
  const size = groups[0]?.length ?? 0;
  const pause = pacer();
  for (const [g, group] of groups.entries()) {
    if (!only(g) || group.every((index) => results[index] !== undefined)) continue;
    if (signal?.aborted) throw new ScanAborted('the scan was ended by its signal');
    // A short last group is filled up, so that one graph serves all.
    const filled = Array.from({length: size}, (_, i) => points[group[Math.min(i, group.length - 1)]!]!);
    const measured = await evaluator.measure(basis, evaluator.group === 1 ? filled.slice(0, 1) : filled);
    for (const [i, index] of group.entries()) results[index] ??= measured[i]!;
    await onPoints?.(group.map((index) => ({index, measurement: results[index]!})));
    await pause();
  }
  return results;
}
