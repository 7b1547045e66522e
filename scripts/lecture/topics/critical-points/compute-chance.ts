import {randomStream} from '../../../../lib/base/random.ts';

/** The share of minima where every direction is a minimum, a maximum or an inflection alike: all 3^d cases are counted. */
export function shareByCounting(dimensions: number): number {
  let minima = 0;
  const cases = 3 ** dimensions;
  for (let number = 0; number < cases; number++) {
    let rest = number;
    let isMinimum = true;
    for (let i = 0; i < dimensions; i++) {
      isMinimum &&= rest % 3 === 0;
      rest = Math.floor(rest / 3);
    }
    if (isMinimum) minima++;
  }
  return minima / cases;
}

/** Negative eigenvalues of a symmetric matrix, a row after the other: as many as negative pivots (Sylvester). */
export function negatives(matrix: Float64Array, n: number): number {
  const a = Float64Array.from(matrix);
  let count = 0;
  for (let k = 0; k < n; k++) {
    const pivot = a[k * n + k]!;
    if (pivot < 0) count++;
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k]! / pivot;
      for (let j = k + 1; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!;
    }
  }
  return count;
}

/**
 * Shares of minima and saddles among points whose Hessian is a symmetric Gaussian matrix (GOE): variance 1 off the diagonal, 2 on it.
 */
export function gaussianShares(dimensions: number, draws: number, seed: number): {minima: number; saddles: number} {
  const random = randomStream(seed, 'goe', dimensions);
  const matrix = new Float64Array(dimensions ** 2);
  let [minima, saddles] = [0, 0];
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < dimensions; i++) {
      matrix[i * dimensions + i] = Math.SQRT2 * random.normal();
      for (let j = 0; j < i; j++) matrix[i * dimensions + j] = matrix[j * dimensions + i] = random.normal();
    }
    const index = negatives(matrix, dimensions);
    if (index === 0) minima++;
    else if (index < dimensions) saddles++;
  }
  return {minima: minima / draws, saddles: saddles / draws};
}

/** P(all eigenvalues > 0) of symmetric Gaussian matrices: in one to three dimensions in closed form, in four a known number. */
export const gaussianMinima: readonly number[] = [
  1 / 2,
  (2 - Math.SQRT2) / 4,
  (Math.PI - 2 * Math.SQRT2) / (4 * Math.PI),
  0.00246,
];

/** Whether a share from so many draws is within four standard errors of one that is supposed. */
export const isShare = (share: number, supposed: number, draws: number): boolean =>
  Math.abs(share - supposed) <= 4 * Math.sqrt((supposed * (1 - supposed)) / draws);
