import {describeOptions, numberOption, type OptionsOf, readOptions} from '../../../lib/base/options.ts';
import {
  isFinitePoint,
  type Line,
  type LinePoint,
  type LineSearch,
  type LineSearchDescription,
  type SearchLine,
  mostEvaluations,
  rounding,
  secant,
} from './line.ts';

const table = {
  decrease: numberOption({above: 0, below: 0.5}, 0.1, 'the least decrease, by that of the slope at the start'),
  curvature: numberOption({above: 0, below: 1}, 0.9, 'the steepest slope at the end, by that at the start'),
};

/** Options of {@link hagerZhang}. */
export interface HagerZhangOptions extends OptionsOf<typeof table> {}

/**
 * The line search of Hager and Zhang: Wolfe's conditions, or the approximate ones, which speak of slopes.
 *
 * `phi(a) <= phi(0) + decrease a phi'(0)` and `phi'(a) >= curvature phi'(0)`, or
 * `(2 decrease - 1) phi'(0) >= phi'(a) >= curvature phi'(0)` where `phi(a) <= phi(0) + e`, e some roundings of phi(0)
 *
 * Near a minimum the differences of losses are lost in rounding long before the slopes are: there the approximate conditions still
 * tell steps apart, so that a search in float32 does not stall. An interval whose ends have slopes of other sign is made smaller
 * by secants, and by halves where these are slow. A loss that is not finite is a step too long.
 *
 * Reference: Hager and Zhang, Algorithm 851: CG_DESCENT, a conjugate gradient method with guaranteed descent, 2006.
 *
 * @param options see {@link HagerZhangOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const line = {at: (step) => ({step, value: (step - 2) ** 2, slope: 2 * (step - 2)})};
 * hagerZhang()(line, line.at(0), 1).step; // 1, where the slope is half of that at the start
 */
export function hagerZhang(options: HagerZhangOptions = {}): LineSearch {
  const {decrease, curvature} = readOptions('hagerZhang', table, options);
  const search: SearchLine = (line, start, first) => {
    const ceiling = start.value + rounding * Math.abs(start.value);
    const isGood = ({step, value, slope}: LinePoint): boolean => {
      if (slope < curvature * start.slope) return false;
      if (value <= start.value + decrease * step * start.slope) return true;
      return value <= ceiling && slope <= (2 * decrease - 1) * start.slope;
    };
    return new Search(line, start, ceiling, isGood).from(first);
  };
  return Object.assign(search, {config: {name: 'hagerZhang', decrease, curvature}});
}

/** One search: an interval [low, high] with slope < 0 and a value that is not above the ceiling at low, and slope >= 0 at high. */
class Search {
  readonly #line: Line;
  readonly #start: LinePoint;
  readonly #ceiling: number;
  readonly #isGood: (point: LinePoint) => boolean;
  #best: LinePoint | null = null;
  #found: LinePoint | null = null;
  #evaluations = 0;

  constructor(line: Line, start: LinePoint, ceiling: number, isGood: (point: LinePoint) => boolean) {
    this.#line = line;
    this.#start = start;
    this.#ceiling = ceiling;
    this.#isGood = isGood;
  }

  /** Evaluates a step, and ends the search where it is good enough. */
  #at(step: number): LinePoint {
    const point = this.#line.at(step);
    this.#evaluations++;
    if (!isFinitePoint(point)) return point;
    if (this.#isGood(point)) this.#found = point;
    if (point.value < (this.#best?.value ?? this.#start.value)) this.#best = point;
    return point;
  }

  /** Losses below this are lower by more than rounding. */
  get #floor(): number {
    return this.#start.value - rounding * Math.abs(this.#start.value);
  }

  get #isOver(): boolean {
    return this.#found !== null || this.#evaluations >= mostEvaluations;
  }

  from(first: number): LinePoint | null {
    let interval = this.#bracket(first);
    while (interval !== null && !this.#isOver) {
      const [low, high] = interval;
      const width = high.step - low.step;
      if (!(width > 1e-7 * high.step)) break;
      let next = this.#refine(interval);
      if (next !== null && !this.#isOver && next[1].step - next[0].step > 0.66 * width) {
        next = this.#shrink(next, this.#at((next[0].step + next[1].step) / 2));
      }
      interval = next;
    }
    return this.#found ?? (this.#best !== null && this.#best.value < this.#floor ? this.#best : null);
  }

  /** Grows, or halves where the loss is too great, until the slope has turned; null where the search is over. */
  #bracket(first: number): [LinePoint, LinePoint] | null {
    let low = this.#start;
    let step = first;
    let wall = Infinity;
    while (!this.#isOver) {
      const point = this.#at(step);
      if (this.#found !== null) return null;
      if (!isFinitePoint(point)) {
        wall = step;
        step = low.step + (step - low.step) / 10;
      } else if (point.slope >= 0) {
        return [low, point];
      } else if (point.value > this.#ceiling) {
        return this.#halve(low, point);
      } else {
        const ahead = secant(low, point);
        low = point;
        const far = Math.min(10 * step, (step + wall) / 2);
        step = ahead > step * 1.5 && ahead < far ? ahead : Math.min(5 * step, far);
        if (!(step > low.step)) return null;
      }
      if (!(step > 0)) return null;
    }
    return null;
  }

  /** Between a low point and one that is too high though its slope is negative there is one whose slope has turned. */
  #halve(low: LinePoint, high: LinePoint): [LinePoint, LinePoint] | null {
    let [a, b] = [low, high];
    while (!this.#isOver) {
      const point = this.#at((a.step + b.step) / 2);
      if (this.#found !== null) return null;
      if (isFinitePoint(point) && point.slope >= 0) return [a, point];
      if (isFinitePoint(point) && point.value <= this.#ceiling) a = point;
      else b = point;
      if (!(b.step - a.step > 1e-7 * b.step)) return null;
    }
    return null;
  }

  /** Puts a point into the interval. */
  #shrink([low, high]: [LinePoint, LinePoint], point: LinePoint): [LinePoint, LinePoint] | null {
    if (!(point.step > low.step && point.step < high.step)) return [low, high];
    if (!isFinitePoint(point)) return this.#halve(low, point);
    if (point.slope >= 0) return [low, point];
    return point.value <= this.#ceiling ? [point, high] : this.#halve(low, point);
  }

  /** The double secant step. */
  #refine(interval: [LinePoint, LinePoint]): [LinePoint, LinePoint] | null {
    const [low, high] = interval;
    const step = secant(low, high);
    const inside = step > low.step && step < high.step ? step : (low.step + high.step) / 2;
    const point = this.#at(inside);
    const next = this.#shrink(interval, point);
    if (next === null || this.#isOver) return next;
    const moved = next[0] === point ? secant(low, point) : next[1] === point ? secant(high, point) : Number.NaN;
    if (!(moved > next[0].step && moved < next[1].step)) return next;
    return this.#shrink(next, this.#at(moved));
  }
}

export const hagerZhangDescription: LineSearchDescription = {
  create: hagerZhang,
  formula:
    "as Wolfe, or (2 decrease - 1) phi'(0) >= phi'(a) >= curvature phi'(0) where losses differ by rounding alone",
  options: describeOptions(table),
  reference: 'Hager and Zhang 2006',
};
