import {barrier} from './barrier.ts';
import {checkPath} from './check-path.ts';
import {convexity} from './convexity.ts';
import {monotonicity, type MonotonicityOptions} from './monotonicity.ts';

/** What the loss along a path says about the surface. */
export interface PathMeasures {
  readonly monotone: boolean;
  readonly largestBump: number;
  /** The alpha of the top of the largest bump. */
  readonly bumpAt: number | null;
  /** Share of the steps that do not rise. */
  readonly fractionMonotone: number;
  readonly localConvexity: number;
  readonly globalConvexity: number;
  readonly barrier: number;
  /** The alpha of the least loss of all points, those outside of [0, 1] too; null where every loss is NaN. */
  readonly argmin: number | null;
}

/**
 * All measures of the loss along a path. What lies beyond the ends, below 0 and above 1, counts for the least loss only.
 *
 * @param losses along the path
 * @param options see {@link MonotonicityOptions}; `tolerance` is that of the convexity, too
 * @throws TypeError, RangeError for other arguments, and where fewer than two points lie in [0, 1]
 * @example
 * pathMeasures([2, 1, 0, 1], {alphas: [0, 0.5, 1, 1.5]}); // {monotone: true, largestBump: 0, argmin: 1, ...}
 */
export function pathMeasures(
  losses: readonly number[],
  {alphas: places, tolerance = 0}: MonotonicityOptions = {},
): PathMeasures {
  const {alphas, losses: values} = checkPath('pathMeasures', losses, places);
  const inside = alphas.flatMap((alpha, i) => (alpha >= 0 && alpha <= 1 ? [i] : []));
  if (inside.length < 2) {
    throw new RangeError(
      `pathMeasures: alphas must have at least two points in [0, 1], received ${inside.length}: add 0 and 1`,
    );
  }
  const options = {alphas: inside.map((i) => alphas[i]!), tolerance};
  const path = inside.map((i) => values[i]!);
  const {monotone, largestBump, at, fraction} = monotonicity(path, options);
  const {local, global} = convexity(path, options);
  const finite = values.flatMap((loss, i) => (Number.isNaN(loss) ? [] : [i]));
  const least = finite.length === 0 ? null : finite.reduce((best, i) => (values[i]! < values[best]! ? i : best));
  return {
    monotone,
    largestBump,
    bumpAt: at,
    fractionMonotone: fraction,
    localConvexity: local,
    globalConvexity: global,
    barrier: barrier(path, options.alphas).height,
    argmin: least === null ? null : alphas[least]!,
  };
}
