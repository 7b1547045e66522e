import type {Quadrature} from '../lanczos/quadrature.ts';

/** A density on an even grid. */
export interface DensityCurve {
  readonly x: number[];
  readonly density: number[];
  /** Standard deviation of the Gaussian that every node is widened to, in units of x. */
  readonly sigma: number;
}

/** Nodes that are drawn, on whatever axis, with their weights. */
export interface WeightedNode {
  readonly x: number;
  readonly weight: number;
}

/** Standard deviations beyond which a Gaussian is drawn no more: what is left of it is 1e-7. */
const reach = 5.5;

/** The nodes of all draws, each draw with the same share of the whole. */
export function pooled(quadratures: readonly Quadrature[], place: (node: number) => number | null): WeightedNode[] {
  return quadratures.flatMap(({nodes, weights}) =>
    Array.from(nodes, (node, i) => ({x: place(node), weight: weights[i]! / quadratures.length})).filter(
      (one): one is WeightedNode => one.x !== null && one.weight > 0,
    ),
  );
}

/**
 * The width at which m nodes over a range of 2 half-ranges flow together, after the rule of Papyan (2019):
 * sigma = halfRange 2 / (m - 1) / sqrt(8 log kappa)
 */
export const kernelWidth = (halfRange: number, nodes: number, kappa: number): number =>
  (halfRange * 2) / Math.max(1, nodes - 1) / Math.sqrt(8 * Math.log(kappa));

/** An even grid that holds all that the Gaussians of the nodes between low and high reach. */
export function evenGrid(low: number, high: number, {sigma, points}: {sigma: number; points: number}): number[] {
  const [from, to] = [low - reach * sigma, high + reach * sigma];
  return Array.from({length: points}, (_, i) => from + ((to - from) * i) / (points - 1));
}

/** sum_i weight_i N(x; x_i, sigma^2) on an even grid. */
export function gaussianDensity(x: number[], nodes: readonly WeightedNode[], sigma: number): DensityCurve {
  const density = Array.from({length: x.length}, () => 0);
  const [from, step] = [x[0]!, x[1]! - x[0]!];
  for (const {x: centre, weight} of nodes) {
    const first = Math.max(0, Math.ceil((centre - reach * sigma - from) / step));
    const last = Math.min(x.length - 1, Math.floor((centre + reach * sigma - from) / step));
    for (let i = first; i <= last; i++)
      density[i]! += (weight / (sigma * Math.sqrt(2 * Math.PI))) * Math.exp(-0.5 * ((x[i]! - centre) / sigma) ** 2);
  }
  return {x, density, sigma};
}

/** The integral of a curve, by the trapezoidal rule. */
export function integral({x, density}: Pick<DensityCurve, 'x' | 'density'>): number {
  const step = x[1]! - x[0]!;
  return density.reduce((sum, value, i) => sum + value * (i === 0 || i === x.length - 1 ? step / 2 : step), 0);
}
