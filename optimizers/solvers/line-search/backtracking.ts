import {describeOptions, numberOption, type OptionsOf, readOptions} from '../../../lib/base/options.ts';
import {
  isFinitePoint,
  type LineSearch,
  type LineSearchDescription,
  type SearchLine,
  mostEvaluations,
  rounding,
} from './line.ts';

const table = {
  decrease: numberOption({above: 0, below: 1}, 1e-4, 'the least decrease, by that of the slope at the start'),
  factor: numberOption({above: 0, below: 1}, 0.5, 'what a step that is too long is shortened by at most'),
};

/** Options of {@link backtracking}. */
export interface BacktrackingOptions extends OptionsOf<typeof table> {}

/**
 * A line search that only shortens: the first of a, then shorter steps, that lowers the loss enough (Armijo).
 *
 * `phi(a) <= phi(0) + decrease a phi'(0)`
 *
 * The next step is where the parabola through phi(0), phi'(0) and phi(a) is least, within [a / 10, factor a]. A loss that is not
 * finite is a step too long.
 *
 * Reference: Armijo, Minimization of functions having Lipschitz continuous first partial derivatives, 1966.
 *
 * @param options see {@link BacktrackingOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const line = {at: (step) => ({step, value: (step - 1) ** 2, slope: 2 * (step - 1)})};
 * backtracking()(line, line.at(0), 4).step; // 1
 */
export function backtracking(options: BacktrackingOptions = {}): LineSearch {
  const {decrease, factor} = readOptions('backtracking', table, options);
  const search: SearchLine = (line, start, first) => {
    let step = first;
    for (let i = 0; i < mostEvaluations && step > 0; i++) {
      const point = line.at(step);
      const bound = start.value + decrease * step * start.slope + rounding * Math.abs(start.value);
      if (isFinitePoint(point) && point.value <= bound) return point;
      const least = (-start.slope * step * step) / (2 * (point.value - start.value - step * start.slope));
      step = least >= step / 10 && least <= factor * step ? least : least < step / 10 ? step / 10 : factor * step;
    }
    return null;
  };
  return Object.assign(search, {config: {name: 'backtracking', decrease, factor}});
}

export const backtrackingDescription: LineSearchDescription = {
  create: backtracking,
  formula: "the first of ever shorter steps with phi(a) <= phi(0) + decrease a phi'(0)",
  options: describeOptions(table),
  reference: 'Armijo 1966',
};
