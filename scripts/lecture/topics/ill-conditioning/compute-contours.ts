import {cosine, norm, plus, type Vector} from '../../frame/vectors.ts';

const degrees = (cosineOfIt: number): number => (Math.acos(Math.min(1, Math.max(-1, cosineOfIt))) * 180) / Math.PI;

/** The angle between the negative gradient of (x^2 + c y^2) / 2 and the way to the minimum, in degrees. */
const angleAt = (condition: number, [x, y]: Vector): number =>
  degrees(cosine([-x!, -condition * y!], [-x!, -y!]));

/** The greatest of these angles, over a quarter circle of starts. */
export const greatestAngle = (condition: number): number =>
  Math.max(
    ...Array.from({length: 9001}, (_, i) => {
      const t = (i * Math.PI) / 18_000;
      return angleAt(condition, [Math.cos(t), Math.sin(t)]);
    }),
  );

/** The same in closed form (Kantorovich): cos = 2 sqrt(c) / (1 + c). */
export const angleByFormula = (condition: number): number => degrees((2 * Math.sqrt(condition)) / (1 + condition));

/** A way of descent on (x^2 + c y^2) / 2. */
export interface Way {
  readonly points: number[][];
  /** Steps until the gradient is a thousandth of the first; Infinity where 10,000 are not enough. */
  readonly steps: number;
  /** Steps that take the steep coordinate to the other side of the valley. */
  readonly crossings: number;
  /** |g(next) - g| / |g| at the first step. */
  readonly gradientChange: number;
}

/** Descends with a fixed rate from (c, 1), where both parts of the gradient are equal; the best rate is 2 / (1 + c). */
export function descend(condition: number, rate = 2 / (1 + condition)): Way {
  const gradient = ([x, y]: Vector): number[] => [x!, condition * y!];
  const points: number[][] = [[condition, 1]];
  const first = norm(gradient(points[0]!));
  let crossings = 0;
  while (points.length <= 10_000 && norm(gradient(points.at(-1)!)) > first / 1000) {
    const last = points.at(-1)!;
    const next = plus(last, gradient(last), -rate);
    if (next[1]! * last[1]! < 0 && Math.abs(next[1]!) > 1e-12) crossings++;
    points.push(next);
    if (norm(next) > 1e6 * condition) break;
  }
  const arrived = norm(gradient(points.at(-1)!)) <= first / 1000;
  const change = norm(plus(gradient(points[1]!), gradient(points[0]!), -1)) / first;
  return {points, steps: arrived ? points.length - 1 : Infinity, crossings, gradientChange: change};
}
