/** A value of a cell that has one. */
export type Value = string | number | boolean;

/** What stands for a value that is not there. */
const missingWords: ReadonlySet<string> = new Set(['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'null', 'NULL', '?']);

/** The words for no value, as a message shows them. */
export const missingList = 'an empty cell, NA, N/A, NaN, null or ?';

export const isMissing = (text: string): boolean => missingWords.has(text) || missingWords.has(text.trim());

/** More digits than a float64 holds: an id, whose last digits would be lost. */
const long = /^\s*[+-]?\d{16,}(?:\.0*)?\s*$/;
const infinite = /^[+-]?inf(?:inity)?$/i;
/** A digit other than 0 before the exponent: what writes such a number and is read as 0 lies below what float64 has. */
const notZero = /^[^e]*[1-9]/i;
/** A postal code, an article number: as a number it would lose its zeros. */
const code = /^\s*[+-]?0\d+\s*$/;

/**
 * The number that a text writes, also an infinite one; NaN for every other text, hexadecimal ones included, and for what float64
 * does not hold: whole numbers beyond 2^53, and others that would become 0.
 */
export function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isNaN(number)) return infinite.test(text.trim()) ? (text.includes('-') ? -Infinity : Infinity) : NaN;
  // What JavaScript takes for a number beside decimals: nothing at all, and 0x1f, 0o17, 0b11.
  if (number === 0 && (text.trim() === '' || notZero.test(text))) return NaN;
  if (Number.isInteger(number) && !Number.isSafeInteger(number) && long.test(text)) return NaN;
  return Number.isInteger(number) && /^\s*0[xob]/i.test(text) ? NaN : number;
}

/** The number that a cell is: that of its text, but NaN for codes that begin with 0. */
export function cellNumber(text: string): number {
  const number = numberOf(text);
  return Number.isInteger(number) && code.test(text) ? NaN : number;
}

/** What a cell holds. */
export type CellKind =
  | 'number'
  | 'infinite'
  | 'tiny'
  | 'code'
  | 'boolean'
  | 'date'
  | 'comma'
  | 'either'
  | 'thousands'
  | 'unit'
  | 'quoted'
  | 'long'
  | 'text';

const months = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const patterns: readonly (readonly [CellKind, RegExp])[] = [
  ['long', long],
  ['code', code],
  ['tiny', /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i],
  ['boolean', /^(?:true|false)$/i],
  // 2024-05-31, 2024-05-31T12:00Z, 31/5/24, 31.05.2024, 31 May 2024, May 31, 2024; 12:30
  ['date', /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d.*)?$/],
  ['date', /^\d{1,2}([-/.])\d{1,2}\1\d{2,4}(?:,? \d.*)?$/],
  ['date', new RegExp(String.raw`^\d{1,2}[ -]${months}[ -]\d{2,4}\b|^${months} \d{1,2},? \d{4}\b`, 'i')],
  ['date', /^\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$/],
  // A span of time, as pandas and the reader of Parquet write it.
  ['date', /^-?\d+ days?,? -?\+?\d{1,2}:\d{2}:\d{2}(?:\.\d+)?$/],
  ['thousands', /^[+-]?\d{1,3}(?:(?:,\d{3}){2,}|(?:[ '\u00a0\u202f]\d{3})+|(?:\.\d{3}){2,})(?:[.,]\d+)?$/],
  ['thousands', /^[+-]?\d{1,3}(?:,\d{3}\.|\.\d{3},)\d+$/],
  ['either', /^[+-]?[1-9]\d{0,2},\d{3}$/],
  ['comma', /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i],
  ['unit', /^[$€£¥]\s?[+-]?\d[\d.,]*$|^[+-]?\d[\d.,]*\s?[%$€£¥]$/],
];

/** What a text is told to be also where numbers and texts are told apart. */
const keptKinds: ReadonlySet<CellKind> = new Set(['boolean', 'date', 'long', 'tiny', 'code']);

/**
 * What a cell holds that is not missing.
 *
 * @param typed whether numbers and texts are told apart already, so that a text that writes a number is a text
 */
export function kindOfCell(value: Value, typed: boolean): CellKind {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : 'infinite';
  const text = value.trim();
  const number = cellNumber(text);
  if (!Number.isNaN(number) && typed) return 'quoted';
  if (!Number.isNaN(number)) return Number.isFinite(number) ? 'number' : 'infinite';
  const [kind = 'text'] = patterns.find(([, pattern]) => pattern.test(text)) ?? [];
  return !typed || keptKinds.has(kind) ? kind : 'text';
}

/** True and false, also as texts in any spelling; null for all other values. */
export function booleanOf(value: Value): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return word === 'true' ? true : word === 'false' ? false : null;
}

/** Whether a number writes a day, as 20240531 does. */
export function isDay(number: number): boolean {
  const [year, month, day] = [Math.floor(number / 1e4), Math.floor(number / 100) % 100, number % 100];
  if (!Number.isInteger(number) || year < 1900 || year > 2099 || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
