/** Mean and deviation. */
export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Mean and deviation of numbers, sqrt(sum (x - mean)^2 / n), in float64 and in two passes; NaN is passed over.
 *
 * @param numbers a column, or with `width` the rows of a table, one after the other
 * @param column which one of `width`
 */
export function momentsOf(rows: Int32Array, numbers: Float64Array, width = 1, column = 0): Moments {
  let [count, sum] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const value = numbers[rows[i]! * width + column]!;
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = numbers[rows[i]! * width + column]!;
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  return {mean, deviation: Math.sqrt(squares / count)};
}

/** Whether numbers differ by more than the rounding of their mean. */
export const isSpread = ({mean, deviation}: Moments): boolean => deviation > 1e-13 * Math.abs(mean);
