import type {Line, LinePoint, LineSearch} from '../../../../optimizers/solvers/line-search/line.ts';

/** A function of one number and its derivative. */
export interface Curve {
  readonly value: (a: number) => number;
  readonly slope: (a: number) => number;
}

/** What a search found on a curve, and how often it looked. */
export interface Searched {
  readonly start: LinePoint;
  readonly point: LinePoint | null;
  readonly evaluations: number;
}

/** Lets a search go along a curve from 0; what it gives has to be a point that it was given. */
export function searched(search: LineSearch, {value, slope}: Curve, first: number): Searched {
  const points: LinePoint[] = [];
  const of = (step: number): LinePoint => ({step, value: value(step), slope: slope(step)});
  const line: Line = {
    at: (step) => {
      const point = of(step);
      points.push(point);
      return point;
    },
  };
  const start = of(0);
  const point = search(line, start, first);
  if (point !== null && !points.includes(point)) throw new Error('a point that the line did not evaluate');
  return {start, point, evaluations: points.length};
}

/** Yanai, Ozawa and Kaneko, Interpolation methods in one dimensional optimization, 1981; minimum near .5 to .8. */
function yanai(b1: number, b2: number): Curve {
  const gamma = (b: number): number => Math.sqrt(1 + b * b) - b;
  const [root1, root2] = [(a: number) => Math.hypot(1 - a, b2), (a: number) => Math.hypot(a, b1)];
  return {
    value: (a) => gamma(b1) * root1(a) + gamma(b2) * root2(a),
    slope: (a) => (gamma(b1) * (a - 1)) / root1(a) + (gamma(b2) * a) / root2(a),
  };
}

const [beta, waves] = [0.01, 39];

/** Nearly flat waves beside a kink that is rounded off. */
const wavy: Curve = {
  value: (a) => {
    const kink = a <= 1 - beta ? 1 - a : a >= 1 + beta ? a - 1 : (a - 1) ** 2 / (2 * beta) + beta / 2;
    return kink + ((2 * (1 - beta)) / (waves * Math.PI)) * Math.sin((waves * Math.PI * a) / 2);
  },
  slope: (a) => {
    const kink = a <= 1 - beta ? -1 : a >= 1 + beta ? 1 : (a - 1) / beta;
    return kink + (1 - beta) * Math.cos((waves * Math.PI * a) / 2);
  },
};

/** The six functions of Moré and Thuente, Line search algorithms with guaranteed sufficient decrease, 1994. */
export const moreThuente: Readonly<Record<string, Curve>> = {
  'a fraction': {value: (a) => -a / (a * a + 2), slope: (a) => (a * a - 2) / (a * a + 2) ** 2},
  'a fifth power': {
    value: (a) => (a + 0.004) ** 5 - 2 * (a + 0.004) ** 4,
    slope: (a) => 5 * (a + 0.004) ** 4 - 8 * (a + 0.004) ** 3,
  },
  waves: wavy,
  'a valley in the middle': yanai(1e-3, 1e-3),
  'a valley to the right': yanai(0.01, 1e-3),
  'a valley to the left': yanai(1e-3, 0.01),
};

/** (a - least)^2. */
export const parabola = (least: number): Curve => ({value: (a) => (a - least) ** 2, slope: (a) => 2 * (a - least)});

/** A curve that ends in NaN. */
export const walled = ({value, slope}: Curve, wall: number): Curve => ({
  value: (a) => (a > wall ? Number.NaN : value(a)),
  slope: (a) => (a > wall ? Number.NaN : slope(a)),
});

/** Falls for ever. */
export const downhill: Curve = {value: (a) => -a, slope: () => -1};

/** What slopes say is turned: along it all grows. */
export const wrong: Curve = {value: (a) => a, slope: () => -1};
