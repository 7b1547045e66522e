import {notNegative} from '../../base/arguments.ts';
import {asGiven, numberOption, option, type OptionsOf, readOptions} from '../../base/options.ts';
import {aboveChord} from './barrier.ts';
import {checkPath} from './check-path.ts';

const table = {
  alphas: option(
    asGiven<readonly number[]>,
    undefined,
    'positions of the losses, increasing; evenly spaced on [0, 1] when left out',
  ),
  tolerance: numberOption(notNegative, 0, 'differences of the loss of at most this count as rounding'),
};

/** Options of {@link convexity}. */
export interface ConvexityOptions extends OptionsOf<typeof table> {}

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
 * @param options see {@link ConvexityOptions}
 * @throws TypeError, RangeError for other arguments
 * @example
 * convexity([4, 1, 0, 1, 4]); // {local: 1, global: 1}
 */
export function convexity(losses: readonly number[], options: ConvexityOptions = {}): Convexity {
  const {alphas: places, tolerance} = readOptions('convexity', table, options);
  const path = checkPath('convexity', losses, places);
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
