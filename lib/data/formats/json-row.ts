import {show} from '../../base/arguments.ts';
import {DataError} from '../data-error.ts';
import {numberOf} from '../table/cell-text.ts';
import type {Row} from '../table/column-table.ts';

/** The texts of an object, each with the colon that follows a name. */
const strings = /"((?:[^"\\]|\\.)*)"\s*(:)?/g;
/** Texts and numbers; of a text with neither many digits nor a negative exponent no number is looked at. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;
const mayRound = /\d{16}|e-/i;

/** Puts quotes around a number that float64 does not hold: as a text it keeps its digits. */
const quoteRounded = (token: string): string =>
  token.startsWith('"') || !Number.isNaN(numberOf(token)) ? token : `"${token}"`;

/** A name that an object without lists and objects in it has twice, of which JSON.parse keeps the last value; null where none is. */
function nameTwice(text: string, different: number): string | null {
  const written: string[] = [];
  for (const [, name = '', colon] of text.matchAll(strings)) if (colon !== undefined) written.push(name);
  if (written.length === different) return null;
  const names = written.map((name) => JSON.parse(`"${name}"`) as string);
  return names.find((name, index) => names.indexOf(name) !== index)!;
}

const anObject = 'expected a JSON object, such as {"age": 31, "city": "Oslo"}';
/** What json.dumps of Python writes, and JSON has not. */
const notJson = /:\s*(?:NaN|-?Infinity)\b/;

/**
 * A row of a table out of the text of an object.
 *
 * @param place of the object, with its file: 'd.jsonl: line 3'
 * @param ofList what to do where the text is a list, or begins one
 * @throws DataError for what is no object of numbers, texts, true, false and null, and for a name that comes twice
 */
export function parseRow(place: string, text: string, ofList = ''): Row {
  const refuse = (problem: string) => new DataError(`${place}: ${problem}`);
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch (error) {
    const list = text.trim().startsWith('[') ? ofList : '';
    const none = notJson.test(text) ? '; write null for what is no number' : '';
    throw refuse(`${(error as Error).message}; ${anObject}${list}${none}`);
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw refuse(`found ${show(row)}; ${anObject}${Array.isArray(row) ? ofList : ''}`);
  }
  if (mayRound.test(text)) row = JSON.parse(text.replaceAll(tokens, quoteRounded));
  for (const [name, value] of Object.entries(row as object)) {
    if (typeof value !== 'object' || value === null) continue;
    throw refuse(
      `column ${show(name)}: found ${Array.isArray(value) ? 'a list' : 'an object'}; expected a number, a text, true, false or null, so write its parts as columns of their own`,
    );
  }
  const twice = nameTwice(text, Object.keys(row as object).length);
  if (twice === null) return row as Row;
  throw refuse(`column ${show(twice)}: comes twice in one object; expected one value for each name`);
}
