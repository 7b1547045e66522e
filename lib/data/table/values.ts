import {booleanOf, numberOf, type Value} from './cell-text.ts';
import type {Cells} from './cells.ts';

/** Whether a row has a value in a column. */
export function hasValue(cells: Cells, row: number): boolean {
  if (cells.form === 'few') return cells.codes[row]! >= 0;
  // Of a column of many texts nothing is asked before it is refused.
  return cells.form === 'many' || !Number.isNaN(cells.numbers[row]) || cells.strays.has(row);
}

/** The number that a value stands for: itself, 1 for true and 0 for false; NaN for a text. */
function numberOfValue(value: Value): number {
  if (typeof value === 'number') return value;
  const boolean = booleanOf(value);
  return boolean === null ? numberOf(value as string) : Number(boolean);
}

/** The numbers of a column of numbers or booleans, row by row; NaN where there is none. */
export function numbersOf(cells: Cells, count: number): Float64Array {
  if (cells.form === 'numbers') return cells.numbers;
  if (cells.form === 'many') return new Float64Array(count).fill(NaN);
  const numbers = cells.values.map(numberOfValue);
  return Float64Array.from(cells.codes, (code) => numbers[code] ?? NaN);
}

/** The texts of a column, row by row; null where there is none. */
export function textsOf(cells: Cells): (row: number) => string | null {
  if (cells.form === 'few') {
    const texts = cells.values.map((value) => String(value).trim());
    return (row) => texts[cells.codes[row]!] ?? null;
  }
  if (cells.form === 'many') return (row) => String(cells.values[cells.firstRows.indexOf(row)] ?? '...');
  return (row) => cells.strays.get(row) ?? (hasValue(cells, row) ? String(cells.numbers[row]) : null);
}

/** Texts by their code points. */
export function byCodePoint(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)];
  const index = left.findIndex((character, at) => character !== right[at]);
  if (index < 0) return left.length - right.length;
  return right[index] === undefined ? 1 : left[index]!.codePointAt(0)! - right[index].codePointAt(0)!;
}

/** Texts by the numbers that they write where all do, by their code points otherwise. */
export function sorted(texts: Iterable<string>): string[] {
  const list = [...new Set(texts)];
  return list.every((text) => Number.isFinite(numberOf(text)))
    ? list.sort((one, other) => numberOf(one) - numberOf(other) || byCodePoint(one, other))
    : list.sort(byCodePoint);
}
