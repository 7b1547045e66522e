import {unitsByLabel} from '../labels.ts';
import {mean} from '../../../lib/base/statistics.ts';
import type {RunUnit} from '../types.ts';
import {extent} from './scale.ts';

/** A point of the mean curve of a label, with the least and greatest value of its seeds. */
export interface BandPoint {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** One line of a panel: the mean over the seeds of a label, or one seed that diverged. */
export interface Curve {
  readonly label: string;
  readonly points: readonly BandPoint[];
  readonly diverged: boolean;
  /** Where a diverged seed left the sensible numbers; null for a mean curve. */
  readonly end: CurveEnd | null;
}

/** What a panel shows of a unit: [x, value] in the order of x; null or not finite leaves a gap. */
export type Sample = (unit: RunUnit) => Iterable<readonly [x: number, value: number | null]>;

function finitePoints(unit: RunUnit, sample: Sample): (readonly [number, number])[] {
  return [...sample(unit)].filter((point): point is readonly [number, number] => Number.isFinite(point[1]));
}

function meanCurve(label: string, units: readonly RunUnit[], sample: Sample): Curve {
  const values = new Map<number, number[]>();
  for (const unit of units) {
    for (const [x, value] of finitePoints(unit, sample)) values.set(x, [...(values.get(x) ?? []), value]);
  }
  const points = [...values]
    .sort(([a], [b]) => a - b)
    .map(([x, of]) => {
      const [low, high] = extent(of);
      return {x, mean: mean(of), low, high};
    });
  return {label, points, diverged: false, end: null};
}

/** Where the mark of a diverged unit goes; its value may be infinite or NaN. */
export interface CurveEnd {
  readonly x: number;
  readonly value: number;
}

/**
 * The curves of a panel: for each label the mean over the seeds that did not diverge, banded from least to greatest;
 * for each diverged seed its own line, since a mean over it would jump where it ends.
 *
 * @param units every optimizer and seed
 * @param sample what to draw of a unit
 * @param endOf where the mark of a diverged unit goes, given its last point; none draws none
 */
export function curvesOf(
  units: readonly RunUnit[],
  sample: Sample,
  endOf: (unit: RunUnit, last: BandPoint | undefined) => CurveEnd | null | undefined,
): Curve[] {
  return [...unitsByLabel(units)].flatMap(([label, of]) => {
    const finished = of.filter((unit) => unit.divergence === null);
    const diverged = of.filter((unit) => unit.divergence !== null);
    const single = diverged.map((unit): Curve => {
      const {points} = meanCurve(label, [unit], sample);
      return {label, points, diverged: true, end: endOf(unit, points.at(-1)) ?? null};
    });
    return [meanCurve(label, finished, sample), ...single].filter(({points, end}) => points.length > 0 || end !== null);
  });
}

/**
 * The epoch, with its fraction, in which a unit diverged.
 *
 * @param unit a diverged one; it may have ended within its first epoch
 * @param units all of the run, which share their number of updates per epoch
 */
export function divergenceEpoch(unit: RunUnit, units: readonly RunUnit[]): number {
  const known = [unit, ...units].flatMap(({history}) => history.filter(({epoch, updates}) => epoch > 0 && updates > 0));
  const [record] = known;
  return record === undefined ? 1 : (unit.divergence!.update * record.epoch) / record.updates;
}

/** The values that decide a scale: all of the runs that went well, and where the others started, not where they exploded to. */
export function decisiveValues(curves: readonly Curve[]): number[] {
  const well = curves.filter((curve) => !curve.diverged);
  const points = well.length === 0 ? curves.flatMap(({points}) => points) : well.flatMap(({points}) => points);
  const starts = curves.flatMap(({points}) => points.slice(0, 1));
  return [...points, ...starts].flatMap(({low, high}) => [low, high]);
}
