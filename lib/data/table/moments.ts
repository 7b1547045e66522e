/** Mean and deviation, and the numbers that they lie between. */
export interface Moments {
  readonly mean: number;
  readonly deviation: number;
  readonly least: number;
  readonly greatest: number;
}

/** The largest power of two up to a number, or near it: to divide by it changes no digit. */
const scaleOf = (magnitude: number): number => 2 ** Math.max(-1022, Math.min(1023, Math.floor(Math.log2(magnitude))));

/**
 * Mean and deviation of numbers, sqrt(sum (x - mean)^2 / n), in float64 and in two passes; NaN is passed over.
 *
 * Numbers are divided by a power of two near the largest, so that neither a sum nor a square leaves what float64 has.
 *
 * @param numbers a column, or with `width` the rows of a table, one after the other
 * @param column which one of `width`
 */
export function momentsOf(rows: Int32Array, numbers: Float64Array, width = 1, column = 0): Moments {
  let [least, greatest] = [Infinity, -Infinity];
  for (let i = 0; i < rows.length; i++) {
    const value = numbers[rows[i]! * width + column]!;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const scale = scaleOf(Math.max(Math.abs(least), Math.abs(greatest)));
  let [count, sum] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const value = numbers[rows[i]! * width + column]!;
    if (Number.isNaN(value)) continue;
    count++;
    sum += value / scale;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = numbers[rows[i]! * width + column]!;
    if (!Number.isNaN(value)) squares += (value / scale - mean) ** 2;
  }
  return {mean: mean * scale, deviation: Math.sqrt(squares / count) * scale, least, greatest};
}

/** Why numbers that differ cannot be standardised; null where they can be, or are all the same. */
export function spreadProblem({mean, deviation, least, greatest}: Moments): string | null {
  if (least === greatest || Number.isNaN(mean)) return null;
  if (Math.max(Math.abs(least), Math.abs(greatest)) < 1e-290) {
    return `its numbers lie between ${least} and ${greatest}, too near 0 to be told apart; multiply them by a power of ten`;
  }
  return deviation > 1e-13 * Math.abs(mean)
    ? null
    : `its numbers lie between ${least} and ${greatest}, so near together that their mean has too few digits to tell them apart; subtract ${least} from each`;
}

/** (value - mean) / deviation, also where the difference is more than float64 has. */
export function standardised(value: number, mean: number, deviation: number): number {
  const difference = value - mean;
  return Number.isFinite(difference) ? difference / deviation : value / deviation - mean / deviation;
}
