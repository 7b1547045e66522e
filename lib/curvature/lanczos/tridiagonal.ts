import {EigenvalueDecomposition, Matrix} from 'ml-matrix';

/** Eigenvalues in ascending order, with the eigenvectors in the columns: `vectors[row][column]`. */
export interface Eigensystem {
  readonly values: Float64Array;
  readonly vectors: readonly Float64Array[];
}

/**
 * The eigensystem of a symmetric matrix, in float64: A = S diag(values) S'.
 *
 * @param rows of A; only their symmetric part counts
 */
function symmetricEigensystem(rows: readonly ArrayLike<number>[]): Eigensystem {
  const matrix = new Matrix(rows.map((row) => Array.from(row)));
  const {realEigenvalues, eigenvectorMatrix} = new EigenvalueDecomposition(matrix, {assumeSymmetric: true});
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[a]! - realEigenvalues[b]!);
  return {
    values: Float64Array.from(order, (i) => realEigenvalues[i]!),
    vectors: rows.map((_, row) => Float64Array.from(order, (column) => eigenvectorMatrix.get(row, column))),
  };
}

/**
 * The eigensystem of the symmetric tridiagonal matrix T of a Lanczos run.
 *
 * @param alphas diagonal of T, m numbers
 * @param betas the m - 1 numbers beside it
 */
export function tridiagonalEigensystem(alphas: readonly number[], betas: readonly number[]): Eigensystem {
  const size = alphas.length;
  const rows = alphas.map((alpha, i) => {
    const row = new Float64Array(size);
    row[i] = alpha;
    if (i > 0) row[i - 1] = betas[i - 1]!;
    if (i + 1 < size) row[i + 1] = betas[i]!;
    return row;
  });
  return symmetricEigensystem(rows);
}
