import {dot, type Matrix, type Vector} from '../../frame/vectors.ts';
import {type Example, forward, functions, type Layered} from './compute.ts';

const transposed = (matrix: Matrix): Matrix => matrix[0]!.map((_, i) => matrix.map((row) => row[i]!));

/** The same network with W_ij from unit i to unit j, as tfjs keeps its kernels, [in, out]. */
export const kernelsOf = ({weights}: Layered): Matrix[] => weights.map(transposed);

/**
 * dL/db of the first layer of a network with two, from kernels W_ij that lead from i to j.
 *
 * - 'sum': delta_i = f'(z_i) sum_j W_ij delta_j, which is W delta
 * - 'transposed': delta = (W' delta) f'(z), the vector form of the notes, which is right for weights that lead from j to i
 */
export function firstDelta(network: Layered, {x, y}: Example, form: 'sum' | 'transposed'): Vector {
  const {z, a} = forward(network, x, 'sigmoid');
  const {slope} = functions.sigmoid;
  const last = a[2]!.map((value, i) => (value - y[i]!) * slope(z[1]![i]!));
  const kernel = kernelsOf(network)[1]!;
  const rows = form === 'sum' ? kernel : transposed(kernel);
  return rows.map((row, i) => dot(row, last) * slope(z[0]![i]!));
}
