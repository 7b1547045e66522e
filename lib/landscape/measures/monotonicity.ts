import {notNegative} from '../../base/arguments.ts';
import {asGiven, numberOption, option, type OptionsOf, readOptions} from '../../base/options.ts';
import {checkPath} from './check-path.ts';

const table = {
  alphas: option(
    asGiven<readonly number[]>,
    undefined,
    'positions of the losses, increasing; evenly spaced on [0, 1] when left out',
  ),
  tolerance: numberOption(notNegative, 0, 'a bump of at most this height counts as none'),
};

/** Options of {@link monotonicity}. */
export interface MonotonicityOptions extends OptionsOf<typeof table> {}

export interface Monotonicity {
  /** Whether the loss never rises by more than the tolerance above what it was before. */
  readonly monotone: boolean;
  /** Height of the largest bump, 0 where the loss never rises; NaN where a loss is NaN. */
  readonly largestBump: number;
  /** The alpha of the top of the largest bump, or of the first NaN; null without a bump. */
  readonly at: number | null;
  /** The alpha from which the largest bump rises; null without a bump. */
  readonly from: number | null;
  /** Share of the steps between neighbours on which the loss does not rise, in [0, 1]. */
  readonly fraction: number;
}

/**
 * Whether the loss falls all along a path, and how large the largest bump is.
 *
 * bump = max over i < j of L_j - min(L_0, ..., L_i)
 *
 * A bump opens where the loss begins to rise and closes where it falls below the loss from before the rise; one that is still open
 * at the last point counts, too, so that a rise at the last point alone is seen.
 *
 * @param losses along the path, at least two
 * @param options see {@link MonotonicityOptions}
 * @throws TypeError, RangeError for other arguments
 * @example
 * monotonicity([3, 1, 2, 0]); // {monotone: false, largestBump: 1, at: 2 / 3, from: 1 / 3, fraction: 2 / 3}
 *
 * Lucas et al., Analyzing monotonic linear interpolation in neural network loss landscapes, 2021.
 */
export function monotonicity(losses: readonly number[], options: MonotonicityOptions = {}): Monotonicity {
  const {alphas: places, tolerance} = readOptions('monotonicity', table, options);
  const {alphas, losses: values} = checkPath('monotonicity', losses, places);
  const steps = values.slice(1).map((loss, i) => loss <= values[i]!);
  const fraction = steps.filter(Boolean).length / steps.length;
  const unknown = values.findIndex(Number.isNaN);
  if (unknown >= 0) return {monotone: false, largestBump: Number.NaN, at: alphas[unknown]!, from: null, fraction};
  let lowest = 0;
  let [bottom, top, largestBump] = [-1, -1, 0];
  for (const [i, loss] of values.entries()) {
    if (loss <= values[lowest]!) lowest = i;
    else if (loss - values[lowest]! > largestBump) [bottom, top, largestBump] = [lowest, i, loss - values[lowest]!];
  }
  return {
    monotone: largestBump <= tolerance,
    largestBump,
    at: alphas[top] ?? null,
    from: alphas[bottom] ?? null,
    fraction,
  };
}
