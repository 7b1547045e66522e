import {estimate, type Estimate} from '../estimate.ts';
import type {Quadrature} from '../lanczos/quadrature.ts';

/** A share of the spectrum, or a number of eigenvalues, with its bounds. */
export interface MassEstimate extends Estimate {
  /** Least and greatest that nodes and draws allow. */
  readonly low: number;
  readonly high: number;
}

/**
 * The share of the eigenvalues below x, in multiples of `factor`.
 *
 * Of one draw it lies between the weights of the nodes below x without the last of them, and these with the first node above
 * (Chebyshev, Markov and Stieltjes): a lump of eigenvalues at x is seen as one node that falls on either side of it; nodes of an
 * exhausted space are no lumps. The bounds are the means of those of the draws, two standard errors wider.
 */
export function massBelow(quadratures: readonly Quadrature[], x: number, factor = 1): MassEstimate {
  const draws = quadratures.map(({nodes, weights, isExhausted}) => {
    const below = nodes.filter((node) => node < x).length;
    const sum = (count: number): number => weights.subarray(0, Math.max(0, count)).reduce((a, b) => a + b, 0);
    const open = isExhausted ? 0 : 1;
    return {value: sum(below), low: sum(below - open), high: sum(below + open)};
  });
  const {value, standardError} = estimate(draws.map((draw) => draw.value * factor));
  const reach = 2 * (standardError ?? 0);
  const mean = (pick: (draw: (typeof draws)[number]) => number): number =>
    (factor * draws.reduce((sum, draw) => sum + pick(draw), 0)) / draws.length;
  return {
    value,
    standardError,
    low: Math.max(0, mean(({low}) => low) - reach),
    high: Math.min(factor, mean(({high}) => high) + reach),
  };
}

/** What lies within a distance of zero. */
export function massNearZero(quadratures: readonly Quadrature[], floor: number): Estimate {
  return estimate(
    quadratures.map(({nodes, weights}) =>
      nodes.reduce((sum, node, i) => sum + (Math.abs(node) <= floor ? weights[i]! : 0), 0),
    ),
  );
}
