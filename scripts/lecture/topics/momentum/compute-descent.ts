import type {Vector} from '../../frame/vectors.ts';

/** `plain`: no momentum; the others are the forms of momentum, and Nesterov's. */
export type Form = 'plain' | 'classical' | 'turned' | 'trace' | 'average' | 'nesterov';

/**
 * Points of a descent on f = sum c_i x_i^2 / 2, in float64.
 *
 * classical: v <- b v - r g, w <- w + v; turned: v <- b v + r g, w <- w - v; trace: v <- b v + g, w <- w - r v;
 * average: v <- b v + (1 - b) g, w <- w - r v; nesterov: classical with the gradient at w + b v
 *
 * @param rate a number, or the rate of each step, from 0 on
 */
export function descend(
  form: Form,
  curvatures: Vector,
  start: Vector,
  {rate, beta, steps}: {rate: number | ((step: number) => number); beta: number; steps: number},
): Vector[] {
  const b = form === 'plain' ? 0 : beta;
  const points: Vector[] = [start];
  let v: Vector = start.map(() => 0);
  for (let k = 0; k < steps; k++) {
    const w = points.at(-1)!;
    const r = typeof rate === 'number' ? rate : rate(k);
    const at = form === 'nesterov' ? w.map((value, i) => value + b * v[i]!) : w;
    const g = at.map((value, i) => curvatures[i]! * value);
    const gain = {plain: -r, classical: -r, nesterov: -r, turned: r, trace: 1, average: 1 - b}[form];
    const factor = {plain: 1, classical: 1, nesterov: 1, turned: -1, trace: -r, average: -r}[form];
    v = v.map((value, i) => b * value + gain * g[i]!);
    points.push(w.map((value, i) => value + factor * v[i]!));
  }
  return points;
}

/** The greatest distance between points of two ways with the same number. */
export const apart = (a: readonly Vector[], b: readonly Vector[]): number =>
  Math.max(...a.map((point, k) => Math.max(...point.map((value, i) => Math.abs(value - b[k]![i]!)))));

/** The largest rate at which the way on c x^2 / 2 stays bounded, by halving. */
export function largestStableRate(form: Form, curvature: number, beta: number): number {
  const isStable = (rate: number): boolean => {
    const points = descend(form, [curvature], [1], {rate, beta, steps: 4000});
    return Math.abs(points.at(-1)![0]!) < 1 && Math.abs(points.at(-2)![0]!) < 1;
  };
  let [low, high] = [0, 100 / curvature];
  for (let k = 0; k < 30; k++) {
    const middle = (low + high) / 2;
    if (isStable(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** How far the way swings to the other side of the minimum at most, as a share of the start. */
export const swing = (points: readonly Vector[], axis: number): number =>
  Math.max(0, ...points.map((point) => -point[axis]! / points[0]![axis]!));

/** The length of the way along one axis, as a share of the start: 1 where it goes straight to the minimum. */
export const travel = (points: readonly Vector[], axis: number): number =>
  points.slice(1).reduce((sum, point, k) => sum + Math.abs(point[axis]! - points[k]![axis]!), 0) /
  Math.abs(points[0]![axis]!);

/** Steps until the height stays below so great a share of the first one; one more than were taken where it does not. */
function stepsToShare(points: readonly Vector[], curvatures: Vector, share: number): number {
  const height = (point: Vector): number => curvatures.reduce((sum, c, i) => sum + (c * point[i]! ** 2) / 2, 0);
  const aim = share * height(points[0]!);
  let k = points.length;
  while (k > 0 && height(points[k - 1]!) <= aim) k--;
  return k;
}

/** The fewest steps to a ten thousandth of the height in a valley, over rates and, where there is momentum, over betas. */
export function fewestSteps(form: Form, condition: number, betas: Vector): {steps: number; rate: number; beta: number} {
  const curvatures = [1, condition];
  let best = {steps: Infinity, rate: 0, beta: 0};
  for (const beta of betas) {
    for (let k = 0; k <= 24; k++) {
      // From a hundredth of the largest stable rate of plain descent to far above it.
      const rate = (0.02 / condition) * 10 ** (k / 8);
      const points = descend(form, curvatures, [10, 1], {rate, beta, steps: Math.min(3000, 12 * condition + 200)});
      const steps = stepsToShare(points, curvatures, 1e-4);
      if (steps < points.length && steps < best.steps) best = {steps, rate, beta};
    }
  }
  return best;
}
