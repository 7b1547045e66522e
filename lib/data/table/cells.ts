import {booleanOf, cellNumber, isMissing, type Value} from './cell-text.ts';
import {DoubtfulPoints, type Stray} from './doubtful-points.ts';

/** A value in a row; null, undefined, NaN and the words of a missing value stand for none. */
export type Cell = string | number | boolean | bigint | Date | null | undefined;

/** More different texts than this are no categories. */
export const mostCategories = 1000;

/** The cells of a column, in the form that is smallest for what they hold; a row without a value has code -1 or NaN. */
export type Cells =
  /** Few different values, and the number of its value for each row. */
  | {
      readonly form: 'few';
      readonly codes: Int32Array;
      readonly values: readonly Value[];
      readonly doubtful: Stray | null;
    }
  /** Many different numbers, and the texts between them, by their rows. */
  | {
      readonly form: 'numbers';
      readonly numbers: Float64Array;
      readonly strays: ReadonlyMap<number, string>;
      readonly doubtful: Stray | null;
    }
  /** Many different texts, of which only the first are kept: no column to learn from. */
  | {readonly form: 'many'; readonly values: readonly Value[]; readonly firstRows: readonly number[]};

/** A typed array that grows. */
function grown<Numbers extends Int32Array | Float64Array>(numbers: Numbers, least: number): Numbers {
  if (least <= numbers.length) return numbers;
  const larger = new (numbers.constructor as new (length: number) => Numbers)(Math.max(1024, 2 * numbers.length));
  larger.set(numbers);
  return larger;
}

/**
 * Collects the cells of a column.
 *
 * Texts of a file tell only together what the column is, and "01" may be a number or a name: so different values are kept as they
 * are while they are few, and numbers alone where they are many.
 */
export class CellCollector {
  #count = 0;
  #codes: Int32Array = new Int32Array(0);
  #numbers: Float64Array | null = null;
  #known = new Map<Value, number>();
  #values: Value[] = [];
  #firstRows: number[] = [];
  readonly #strays = new Map<number, string>();
  #many = false;
  readonly #typed: boolean;
  readonly #points: DoubtfulPoints | null;

  /**
   * @param typed whether a text that writes a number is a text, as in JSON
   * @param options.before number of rows that went by without a value
   * @param options.points whether 1.100 may stand for 1100
   */
  constructor(typed: boolean, {before = 0, points = false}: {before?: number; points?: boolean} = {}) {
    this.#typed = typed;
    this.#points = points ? new DoubtfulPoints() : null;
    this.#count = before;
    this.#codes = new Int32Array(before).fill(-1);
  }

  add(cell: Cell): void {
    const row = this.#count++;
    if (this.#many) return;
    const value = plainValue(cell);
    if (this.#numbers === null) this.#addValue(row, value);
    else this.#addNumber(row, value);
  }

  #addValue(row: number, value: Value | null): void {
    this.#codes = grown(this.#codes, row + 1);
    if (value === null) {
      this.#codes[row] = -1;
      return;
    }
    const known = this.#known.get(value);
    if (known !== undefined) {
      this.#codes[row] = known;
      return;
    }
    if (typeof value === 'string' && isMissing(value)) {
      this.#codes[row] = -1;
      return;
    }
    this.#codes[row] = this.#values.length;
    this.#known.set(value, this.#values.length);
    this.#values.push(value);
    this.#firstRows.push(row);
    this.#points?.see(row, value);
    if (this.#values.length > mostCategories) this.#becomeMany(row + 1);
  }

  #becomeMany(count: number): void {
    const numbers = this.#values.map((value) => this.#numberOf(value));
    if (numbers.some(Number.isNaN)) {
      this.#many = true;
      this.#codes = new Int32Array(0);
    } else {
      this.#numbers = new Float64Array(this.#codes.length);
      for (let row = 0; row < count; row++) this.#numbers[row] = numbers[this.#codes[row]!] ?? NaN;
      this.#codes = new Int32Array(0);
      this.#values = [];
    }
    this.#known.clear();
  }

  #numberOf(value: Value): number {
    return typeof value === 'number' ? value : this.#typed || typeof value === 'boolean' ? NaN : cellNumber(value);
  }

  #addNumber(row: number, value: Value | null): void {
    this.#numbers = grown(this.#numbers!, row + 1);
    const number = value === null ? NaN : this.#numberOf(value);
    this.#numbers[row] = number;
    if (value === null || typeof value === 'number' || (typeof value === 'string' && isMissing(value))) return;
    this.#points?.see(row, value);
    if (Number.isNaN(number)) this.#strays.set(row, String(value));
  }

  finish(): Cells {
    if (this.#many) return {form: 'many', values: this.#values, firstRows: this.#firstRows};
    const doubtful = this.#points?.first ?? null;
    if (this.#numbers !== null) {
      return {form: 'numbers', numbers: this.#numbers.subarray(0, this.#count), strays: this.#strays, doubtful};
    }
    const codes = this.#codes.subarray(0, this.#count);
    return {form: 'few', ...oneSpelling(codes, this.#values), doubtful};
  }
}

/** True and false in any spelling as one true and one false, where a column holds nothing else. */
function oneSpelling(codes: Int32Array, values: readonly Value[]): {codes: Int32Array; values: readonly Value[]} {
  const booleans = values.map(booleanOf);
  if (booleans.includes(null)) return {codes, values};
  const different = [...new Set(booleans as boolean[])];
  const places = booleans.map((boolean) => different.indexOf(boolean!));
  return {codes: codes.map((code) => places[code] ?? -1), values: different};
}

function plainValue(cell: Cell): Value | null {
  if (typeof cell === 'string' || typeof cell === 'boolean') return cell;
  if (cell === null || cell === undefined || Number.isNaN(cell)) return null;
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString();
  return String(cell);
}
