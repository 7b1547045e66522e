import {canonicalJson} from '../../lib/base/json.ts';
import type {Measurement} from '../../lib/landscape/index.ts';
import type {MeasuredPoints} from './folder/schemas.ts';
import type {UnitStore} from './units.ts';

/** Measured points of a path or a plane by their numbers. */
export type KnownPoints = ReadonlyMap<number, Measurement>;

/**
 * The points of paths or of a plane. They are measured group by group: what is put is added to what is known of the same path.
 *
 * @param kept the groups that were measured before, each with its path
 * @param append writes a group
 */
export function pointStore<Path>(
  kept: Iterable<readonly [path: Path, points: MeasuredPoints]>,
  append: (path: Path, points: MeasuredPoints) => void,
): UnitStore<KnownPoints, Path> {
  const known = new Map<string, Map<number, Measurement>>();
  const add = (path: Path, points: Iterable<readonly [number, Measurement]>): void => {
    const key = canonicalJson(path);
    const own = known.get(key) ?? new Map<number, Measurement>();
    known.set(key, own);
    for (const [index, measurement] of points) own.set(index, measurement);
  };
  for (const [path, points] of kept) {
    add(
      path,
      points.map(({index, measurement}) => [index, measurement] as const),
    );
  }
  return {
    has: (path) => known.has(canonicalJson(path)),
    get: (path) => known.get(canonicalJson(path)),
    put(path, points) {
      append(
        path,
        Array.from(points, ([index, measurement]) => ({index, measurement})),
      );
      add(path, points);
    },
  };
}

/** A group of points as it is put into a store. */
export const byNumber = (points: MeasuredPoints): KnownPoints =>
  new Map(points.map(({index, measurement}) => [index, measurement]));
