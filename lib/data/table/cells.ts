import {isMissing, numberOf} from './cell-text.ts';

/** A value in a row; null, undefined, NaN and the words of a missing value stand for none. */
export type Cell = string | number | boolean | bigint | Date | null | undefined;

/** More different texts than this are no categories. */
export const mostCategories = 1000;

/** The cells of a column, in the form that is smallest for what they hold; a row without a value has code -1 or NaN. */
export type Cells =
  /** Few different values, and the number of its value for each row. */
  | {readonly form: 'few'; readonly codes: Int32Array; readonly values: readonly (string | number)[]}
  /** Many different numbers; the first text between them, if there is one, has its row. */
  | {readonly form: 'numbers'; readonly numbers: Float64Array; readonly stray: Stray | null}
  /** Many different texts, of which only the first are kept: no column to learn from. */
  | {readonly form: 'many'; readonly values: readonly (string | number)[]; readonly firstRows: readonly number[]};

export interface Stray {
  readonly row: number;
  readonly text: string;
}

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
  #known = new Map<string | number, number>();
  #values: (string | number)[] = [];
  #firstRows: number[] = [];
  #stray: Stray | null = null;
  #many = false;
  readonly #typed: boolean;

  /**
   * @param typed whether a text that writes a number is a text, as in JSON
   * @param before number of rows that went by without a value
   */
  constructor(typed: boolean, before = 0) {
    this.#typed = typed;
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

  #addValue(row: number, value: string | number | null): void {
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

  #numberOf(value: string | number): number {
    return typeof value === 'number' ? value : this.#typed ? NaN : numberOf(value);
  }

  #addNumber(row: number, value: string | number | null): void {
    this.#numbers = grown(this.#numbers!, row + 1);
    const number = value === null ? NaN : this.#numberOf(value);
    this.#numbers[row] = number;
    if (Number.isNaN(number) && typeof value === 'string' && !isMissing(value)) this.#stray ??= {row, text: value};
  }

  finish(): Cells {
    if (this.#many) return {form: 'many', values: this.#values, firstRows: this.#firstRows};
    if (this.#numbers === null) return {form: 'few', codes: this.#codes.subarray(0, this.#count), values: this.#values};
    return {form: 'numbers', numbers: this.#numbers.subarray(0, this.#count), stray: this.#stray};
  }
}

function plainValue(cell: Cell): string | number | null {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined || Number.isNaN(cell)) return null;
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString();
  return String(cell);
}
