import {randomStream} from '../../../../lib/base/random.ts';
import type {Vector} from '../../frame/vectors.ts';

/** f = x^2/2 - y^2/2 + y^4/4: a saddle at the origin, and minima at y = 1 and y = -1. */
export const height = (x: number, y: number): number => x ** 2 / 2 - y ** 2 / 2 + y ** 4 / 4;

/** A way of descent with a rate of .1 and normal noise on the gradient. */
export function way(start: Vector, steps: number, {noise = 0, seed = 1} = {}): Vector[] {
  const random = randomStream(seed, 'saddle');
  const points: Vector[] = [start];
  for (let k = 0; k < steps; k++) {
    const [x, y] = points.at(-1)! as [number, number];
    const [u, v] = noise === 0 ? [0, 0] : [noise * random.normal(), noise * random.normal()];
    points.push([x - 0.1 * (x + u), y - 0.1 * (y ** 3 - y + v)]);
  }
  return points;
}

/** Steps until y is half way to a minimum; Infinity where the way ends before. */
export function stepsToLeave(points: readonly Vector[]): number {
  const left = points.findIndex(([, y]) => Math.abs(y!) > 0.5);
  return left < 0 ? Infinity : left;
}

/** Of random starts in [-2, 2]^2, the share whose way is at the saddle after so many steps. */
export function shareAtSaddle(starts: number, steps: number, seed: number): number {
  const random = randomStream(seed, 'starts');
  const ends = Array.from({length: starts}, () => {
    const start = [4 * random.uniform() - 2, 4 * random.uniform() - 2];
    return way(start, steps).at(-1)!;
  });
  return ends.filter(([x, y]) => Math.hypot(x!, y!) < 0.1).length / starts;
}

/**
 * A plateau that rises sharply on one side: f = (1 - e^x)^2, flat to the left, a wall to the right, least at 0.
 *
 * f' = -2 e^x (1 - e^x)
 */
export const plateau = (x: number): number => (1 - Math.exp(x)) ** 2;

/** What descent on the plateau comes to from -6: steps until x > -1, and whether it ends at the minimum. */
export function acrossPlateau(rate: number, most = 200_000): {steps: number; end: number; settles: boolean} {
  let x = -6;
  let steps = 0;
  let left = -1;
  while (steps < most && Number.isFinite(x) && Math.abs(x) > 1e-6 && x > -1e6) {
    x += rate * 2 * Math.exp(x) * (1 - Math.exp(x));
    steps++;
    if (left < 0 && x > -1) left = steps;
  }
  return {steps: left, end: Number.isFinite(x) ? Math.max(-1e6, x) : 1e6, settles: Math.abs(x) <= 1e-6};
}

const wells = (x: number): number => 4 * x * (x * x - 1);

/** Where Newton's method for f' = 0 ends on f = (x^2 - 1)^2, in one direction: -1, 0 or 1. */
export function newtonEnd(start: number): number {
  let x = start;
  for (let k = 0; k < 200; k++) x -= wells(x) / (12 * x * x - 4);
  return Math.round(x);
}

/** Where descent ends in the same direction. */
export function descentEnd(start: number): number {
  let x = start;
  for (let k = 0; k < 400; k++) x -= 0.02 * wells(x);
  return Math.round(x);
}

/** Shares of starts on a grid of [-2, 2]^2 that end at minima, saddles and the maximum of (x^2 - 1)^2 + (y^2 - 1)^2. */
export function endShares(
  grid: readonly number[],
  ends: (start: number) => number,
): {shares: number[]; map: number[][]} {
  const along = grid.map(ends);
  // The function is a sum, so that each coordinate goes its own way: 0 is up, 1 and -1 are down.
  const map = along.map((b) => along.map((a) => Number(a === 0) + Number(b === 0)));
  const all = map.flat();
  return {shares: [0, 1, 2].map((kind) => all.filter((value) => value === kind).length / all.length), map};
}
