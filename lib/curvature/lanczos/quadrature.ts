import {randomStream} from '../../base/random.ts';
import type {ProbedOperator} from '../operator.ts';
import {randomNormal, randomSigns} from '../vectors.ts';
import {Lanczos} from './lanczos.ts';

/** The Gauss quadrature that one random vector gives of the spectrum: nodes with weights that sum to 1. */
export interface Quadrature {
  /** Ascending. */
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** Residual of each node as an eigenvalue. */
  readonly residuals: Float64Array;
  /**
   * Whether the nodes are the eigenvalues themselves, all those that the vector has a part in: its Krylov space is exhausted. Then no
   * node stands for a lump of several that differ.
   */
  readonly isExhausted: boolean;
}

/**
 * Stochastic Lanczos quadrature: for each draw v of random signs, sum_i weight_i f(node_i) estimates tr f(A) / P.
 *
 * v'f(A)v / v'v = sum_i weight_i f(node_i), exact for polynomials up to degree 2 m - 1 of m steps
 *
 * Golub and Meurant, 1994; Ubaru, Chen and Saad, 2017.
 */
export async function stochasticQuadrature(
  operator: ProbedOperator,
  {draws, steps, seed}: {draws: number; steps: number; seed: number},
): Promise<Quadrature[]> {
  const quadratures: Quadrature[] = [];
  const random = randomStream(seed, 'quadrature');
  for (let draw = 0; draw < draws; draw++) {
    const lanczos = new Lanczos(operator, randomSigns(operator.size, random));
    while (lanczos.steps < steps && !lanczos.isExhausted) await lanczos.step();
    const {values: nodes, weights, residuals} = lanczos.ritz();
    quadratures.push({nodes, weights, residuals, isExhausted: lanczos.isExhausted});
  }
  return quadratures;
}

/**
 * The quadrature of all eigenvalues, each with the weight 1 / P, by P steps of Lanczos: sums over it are no estimates.
 *
 * @returns null where rounding left a direction out
 */
export async function wholeQuadrature(operator: ProbedOperator, seed: number): Promise<Quadrature | null> {
  const {size} = operator;
  const random = randomStream(seed, 'quadrature');
  const fresh = (): Float32Array => randomNormal(size, random);
  const lanczos = new Lanczos(operator, fresh(), {fresh});
  while (!lanczos.isExhausted) await lanczos.step();
  if (lanczos.steps < size) return null;
  const {values: nodes, residuals} = lanczos.ritz();
  return {nodes, weights: new Float64Array(size).fill(1 / size), residuals, isExhausted: true};
}
