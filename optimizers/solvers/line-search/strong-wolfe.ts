import {describeOptions, numberOption, type OptionsOf, readOptions} from '../../../lib/base/options.ts';
import {
  cubic,
  isFinitePoint,
  type LinePoint,
  type LineSearch,
  type LineSearchDescription,
  type SearchLine,
  mostEvaluations,
  rounding,
} from './line.ts';

const table = {
  decrease: numberOption({above: 0, below: 0.5}, 1e-4, 'the least decrease, by that of the slope at the start'),
  curvature: numberOption({above: 0, below: 1}, 0.9, 'the greatest slope at the end, either way, by that at the start'),
};

/** Options of {@link strongWolfe}. */
export interface StrongWolfeOptions extends OptionsOf<typeof table> {}

/**
 * A line search for the strong conditions of Wolfe.
 *
 * `phi(a) <= phi(0) + decrease a phi'(0)` and `|phi'(a)| <= curvature |phi'(0)|`
 *
 * The step grows until an interval holds such a point, which cubics through values and slopes then find. Decreases below some
 * roundings of phi(0) count as none lost. A loss that is not finite is a step too long.
 *
 * Reference: Nocedal and Wright, Numerical optimization, 2006, algorithms 3.5 and 3.6.
 *
 * @param options see {@link StrongWolfeOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const line = {at: (step) => ({step, value: (step - 2) ** 2, slope: 2 * (step - 2)})};
 * strongWolfe({curvature: 0.1})(line, line.at(0), 1).step; // 2
 */
export function strongWolfe(options: StrongWolfeOptions = {}): LineSearch {
  const {decrease, curvature} = readOptions('strongWolfe', table, options);
  const search: SearchLine = (line, start, first) => {
    const slack = rounding * Math.abs(start.value);
    const isLow = ({step, value}: LinePoint): boolean => value <= start.value + decrease * step * start.slope + slack;
    const isFlat = ({slope}: LinePoint): boolean => Math.abs(slope) <= curvature * -start.slope;
    let best: LinePoint | null = null;
    let evaluations = 0;
    const isOver = (): boolean => evaluations >= mostEvaluations;
    const at = (step: number): LinePoint => {
      evaluations++;
      const point = line.at(step);
      if (isFinitePoint(point) && point.value < (best?.value ?? start.value)) best = point;
      return point;
    };

    // `low` holds the least loss that is low enough, `other` the other end of an interval with a good point.
    const zoom = (from: LinePoint, to: LinePoint): LinePoint | null => {
      let [low, other] = [from, to];
      while (!isOver()) {
        const width = other.step - low.step;
        if (!(Math.abs(width) > 1e-7 * Math.max(low.step, other.step))) break;
        const guess = isFinitePoint(other) ? cubic(low, other) : low.step + width / 10;
        const [least, greatest] = [low.step + 0.1 * width, low.step + 0.9 * width].toSorted((a, b) => a - b);
        const point = at(Number.isFinite(guess) ? Math.min(Math.max(guess, least!), greatest!) : low.step + width / 2);
        if (!isFinitePoint(point) || !isLow(point) || point.value > low.value + slack) other = point;
        else if (isFlat(point)) return point;
        else {
          if (point.slope * width >= 0) other = low;
          low = point;
        }
      }
      return best;
    };

    let before = start;
    let step = first;
    while (!isOver()) {
      const point = at(step);
      if (!isFinitePoint(point)) {
        // Nothing is known of the far end but that it is too far.
        step = before.step + (step - before.step) / 10;
        if (!(step > before.step)) return best;
        continue;
      }
      if (!isLow(point) || (before !== start && point.value >= before.value + slack)) return zoom(before, point);
      if (isFlat(point)) return point;
      if (point.slope >= 0) return zoom(point, before);
      const guess = cubic(before, point);
      before = point;
      step = guess > 1.5 * step && guess < 10 * step ? guess : 4 * step;
    }
    return best;
  };
  return Object.assign(search, {config: {name: 'strongWolfe', decrease, curvature}});
}

export const strongWolfeDescription: LineSearchDescription = {
  create: strongWolfe,
  formula: "phi(a) <= phi(0) + decrease a phi'(0) and |phi'(a)| <= curvature |phi'(0)|",
  options: describeOptions(table),
  reference: 'Nocedal and Wright 2006, algorithms 3.5 and 3.6',
};
