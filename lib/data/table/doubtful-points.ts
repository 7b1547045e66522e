import {show} from '../../base/arguments.ts';
import {cellNumber, type Value} from './cell-text.ts';

/** A text and where it stands. */
export interface Stray {
  readonly row: number;
  readonly text: string;
}

const grouped = /^\s*[+-]?[1-9]\d{0,2}\.\d{3}\s*$/;
const short = /^\s*[+-]?\d{1,3}\s*$/;

/**
 * Whether the points of a column may separate thousands.
 *
 * Where commas are decimal, 1.100 is 1100, and cells are separated by semicolons. That it is 1.1 is known by one number that no
 * thousands are written like: 0.100, 7.5 or 1500.
 */
export class DoubtfulPoints {
  #first: Stray | null = null;
  #isClear = false;

  see(row: number, value: Value): void {
    if (this.#isClear || typeof value !== 'string') return;
    if (grouped.test(value)) this.#first ??= {row, text: value.trim()};
    else if (!Number.isNaN(cellNumber(value)) && !short.test(value)) this.#isClear = true;
  }

  /** The first number in doubt, if all that has been seen may be thousands. */
  get first(): Stray | null {
    return this.#isClear ? null : this.#first;
  }
}

/** What is wrong with a column in doubt, and what to do. */
export const doubtfulProblem = (text: string): string =>
  `${show(text)}, as all numbers of its column, may have a point of decimals or of thousands in a file with semicolons; ` +
  `write ${text.replace('.', '')} for thousands, or put commas between the cells of the file for decimals`;
