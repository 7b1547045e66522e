import {readAtOnce, type Reading} from '../../../lib/base/reading.ts';
import {readsAtOnce} from '../../../lib/base/read.ts';
import type {Line, LinePoint, SearchLine} from './line.ts';

/** What evaluates a line, by reads that may have to be waited for. */
export interface ReadLine {
  at(step: number): Reading<LinePoint>;
  curvature(): Reading<number>;
}

/** What a search asked for, and is not known yet. */
class Lacking {
  readonly step: number | null;

  constructor(step: number | null) {
    this.step = step;
  }
}

/**
 * Runs a search on a line whose numbers may have to be waited for.
 *
 * A search is a plain function and cannot wait. Where a backend cannot be read at once it ends at the first step that is not known,
 * which is evaluated, and runs again from its start: what it does follows from the numbers alone.
 *
 * @throws Error where a search asks for other steps at the same numbers
 */
export function* searchAlong(
  search: SearchLine,
  line: ReadLine,
  start: LinePoint,
  first: number,
): Reading<LinePoint | null> {
  if (readsAtOnce()) {
    return search(
      {at: (step) => readAtOnce(line.at(step)), curvature: () => readAtOnce(line.curvature())},
      start,
      first,
    );
  }
  const points: LinePoint[] = [];
  let bend: number | null = null;
  for (;;) {
    let known = 0;
    const again: Line = {
      at(step) {
        const point = points[known++];
        if (point === undefined) throw new Lacking(step);
        if (point.step === step) return point;
        throw new Error(
          `the line search tried the step ${step} where it had tried ${point.step} at the same numbers; on a backend that cannot be ` +
            'read at once it is called again and has to do the same: let it keep nothing between calls, and draw nothing',
        );
      },
      curvature() {
        if (bend === null) throw new Lacking(null);
        return bend;
      },
    };
    try {
      return search(again, start, first);
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
      if (error.step === null) bend = yield* line.curvature();
      else points.push(yield* line.at(error.step));
    }
  }
}
