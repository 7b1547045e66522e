import {checkNumbers, positive} from '../base/arguments.ts';
import {choiceOption, flagOption, numberOption, type OptionsOf} from '../base/options.ts';
import {extremalEigenpairs} from './lanczos/extremal.ts';
import {resolution} from './lanczos/lanczos.ts';
import {probedOperator} from './operator.ts';
import {probeTable} from './probe-options.ts';
import {withMatrix} from './problem/matrix.ts';
import {matrixTable, readSource} from './problem/source.ts';

export const topEigenvaluesTable = {
  ...matrixTable,
  ...probeTable,
  k: numberOption({from: 1, whole: true}, 1, 'how many, at each end that is asked for'),
  end: choiceOption(['largest', 'smallest', 'both'], 'which end of the spectrum'),
  tolerance: numberOption(
    positive,
    1e-4,
    'a value has converged when its residual is at most this times its magnitude',
  ),
  steps: numberOption({from: 1, whole: true}, 300, 'most steps of one run of Lanczos; each holds 4 bytes a parameter'),
  vectors: flagOption(false, 'whether the eigenvectors are given, too'),
};

/** Options of {@link topEigenvalues}. */
export interface TopEigenvaluesOptions extends OptionsOf<typeof topEigenvaluesTable> {}

export interface TopEigenvalues {
  /** Descending for 'largest' and 'both' (the k largest, then the k smallest), ascending for 'smallest'. */
  readonly values: number[];
  /** |H y - value y| for the unit vector y of each: an eigenvalue is that near. */
  readonly residuals: number[];
  /** Whether the residual is within the tolerance. */
  readonly converged: boolean[];
  /** The unit eigenvectors, flat, in the order of the variables; only where asked for. */
  readonly vectors?: Float32Array[];
  /** Products of the matrix with a vector that it took. */
  readonly products: number;
}

/**
 * The eigenvalues at the ends of the spectrum of a Hessian, or of a Gauss-Newton matrix, by Lanczos' method.
 *
 * H y = value y; residual |H y - value y| = |beta_m s_m|, s the eigenvector of the tridiagonal matrix of m steps
 *
 * The basis is reorthogonalised in full, twice a step, and the recurrence is float64. Multiple eigenvalues are found as often as
 * they occur: after convergence the search is repeated in the space orthogonal to what was found, until nothing more belongs to the
 * k. Residuals do not go below about 1e-6 of the largest value, the rounding of float32 products.
 *
 * @param options see {@link TopEigenvaluesOptions}
 * @returns values, residuals, whether each converged, products, and the vectors on request; plain arrays, nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, and for a loss that differs from call to call;
 *   what the autograd refuses; the signal's reason
 * @example
 * const {values, residuals} = await topEigenvalues({loss: 'softmaxCrossEntropy', variables: model, data: {x, y}, k: 5, seed: 1});
 */
export async function topEigenvalues(options: TopEigenvaluesOptions): Promise<TopEigenvalues> {
  const owner = 'topEigenvalues';
  const {k, end, tolerance, steps, vectors, seed} = readSource(owner, topEigenvaluesTable, options);
  return withMatrix(owner, options, async (matrix) => {
    checkNumbers(owner, {k}, {...topEigenvaluesTable.k.range, to: matrix.size});
    const runSteps = Math.min(matrix.size, Math.max(steps, 2 * k + 2));
    const expected = () => Math.min(runSteps, 4 * k + 30);
    const operator = probedOperator(owner, matrix, {...options, expected});
    const pairs = await extremalEigenpairs(operator, {k, end, tolerance, steps: runSteps, seed});
    const scale = Math.max(...pairs.map(({value}) => Math.abs(value)));
    return {
      values: pairs.map(({value}) => value),
      residuals: pairs.map(({residual}) => residual),
      converged: pairs.map(
        ({value, residual}) => residual <= Math.max(tolerance * Math.abs(value), 2 * resolution * scale),
      ),
      ...(vectors ? {vectors: pairs.map(({vector}) => vector)} : {}),
      products: operator.products,
    };
  });
}
