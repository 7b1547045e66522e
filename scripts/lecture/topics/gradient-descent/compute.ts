import {inverseSqrt, diminishing, exponentialDecay} from '../../../../schedules/index.ts';
import {cosine, type Vector} from '../../frame/vectors.ts';

export type Slope = (x: number) => number;

/** Every point of x <- x - rate(t) f'(x), the start among them; t counts the steps that are done. */
export function walk(slope: Slope, start: number, rate: number | ((step: number) => number), steps: number): number[] {
  const points = [start];
  for (let t = 0; t < steps; t++) {
    const x = points[t]!;
    points.push(x - (typeof rate === 'number' ? rate : rate(t)) * slope(x));
  }
  return points;
}

/** Descends until |f'| is at most the tolerance, and gives the point and the steps that it took. */
export function walkUntilFlat(
  slope: Slope,
  start: number,
  rate: number,
  tolerance: number,
): {x: number; steps: number} {
  let [x, steps] = [start, 0];
  for (; Math.abs(slope(x)) > tolerance && steps < 1e6; steps++) x -= rate * slope(x);
  return {x, steps};
}

/** f(x) = sum of c_i x_i^2 / 2 for the curvatures c. */
export const bowl = (curvatures: Vector, x: Vector): number =>
  x.reduce((sum, value, i) => sum + (curvatures[i]! * value * value) / 2, 0);

/** Descent on a bowl: each coordinate is multiplied by 1 - rate c_i in every step. */
export function walkInBowl(curvatures: Vector, start: Vector, rate: number, steps: number): number[][] {
  const points = [[...start]];
  for (let t = 0; t < steps; t++) points.push(points[t]!.map((value, i) => value - rate * curvatures[i]! * value));
  return points;
}

/** Whether the height is lower after every step, as long as it can be told from 0. */
export function fallsAlways(curvatures: Vector, start: Vector, rate: number, steps: number): boolean {
  const heights = walkInBowl(curvatures, start, rate, steps).map((x) => bowl(curvatures, x));
  return heights.slice(1).every((height, t) => height < heights[t]! || heights[t]! < 1e-200);
}

/** Slopes of a function of two numbers along unit vectors at angles to a direction, by central differences. */
export function slopesAround(
  f: (x: number, y: number) => number,
  at: Vector,
  direction: Vector,
  angles: Vector,
): number[] {
  const [x, y] = at as [number, number];
  const first = Math.atan2(direction[1]!, direction[0]!);
  const h = 1e-5;
  return angles.map((degrees) => {
    const angle = first + (degrees * Math.PI) / 180;
    const [dx, dy] = [h * Math.cos(angle), h * Math.sin(angle)];
    return (f(x + dx, y + dy) - f(x - dx, y - dy)) / (2 * h);
  });
}

/** The angle in degrees between the steepest way down a bowl and the straight way to its bottom. */
export function angleToBottom(curvatures: Vector, x: Vector): number {
  const gradient = x.map((value, i) => curvatures[i]! * value);
  return (Math.acos(Math.min(1, cosine(gradient, x))) * 180) / Math.PI;
}

/** Errors of (f(x + h) - f(x)) / h as a derivative, for each h. */
export const quotientErrors = (f: Slope, derivative: number, x: number, widths: Vector): number[] =>
  widths.map((h) => Math.abs((f(x + h) - f(x)) / h - derivative));

/** The greatest push p along which f(x - p sign f') is below f(x), by halving, for a function with its least value at 0. */
export function greatestPush(f: Slope, slope: Slope, x: number): number {
  let [works, fails] = [0, 10 * Math.abs(x)];
  for (let i = 0; i < 60; i++) {
    const p = (works + fails) / 2;
    if (f(x - p * Math.sign(slope(x))) < f(x)) works = p;
    else fails = p;
  }
  return works;
}

/** Step sizes on |x|: as they are named in the notes, and one that decays too fast. Sums of the last are at most 1. */
export const rules: readonly {readonly name: string; readonly rate: (step: number) => number}[] = [
  {name: 'fixed, 0.4', rate: () => 0.4},
  {name: 'a / (b + t)', rate: diminishing({a: 2, b: 1})},
  {name: 'a / √t', rate: inverseSqrt(0.4)},
  {name: 'halved each step', rate: exponentialDecay(0.5, {gamma: 0.5})},
];

/** A slope of |x|; at the kink it takes that of one side, so that a step onto it by chance is no rest. */
export const slopeOfAbsolute = (x: number): number => (x < 0 ? -1 : 1);

/** The greatest |x| in the last tenth of a subgradient descent on |x| from 3.1. */
export function leftOnAbsolute(rate: (step: number) => number, steps: number): number {
  const points = walk(slopeOfAbsolute, 3.1, rate, steps);
  return Math.max(...points.slice(-Math.ceil(steps / 10)).map(Math.abs));
}

/** The kind of the stationary point of a polynomial at 0 (1 a minimum, -1 a maximum, 0 neither), by three ways. */
export function kindAtZero(coefficients: Vector): {seen: number; bySecond: number | null; byFirstNonzero: number} {
  const f = (x: number): number => coefficients.reduce((sum, c, k) => sum + c * x ** k, 0);
  const [left, here, right] = [f(-0.01), f(0), f(0.01)];
  const second = 2 * coefficients[2]!;
  const order = coefficients.findIndex((c, k) => k > 0 && c !== 0);
  return {
    seen: left > here && right > here ? 1 : left < here && right < here ? -1 : 0,
    bySecond: second === 0 ? null : Math.sign(second),
    byFirstNonzero: order % 2 === 1 ? 0 : Math.sign(coefficients[order]!),
  };
}
