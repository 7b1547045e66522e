import {show} from '../../../lib/base/arguments.ts';
import {readsAtOnce} from '../../../lib/base/read.ts';
import {readAtOnce, type Reading} from '../../../lib/base/reading.ts';
import type {Line, LinePoint, SearchLine} from './line.ts';

/** What evaluates a line, by reads that may have to be waited for. */
export interface ReadLine {
  at(step: number): Reading<LinePoint>;
  curvature(): Reading<number>;
}

/** What is known of a line. */
class Known {
  readonly points: LinePoint[] = [];
  bend: number | null = null;

  *add(line: ReadLine, step: number): Reading<LinePoint> {
    const point = yield* line.at(step);
    this.points.push(point);
    return point;
  }

  *addCurvature(line: ReadLine): Reading<number> {
    this.bend = yield* line.curvature();
    return this.bend;
  }
}

/** A search that has asked for what is not known ends by this; what it was is kept apart, since a search may catch errors. */
class NotKnown extends Error {}

/** One call of a search on what is known; what it lacked first, or what it found. */
function searchKnown(
  search: SearchLine,
  line: ReadLine,
  known: Known,
  start: LinePoint,
  first: number,
): {lacking: Reading<unknown>} | {found: LinePoint | null} {
  let next = 0;
  let lacking: Reading<unknown> | null = null;
  const lack = (work: Reading<unknown>): never => {
    lacking ??= work;
    throw new NotKnown('internal: not known yet');
  };
  const again: Line = {
    at(step) {
      const point = known.points[next++];
      if (point === undefined || lacking !== null) return lack(known.add(line, step));
      if (Object.is(point.step, step)) return point;
      throw new Error(
        `the line search tried the step ${step} where it had tried ${point.step} at the same numbers; on a backend that cannot be ` +
          'read at once it is called again and has to do the same: let it keep nothing between calls, and draw nothing',
      );
    },
    curvature: () => known.bend ?? lack(known.addCurvature(line)),
  };
  let found: LinePoint | null = null;
  try {
    found = search(again, start, first);
  } catch (error) {
    if (lacking === null) throw error;
  }
  return lacking === null ? {found} : {lacking};
}

/**
 * Runs a search on a line whose numbers may have to be waited for.
 *
 * A search is a plain function and cannot wait. Where a backend cannot be read at once it ends at the first step that is not known,
 * which is evaluated, and runs again from its start: what it does follows from the numbers alone.
 *
 * @throws Error where a search asks for other steps at the same numbers, TypeError where it gives no point of the line
 */
export function* searchAlong(
  search: SearchLine,
  line: ReadLine,
  start: LinePoint,
  first: number,
): Reading<LinePoint | null> {
  const known = new Known();
  /** The start is no step. */
  const checked = (found: LinePoint | null): LinePoint | null => {
    if (found === null || found === start) return null;
    if (known.points.includes(found)) return found;
    throw new TypeError(
      `lineSearch must give a point that line.at gave it, or null, and at once, received ${show(found)}`,
    );
  };
  if (readsAtOnce()) {
    const now: Line = {
      at: (step) => readAtOnce(known.add(line, step)),
      curvature: () => readAtOnce(known.addCurvature(line)),
    };
    return checked(search(now, start, first));
  }
  for (;;) {
    const outcome = searchKnown(search, line, known, start, first);
    if ('found' in outcome) return checked(outcome.found);
    yield* outcome.lacking;
  }
}
