import {show} from '../../base/arguments.ts';
import {DataError} from '../data-error.ts';
import {numberOf} from '../table/cell-text.ts';
import {checkColumnNames, type ColumnTable, type Row, TableCollector} from '../table/column-table.ts';
import {withFile} from './open-file.ts';
import {textPieces} from './text-pieces.ts';

/** A line is not read beyond this. */
const longestLine = 1 << 26;

/** The lines of text pieces, with their numbers. */
async function* linesOf(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<[line: number, text: string], void> {
  const decoder = new TextDecoder();
  let [rest, line] = ['', 0];
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, {stream: true})).split('\n');
    rest = lines.pop()!;
    for (const text of lines) yield [++line, text];
    if (rest.length > longestLine)
      throw new DataError(
        `${path}: line ${line + 1}: is longer than ${longestLine} letters; expected one JSON object a line`,
      );
  }
  yield [++line, rest];
}

/** The texts of an object, each with the colon that follows a name. */
const strings = /"((?:[^"\\]|\\.)*)"\s*(:)?/g;
/** Texts and numbers; of a line with neither many digits nor a negative exponent no number is looked at. */
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
const inBrackets = '; a list of objects is written without its brackets, one object a line';
/** What json.dumps of Python writes, and JSON has not. */
const notJson = /:\s*(?:NaN|-?Infinity)\b/;

function parseRow(path: string, line: number, text: string): Row {
  const refuse = (problem: string) => new DataError(`${path}: line ${line}: ${problem}`);
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch (error) {
    const list = line === 1 && text.trim().startsWith('[') ? inBrackets : '';
    const none = notJson.test(text) ? '; write null for what is no number' : '';
    throw refuse(`${(error as Error).message}; ${anObject}${list}${none}`);
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw refuse(`found ${show(row)}; ${anObject}${Array.isArray(row) ? inBrackets : ''}`);
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

/** Reads a file with a JSON object a line, plain or packed with gzip; a name that a line lacks has no value there. */
export async function readJsonLines(path: string): Promise<ColumnTable> {
  return await withFile(path, 'a file with a JSON object a line', async (file, size) => {
    const collector = new TableCollector([], true);
    for await (const [line, text] of linesOf(path, textPieces(path, file, size))) {
      if (text.trim() !== '') collector.addObject(parseRow(path, line, text), line);
    }
    const table = collector.finish(path);
    checkColumnNames(path, table.columns);
    return table;
  });
}
