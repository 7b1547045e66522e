import {randomStream} from '../../base/random.ts';
import type {ProbedOperator} from '../operator.ts';
import {dot, norm, orthogonalize, randomSigns, scaled} from '../vectors.ts';

/** An orthonormal basis that holds most of the range of a matrix, and the trace within it. */
export interface RangeBasis {
  readonly basis: Float32Array[];
  /** tr Q'A Q, exact but for rounding. */
  readonly trace: number;
  /** How far rounding may put the trace off. */
  readonly rounding: number;
}

/** Parts of a product smaller than this are its rounding and bring no new direction. */
const negligible = 1e-5;

/** Q from the products of A with random signs, and tr Q'AQ: two products for each vector. */
export async function rangeBasis(
  operator: ProbedOperator,
  {rank, seed}: {rank: number; seed: number},
): Promise<RangeBasis> {
  const basis: Float32Array[] = [];
  const random = randomStream(seed, 'sketch');
  let scale = 0;
  for (let column = 0; column < rank; column++) {
    const product = await operator.apply(randomSigns(operator.size, random));
    const rest = Float64Array.from(product);
    scale = Math.max(scale, norm(rest));
    orthogonalize(rest, basis);
    const length = norm(rest);
    if (length > negligible * scale) basis.push(scaled(rest, 1 / length));
  }
  const parts: number[] = [];
  for (const q of basis) parts.push(dot(q, await operator.apply(q)));
  const trace = parts.reduce((sum, part) => sum + part, 0);
  const rounding = 2e-7 * parts.reduce((sum, part) => sum + Math.abs(part), 0);
  return {basis, trace, rounding};
}
