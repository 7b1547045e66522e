/** Eigenvalues that stand apart from the rest. */
export interface Outliers {
  /** How many are above the widest gap. */
  readonly count: number;
  /** The last of them over the first below the gap. */
  readonly ratio: number;
}

/**
 * Counts the eigenvalues above the widest relative gap: n with the greatest lambda_n / lambda_(n+1).
 *
 * There always is a widest gap; that it means something, a large ratio says. Give at least a few more values than the outliers
 * expected, such as k for fewer than k / 2 of them.
 *
 * @param values the largest eigenvalues, descending, as `topEigenvalues` gives them; those that are not positive are left out
 * @returns the count and the ratio; 0 and 1 for fewer than two positive values
 * @example
 * countOutliers([9, 8, 7, 1, 0.9]); // {count: 3, ratio: 7}
 */
export function countOutliers(values: readonly number[]): Outliers {
  const positive = values.filter((value) => value > 0);
  let best: Outliers = {count: 0, ratio: 1};
  for (let i = 0; i + 1 < positive.length; i++) {
    const ratio = positive[i]! / positive[i + 1]!;
    if (ratio > best.ratio) best = {count: i + 1, ratio};
  }
  return best;
}
