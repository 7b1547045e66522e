import {norm} from '../vectors.ts';
import type {LossProblem} from '../problem/loss-problem.ts';

/** A point of a search for a zero of the gradient. */
export interface SearchPoint {
  readonly weights: Float32Array;
  readonly gradient: Float32Array;
  readonly gradientNorm: number;
}

/** The point that the weights of the problem are at. */
export async function pointOf(problem: LossProblem): Promise<SearchPoint> {
  const {gradient} = await problem.gradient();
  return {weights: await problem.weights(), gradient, gradientNorm: norm(gradient)};
}

/** Moves the weights by a step and gives the point there, or null where the gradient is not finite. */
export async function tryStep(
  problem: LossProblem,
  {weights}: SearchPoint,
  step: Float32Array,
): Promise<SearchPoint | null> {
  problem.assign(weights.map((weight, i) => weight + step[i]!));
  const point = await pointOf(problem);
  return Number.isFinite(point.gradientNorm) ? point : null;
}

/** One iteration of a search: the next point, with a smaller gradient norm, or null where it finds none. */
export type SearchStep = (point: SearchPoint) => Promise<SearchPoint | null>;

/** What counts as smaller: less would be the rounding of float32. */
export const sufficient = 1 - 1e-4;

/** Trials of one iteration. */
export const trials = 16;
