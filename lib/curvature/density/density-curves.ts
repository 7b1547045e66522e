import type {Quadrature} from '../lanczos/quadrature.ts';
import {type DensityCurve, evenGrid, gaussianDensity, kernelWidth, pooled} from './kernel.ts';

/** The density over log10 |lambda|, apart for the two signs; both together integrate to 1. */
export interface LogarithmicDensity {
  /** log10 |lambda| */
  readonly x: number[];
  readonly positive: number[];
  readonly negative: number[];
  /** In decades. */
  readonly sigma: number;
  /** Magnitudes below this one are drawn at it: products in float32 cannot tell them from zero. */
  readonly floor: number;
}

interface CurveOptions {
  readonly points: number;
  /** Undefined: what suits the number of nodes. */
  readonly sigma: number | undefined;
  /** Of nodes that are all the eigenvalues: the width of their peaks as a share of the range, in place of one that joins them. */
  readonly peaks?: number | undefined;
}

const largest = (quadratures: readonly Quadrature[], pick: (nodes: Float64Array) => number): number =>
  quadratures.reduce((most, {nodes}) => Math.max(most, pick(nodes)), -Infinity);

/** Points that resolve a Gaussian of this width: at least two a standard deviation. */
function checkedPoints(points: number, range: number, sigma: number): number {
  const needed = Math.ceil((2 * range) / sigma) + 24;
  const most = 200_001;
  if (needed <= most) return Math.max(points, needed);
  throw new RangeError(
    `spectralDensity: sigma must be at least ${((2 * range) / most).toPrecision(2)} for a spectrum of width ` +
      `${range.toPrecision(3)}, received ${sigma}; the logarithmic axis shows what is near zero`,
  );
}

/** The density over lambda. */
export function linearCurve(quadratures: readonly Quadrature[], {points, sigma, peaks}: CurveOptions): DensityCurve {
  const low = -largest(quadratures, (nodes) => -nodes[0]!);
  const high = largest(quadratures, (nodes) => nodes.at(-1)!);
  // One value only, as of a multiple of the identity, is still drawn as a bump.
  const range = high - low || Math.abs(high) || 1;
  const width =
    sigma ??
    (peaks === undefined
      ? kernelWidth(
          range / 2,
          Math.max(
            2,
            largest(quadratures, ({length}) => length),
          ),
          3,
        )
      : peaks * range);
  const grid = evenGrid(low, high, {sigma: width, points: checkedPoints(points, range, width)});
  return gaussianDensity(
    grid,
    pooled(quadratures, (node) => node),
    width,
  );
}

/** Greatest width on the logarithmic axis, in decades: few nodes far apart are no reason to draw over what cannot be told. */
const broadest = 0.5;

/** The density over log10 |lambda|; the width in decades follows the number of nodes. */
export function logarithmicCurve(
  quadratures: readonly Quadrature[],
  {points, floor, peaks}: Pick<CurveOptions, 'points' | 'peaks'> & {floor: number},
): LogarithmicDensity {
  const greatest = largest(quadratures, (nodes) => Math.max(-nodes[0]!, nodes.at(-1)!, floor));
  const [low, high] = [Math.log10(floor), Math.log10(greatest)];
  const nodes = Math.max(
    2,
    largest(quadratures, ({length}) => length),
  );
  const range = high - low || 1;
  const sigma = Math.max(
    0.02,
    peaks === undefined ? Math.min(broadest, kernelWidth(range / 2, nodes, 1.04)) : peaks * range,
  );
  const grid = evenGrid(low, high, {sigma, points: Math.max(points, Math.ceil((2 * (high - low)) / sigma) + 24)});
  const place = (node: number) => Math.log10(Math.max(Math.abs(node), floor));
  const side = (isOn: (node: number) => boolean) =>
    gaussianDensity(
      grid,
      pooled(quadratures, (node) => (isOn(node) ? place(node) : null)),
      sigma,
    ).density;
  return {x: grid, positive: side((node) => node >= 0), negative: side((node) => node < 0), sigma, floor};
}
