import {numberOption, type OptionsOf} from '../base/options.ts';
import {randomStream} from '../base/random.ts';
import {probedOperator} from './operator.ts';
import {probeTable} from './probe-options.ts';
import {withMatrix} from './problem/matrix.ts';
import {matrixTable, readSource} from './problem/source.ts';
import {randomSigns} from './vectors.ts';

export const hessianDiagonalTable = {
  ...matrixTable,
  ...probeTable,
  samples: numberOption(
    {from: 2, whole: true},
    100,
    'random vectors; from as many as there are parameters on the diagonal is exact',
  ),
};

/** Options of {@link hessianDiagonal}. */
export interface HessianDiagonalOptions extends OptionsOf<typeof hessianDiagonalTable> {}

export interface HessianDiagonal {
  /** One number a parameter, in the order of the variables. */
  readonly diagonal: Float32Array;
  /** Standard error of each, 0 where the diagonal is exact. */
  readonly standardErrors: Float32Array;
  readonly products: number;
}

/**
 * The diagonal of a Hessian, or of a Gauss-Newton matrix, from random products, with its errors.
 *
 * diag H = mean of z * H z over random signs z; the variance of an entry is the sum of the squares beside it in its row / samples
 *
 * Bekas, Kokiopoulou and Saad, 2007.
 *
 * @param options see {@link HessianDiagonalOptions}
 * @returns the diagonal and the standard error of every entry, flat; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, and for a loss that differs from call to call;
 *   what the autograd refuses; the signal's reason
 * @example
 * const {diagonal, standardErrors} = await hessianDiagonal({loss: () => tf.sum(tf.square(w)) as tf.Scalar, variables: [w]});
 */
export async function hessianDiagonal(options: HessianDiagonalOptions): Promise<HessianDiagonal> {
  const owner = 'hessianDiagonal';
  const {samples, seed} = readSource(owner, hessianDiagonalTable, options);
  return withMatrix(owner, options, async (matrix) => {
    const {size} = matrix;
    const count = Math.min(samples, size);
    const operator = probedOperator(owner, matrix, {...options, expected: () => count});
    const isExact = samples >= size;
    const random = randomStream(seed, 'diagonal');
    const mean = new Float64Array(size);
    const squares = new Float64Array(size);
    for (let sample = 0; sample < count; sample++) {
      const z = isExact ? new Float32Array(size) : randomSigns(size, random);
      if (isExact) z[sample] = 1;
      const product = await operator.apply(z);
      if (isExact) {
        mean[sample] = product[sample]!;
        continue;
      }
      // Welford's update, which does not cancel.
      for (let i = 0; i < size; i++) {
        const value = z[i]! * product[i]!;
        const change = value - mean[i]!;
        mean[i]! += change / (sample + 1);
        squares[i]! += change * (value - mean[i]!);
      }
    }
    return {
      diagonal: Float32Array.from(mean),
      standardErrors: Float32Array.from(squares, (sum) => (isExact ? 0 : Math.sqrt(sum / (count - 1) / count))),
      products: operator.products,
    };
  });
}
