import {momentsOf} from './moments.ts';

/** Nines alone, two at least, are written for values that are not there: -999, 99, 9999. */
const isOfNines = (number: number): boolean => /^-?99+$/.test(String(number));
const fewest = 3;
const farAway = 8;

/**
 * A warning about a number that may stand for no value; null where there is none.
 *
 * It is of nines alone, comes three times at least, and lies more than 8 deviations of the others from their mean, and beyond all of
 * them. Nothing is changed: amounts may be so, too.
 *
 * @param rows to train with
 * @param numbers of the column, row by row; NaN where there is none
 */
export function sentinelWords(rows: Int32Array, numbers: Float64Array): string | null {
  const {least, greatest} = momentsOf(rows, numbers);
  for (const value of [least, greatest]) {
    if (!isOfNines(value)) continue;
    const others = rows.filter((row) => numbers[row] !== value && !Number.isNaN(numbers[row]));
    const count = rows.reduce((sum, row) => sum + (numbers[row] === value ? 1 : 0), 0);
    if (count < fewest || others.length < fewest) continue;
    const {mean, deviation} = momentsOf(others, numbers);
    if (Math.abs(value - mean) <= farAway * deviation) continue;
    return `${count} rows have ${value}, far from all others: if it stands for no value, leave these cells empty`;
  }
  return null;
}
