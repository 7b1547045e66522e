import {randomStream} from '../../base/random.ts';
import type {ProbedOperator} from '../operator.ts';
import {randomSigns} from '../vectors.ts';
import {Lanczos} from './lanczos.ts';

/** The Gauss quadrature that one random vector gives of the spectrum: nodes with weights that sum to 1. */
export interface Quadrature {
  /** Ascending. */
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** Residual of each node as an eigenvalue. */
  readonly residuals: Float64Array;
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
    quadratures.push({nodes, weights, residuals});
  }
  return quadratures;
}
