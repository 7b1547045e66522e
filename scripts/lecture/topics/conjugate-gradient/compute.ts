import * as tf from '@tensorflow/tfjs';
import {conjugateGradient} from '../../../../optimizers/index.ts';
import {cosine, dot, type Matrix, norm, plus, scale, times, type Vector} from '../../frame/vectors.ts';

/** The way of a descent on f(x) = x'Ax / 2: every point, step, direction and, for conjugate gradient, every beta. */
export interface Descent {
  readonly points: readonly Vector[];
  readonly steps: readonly number[];
  readonly directions: readonly Vector[];
  readonly betas: readonly number[];
}

/**
 * Descends with the exact step g'd / d'Ad.
 *
 * @param isConjugate whether the next direction is -g + beta d with the ratio of Fletcher and Reeves, or -g alone
 */
export function descend(matrix: Matrix, start: Vector, iterations: number, isConjugate: boolean): Descent {
  const way = {points: [start], steps: [] as number[], directions: [] as Vector[], betas: [] as number[]};
  let x = start;
  let g: Vector = times(matrix, x);
  let d: Vector = scale(g, -1);
  for (let k = 0; k < iterations && norm(g) > 0; k++) {
    const step = -dot(g, d) / dot(d, times(matrix, d));
    x = plus(x, d, step);
    const next = times(matrix, x);
    const beta = isConjugate ? dot(next, next) / dot(g, g) : 0;
    way.points.push(x);
    way.steps.push(step);
    way.directions.push(d);
    way.betas.push(beta);
    d = plus(scale(next, -1), d, beta);
    g = next;
  }
  return way;
}

/** Cosines of the angles between directions that follow each other; 0 is a right angle. */
export const turns = ({directions}: Descent): number[] =>
  directions.slice(1).map((direction, i) => cosine(direction, directions[i]!));

/** The gradient after n steps in n dimensions, relative to the first one, for curvatures evenly spaced from 1 to `condition`. */
export function afterAsManySteps(n: number, condition: number, isConjugate: boolean): number {
  const matrix = Array.from({length: n}, (_, i) =>
    Array.from({length: n}, (__, j) => (i === j ? 1 + ((condition - 1) * i) / Math.max(1, n - 1) : 0)),
  );
  const start = Array.from({length: n}, (_, i) => 1 + ((i * 7) % 5));
  const {points} = descend(matrix, start, n, isConjugate);
  return norm(times(matrix, points.at(-1)!)) / norm(times(matrix, start));
}

/**
 * Losses of a network after each iteration, with the same line search: conjugate gradient, and steepest descent, which is the
 * first iteration of conjugate gradient again and again.
 */
export function onNetwork(
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
  iterations: number,
): {conjugate: number[]; steepest: number[]} {
  const start = variables.map((variable) => variable.clone());
  const losses = (isConjugate: boolean): number[] => {
    for (const [i, variable] of variables.entries()) variable.assign(start[i]!);
    let solver = conjugateGradient({variant: 'fletcher-reeves'});
    const found = Array.from({length: iterations}, () => {
      if (!isConjugate) {
        solver.dispose();
        solver = conjugateGradient({variant: 'fletcher-reeves'});
      }
      return tf.tidy(() => solver.minimize(loss, true, [...variables])!.dataSync()[0]!);
    });
    solver.dispose();
    return found;
  };
  try {
    return {steepest: losses(false), conjugate: losses(true)};
  } finally {
    tf.dispose(start);
  }
}
