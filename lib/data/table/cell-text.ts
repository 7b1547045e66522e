/** What stands for a value that is not there. */
const missingWords: ReadonlySet<string> = new Set(['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'null', 'NULL', '?']);

/** The words for no value, as a message shows them. */
export const missingList = 'an empty cell, NA, N/A, NaN, null or ?';

export const isMissing = (text: string): boolean => missingWords.has(text) || missingWords.has(text.trim());

/** More digits than a float64 holds: an id, whose last digits would be lost. */
const long = /^\s*[+-]?\d{16,}\s*$/;
const infinite = /^[+-]?inf(?:inity)?$/i;

/** The number that a text writes, also an infinite one; NaN for every other text, hexadecimal and whole ones beyond 2^53 included. */
export function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isNaN(number)) return infinite.test(text.trim()) ? (text.includes('-') ? -Infinity : Infinity) : NaN;
  // What JavaScript takes for a number beside decimals: nothing at all, and 0x1f, 0o17, 0b11.
  if (number === 0 && text.trim() === '') return NaN;
  if (Number.isInteger(number) && !Number.isSafeInteger(number) && long.test(text)) return NaN;
  return Number.isInteger(number) && /^\s*0[xob]/i.test(text) ? NaN : number;
}

/** What a cell holds. */
export type CellKind =
  'number' | 'infinite' | 'boolean' | 'date' | 'comma' | 'thousands' | 'unit' | 'quoted' | 'long' | 'text';

const months = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const patterns: readonly (readonly [CellKind, RegExp])[] = [
  ['long', long],
  ['boolean', /^(?:true|false)$/i],
  // 2024-05-31, 2024-05-31T12:00Z, 31/5/24, 31.05.2024, 31 May 2024, May 31, 2024; 12:30
  ['date', /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d.*)?$/],
  ['date', /^\d{1,2}([-/.])\d{1,2}\1\d{2,4}(?:,? \d.*)?$/],
  ['date', new RegExp(String.raw`^\d{1,2}[ -]${months}[ -]\d{2,4}\b|^${months} \d{1,2},? \d{4}\b`, 'i')],
  ['date', /^\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$/],
  ['thousands', /^[+-]?\d{1,3}(?:(?:,\d{3}){2,}|(?:[ '\u00a0\u202f]\d{3})+|(?:\.\d{3}){2,})(?:[.,]\d+)?$/],
  ['thousands', /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$|^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/],
  ['comma', /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i],
  ['unit', /^[$€£¥]\s?[+-]?\d[\d.,]*$|^[+-]?\d[\d.,]*\s?[%$€£¥]$/],
];

/**
 * What a cell holds that is not missing.
 *
 * @param typed whether numbers and texts are told apart already, so that a text that writes a number is a text
 */
export function kindOfCell(value: string | number, typed: boolean): CellKind {
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : 'infinite';
  const text = value.trim();
  const number = numberOf(text);
  if (!Number.isNaN(number) && typed) return 'quoted';
  if (!Number.isNaN(number)) return Number.isFinite(number) ? 'number' : 'infinite';
  const [kind = 'text'] = patterns.find(([, pattern]) => pattern.test(text)) ?? [];
  return !typed || kind === 'boolean' || kind === 'date' || kind === 'long' ? kind : 'text';
}
