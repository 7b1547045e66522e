import {EigenvalueDecomposition, Matrix} from 'ml-matrix';

/** What a Hessian says of a point: see {@link Certificate}. */
export interface WholeCertificate {
  readonly decrement: number;
  readonly direction: readonly number[];
  readonly isSaddle: boolean;
}

/** Curvature nearer to 0, of the greatest of the scaled Hessian, is not told from it. */
const resolved = 1e-6;

/**
 * Looks at a Hessian whole: its eigenvalues in float64, of coordinates in which its diagonal is 1.
 *
 * @param products the Hessian, row by row
 * @param x the point
 * @param g the gradient there
 * @param significant of the greatest curvature: one below 0 by more is none of rounding
 */
export function wholeHessian(
  products: Float32Array,
  x: Float32Array,
  g: Float32Array,
  significant: number,
): WholeCertificate {
  const size = x.length;
  const reach = Math.max(1, Math.hypot(...x));
  if (!products.every(Number.isFinite))
    return {decrement: Infinity, direction: Array.from(g, (c) => -c), isSaddle: false};
  const rows = Array.from({length: size}, (_, i) => Array.from(products.subarray(i * size, (i + 1) * size)));
  const scales = rows.map((row, i) => {
    const curvature = Math.max(Math.abs(row[i]!), resolved * Math.max(...row.map(Math.abs)));
    return curvature > 0 ? 1 / Math.sqrt(curvature) : reach;
  });
  const scaled = rows.map((row, i) => row.map((entry, j) => ((entry + rows[j]![i]!) / 2) * scales[i]! * scales[j]!));
  const {realEigenvalues: values, eigenvectorMatrix} = new EigenvalueDecomposition(new Matrix(scaled), {
    assumeSymmetric: true,
  });
  const greatest = Math.max(...values.map(Math.abs));
  const least = Math.min(...values);
  const vector = (j: number): number[] => scales.map((scale, i) => scale * eigenvectorMatrix.get(i, j));
  const slopeOf = (direction: readonly number[]): number => direction.reduce((sum, c, i) => sum + c * g[i]!, 0);
  if (least < -significant * greatest) {
    const bent = vector(values.indexOf(least));
    // Downhill, or either way where the slope does not say.
    const length = (slopeOf(bent) > 0 ? -reach : reach) / Math.hypot(...bent);
    return {decrement: 0, direction: bent.map((c) => c * length), isSaddle: true};
  }
  const z = scales.map(() => 0);
  let decrement = 0;
  for (const [j, value] of values.entries()) {
    const curvature = Math.max(value, resolved * greatest);
    const towards = vector(j);
    const slope = slopeOf(towards);
    if (slope === 0) continue;
    decrement += slope ** 2 / (2 * curvature);
    for (const [i, c] of towards.entries()) z[i]! -= (slope / curvature) * c;
  }
  return {decrement, direction: z.map((c) => (Number.isFinite(c) ? c : 0)), isSaddle: false};
}
