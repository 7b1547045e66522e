import {checkNumbers, checkOptions, notNegative} from '../../base/arguments.ts';
import {aboveChord} from './barrier.ts';
import {checkPath} from './check-path.ts';

export interface ConvexityOptions {
  /** Positions of the losses, increasing; default evenly spaced on [0, 1]. */
  alphas?: readonly number[];
  /** Differences of the loss of at most this count as rounding, >= 0, default 0. */
  tolerance?: number;
}

export interface Convexity {
  /** Share of the inner points that lie on or below the line between their two neighbours; 1 for a path without inner points. */
  readonly local: number;
  /** Share of the inner points that lie on or below the line between the ends of the path. */
  readonly global: number;
}

/**
 * How convex the loss is along a path: between neighbours (second differences), and between its ends.
 *
 * L_i <= ((a_(i+1) - a_i) L_(i-1) + (a_i - a_(i-1)) L_(i+1)) / (a_(i+1) - a_(i-1))
 *
 * A NaN counts as not convex.
 *
 * @param losses along the path, at least two
 * @param options `alphas`; `tolerance` (0)
 * @throws TypeError, RangeError for other arguments
 * @example
 * convexity([4, 1, 0, 1, 4]); // {local: 1, global: 1}
 */
export function convexity(losses: readonly number[], options: ConvexityOptions = {}): Convexity {
  checkOptions('convexity', options, ['alphas', 'tolerance']);
  const {tolerance = 0} = options;
  checkNumbers('convexity', {tolerance}, notNegative);
  const path = checkPath('convexity', losses, options.alphas);
  const {alphas, losses: values} = path;
  const inner = values.length - 2;
  if (inner === 0) return {local: 1, global: 1};
  const share = (count: number): number => count / inner;
  const local = Array.from({length: inner}, (_, k) => {
    const [left, middle, right] = [alphas[k]!, alphas[k + 1]!, alphas[k + 2]!];
    const chord = ((right - middle) * values[k]! + (middle - left) * values[k + 2]!) / (right - left);
    return values[k + 1]! - chord <= tolerance;
  }).filter(Boolean).length;
  const global = aboveChord(path)
    .slice(1, -1)
    .filter((height) => height <= tolerance).length;
  return {local: share(local), global: share(global)};
}
