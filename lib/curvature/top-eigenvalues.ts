import {checkChoices, checkFlags, checkNumbers} from '../base/arguments.ts';
import {type End, extremalEigenpairs} from './lanczos/extremal.ts';
import {resolution} from './lanczos/lanczos.ts';
import {probedOperator} from './operator.ts';
import {checkProbeOptions, type ProbeOptions, probeOptionNames} from './probe-options.ts';
import {withMatrix} from './problem/matrix.ts';
import {checkSource, type MatrixSource, matrixSourceNames} from './problem/source.ts';

export interface TopEigenvaluesOptions extends MatrixSource, ProbeOptions {
  /** How many, at each end that is asked for; default 1. */
  k?: number;
  /** Which end of the spectrum, default 'largest'. */
  end?: End;
  /** A value has converged when its residual is at most this times its magnitude, > 0, default 1e-4. */
  tolerance?: number;
  /** Most steps of one run of Lanczos, default 300; each holds 4 bytes a parameter. */
  steps?: number;
  /** Whether the eigenvectors are given, too; default false. */
  vectors?: boolean;
}

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

const known = [...matrixSourceNames, ...probeOptionNames, 'k', 'end', 'tolerance', 'steps', 'vectors'];

/**
 * The eigenvalues at the ends of the spectrum of a Hessian, or of a Gauss-Newton matrix, by Lanczos' method.
 *
 * H y = value y; residual |H y - value y| = |beta_m s_m|, s the eigenvector of the tridiagonal matrix of m steps
 *
 * The basis is reorthogonalised in full, twice a step, and the recurrence is float64. Multiple eigenvalues are found as often as
 * they occur: after convergence the search is repeated in the space orthogonal to what was found, until nothing more belongs to the
 * k. Residuals do not go below about 1e-6 of the largest value, the rounding of float32 products.
 *
 * @param options `loss` and `variables` (with `data`, `batchSize`, `outputs`, `matrix`), or `operator`; `k` (1); `end` ('largest',
 *   'smallest', 'both'); `tolerance` (1e-4); `steps` (300); `vectors` (false); `seed` (0); `signal`; `onProgress`
 * @returns values, residuals, whether each converged, products, and the vectors on request; plain arrays, nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, and for a loss that differs from call to call;
 *   what the autograd refuses; the signal's reason
 * @example
 * const {values, residuals} = await topEigenvalues({loss: 'softmaxCrossEntropy', variables: model, data: {x, y}, k: 5, seed: 1});
 */
export async function topEigenvalues(options: TopEigenvaluesOptions): Promise<TopEigenvalues> {
  const owner = 'topEigenvalues';
  checkSource(owner, options, known);
  checkProbeOptions(owner, options);
  const {k = 1, end = 'largest', tolerance = 1e-4, steps = 300, vectors = false, seed = 0} = options;
  checkNumbers(owner, {k, steps}, {from: 1, whole: true});
  checkNumbers(owner, {tolerance}, {above: 0});
  checkChoices(owner, {end}, ['largest', 'smallest', 'both']);
  checkFlags(owner, {vectors});
  return withMatrix(owner, options, async (matrix) => {
    checkNumbers(owner, {k}, {from: 1, to: matrix.size, whole: true});
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
