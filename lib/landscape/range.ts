import {checkNumbers, show} from '../base/arguments.ts';
import {option} from '../base/options.ts';

/**
 * Evenly spaced numbers, both ends exact and each computed by itself, so that no error adds up.
 *
 * x_i = ((n - 1 - i) from + i to) / (n - 1), i = 0, ..., n - 1
 *
 * @param from first number
 * @param to last number
 * @param count n, whole, >= 2; 1 where both ends are equal
 * @throws RangeError, TypeError for other values
 * @example
 * linearRange(-0.5, 1.5, 5); // [-0.5, 0, 0.5, 1, 1.5]
 */
export function linearRange(from: number, to: number, count: number): number[] {
  checkNumbers('linearRange', {from, to}, {});
  checkNumbers('linearRange', {count}, {from: from === to ? 1 : 2, whole: true});
  if (count === 1) return [from];
  const last = count - 1;
  // Rounded to twelve digits of the larger end: -0.5:1.5:41 has 0 and 1 on it, and not their neighbours.
  const decimals = Math.min(100, Math.max(0, 12 - Math.ceil(Math.log10(Math.max(Math.abs(from), Math.abs(to))))));
  return Array.from({length: count}, (_, i) => {
    if (i === 0 || i === last) return i === 0 ? from : to;
    return Number((((last - i) * from + i * to) / last).toFixed(decimals)) + 0;
  });
}

/**
 * Reads a range as it is written on a command line.
 *
 * @param text `from:to:count`, as in `-0.5:1.5:51`, or numbers with commas between them
 * @throws RangeError for anything else
 * @example
 * parseRange('0:1:3'); // [0, 0.5, 1]
 */
export function parseRange(text: string): number[] {
  const wrong = (problem: string) =>
    new RangeError(
      `range must be from:to:count such as -0.5:1.5:51, or numbers such as 0,0.5,1: ${problem}, received ${show(text)}`,
    );
  const parts = text.split(text.includes(':') ? ':' : ',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (!parts.every(Number.isFinite)) throw wrong('every part must be a finite number');
  if (!text.includes(':')) return parts;
  const [from, to, count] = parts;
  if (parts.length !== 3) throw wrong('there must be three parts');
  const least = from === to ? 1 : 2;
  if (!Number.isInteger(count) || count! < least || count! > 1e6) throw wrong(`count must be whole, ${least} to 1e6`);
  return linearRange(from!, to!, count!);
}

/**
 * Checks numbers that are given one by one or as a range, and gives them one by one.
 *
 * @param owner whose argument this is
 * @param name of the argument
 * @param numbers an array of finite numbers, or a text for {@link parseRange}
 * @throws RangeError, TypeError for anything else and for an empty array
 */
export function toNumbers(owner: string, name: string, numbers: readonly number[] | string): number[] {
  if (typeof numbers === 'string') {
    try {
      return parseRange(numbers);
    } catch (error) {
      throw new RangeError(`${owner}: ${name}: ${(error as Error).message}`, {cause: error});
    }
  }
  if (!Array.isArray(numbers)) {
    throw new TypeError(`${owner}: ${name} must be an array of numbers or a range text, received ${show(numbers)}`);
  }
  if (numbers.length === 0) throw new RangeError(`${owner}: ${name} must have at least one number, received []`);
  for (const [i, number] of numbers.entries()) checkNumbers(owner, {[`${name}[${i}]`]: number}, {});
  return [...numbers];
}

/** Numbers one by one or as a range, with the range that stands for them when they are left out. */
export const rangeOption = <const Default extends string | undefined, const Words extends string>(
  fallback: Default,
  description: Words,
) =>
  option(
    (owner, name, received: readonly number[] | string) => toNumbers(owner, name, received),
    fallback,
    description,
  );
