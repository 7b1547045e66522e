/** The mean of the values; NaN of none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The sample standard deviation sqrt(sum (x - mean)^2 / (n - 1)); null of fewer than two values, which do not show a spread.
 *
 * @param values the sample
 * @example
 * standardDeviation([1, 3]); // sqrt(2)
 */
export function standardDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const center = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
}
