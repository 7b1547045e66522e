import {DataError} from '../data-error.ts';
import {checkColumnNames, type ColumnTable, TableCollector} from '../table/column-table.ts';
import {parseRow} from './json-row.ts';
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

const ofList = '; a list of objects is written without its brackets, one object a line, or with them into a .json file';

/** Reads a file with a JSON object a line, plain or packed with gzip; a name that a line lacks has no value there. */
export async function readJsonLines(path: string): Promise<ColumnTable> {
  return await withFile(path, 'a file with a JSON object a line', async (file, size) => {
    const collector = new TableCollector([], true);
    for await (const [line, text] of linesOf(path, textPieces(path, file, size))) {
      if (text.trim() !== '')
        collector.addObject(parseRow(`${path}: line ${line}`, text, line === 1 ? ofList : ''), line);
    }
    const table = collector.finish(path);
    checkColumnNames(path, table.columns);
    return table;
  });
}
