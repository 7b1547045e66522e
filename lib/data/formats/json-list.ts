import {show} from '../../base/arguments.ts';
import {DataError} from '../data-error.ts';
import {checkColumnNames, type ColumnTable, TableCollector} from '../table/column-table.ts';
import {parseRow} from './json-row.ts';
import {withFile} from './open-file.ts';
import {textPieces} from './text-pieces.ts';

/** An object is not read beyond this. */
const longestObject = 1 << 26;
const aList = 'expected a list of objects, such as [{"age": 31, "city": "Oslo"}, {"age": 54, "city": "Bergen"}]';
const notList: Readonly<Record<string, string>> = {
  '{': '; an object a line is a .jsonl file, and pandas writes a list by df.to_json(path, orient="records")',
};

/** The texts between the commas of a list as they stand, so that names that come twice and numbers too long are still seen. */
async function* itemsOf(path: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const refuse = (problem: string) => new DataError(`${path}: ${problem}`);
  const decoder = new TextDecoder();
  let [item, count, depth, isClosed] = ['', 0, 0, false];
  let [isText, isEscaped] = [false, false];
  for await (const piece of pieces) {
    const text = decoder.decode(piece, {stream: true});
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const mark = text[at]!;
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (mark === '\\') isEscaped = true;
        else if (mark === '"') isText = false;
        continue;
      }
      if (depth === 0) {
        if (mark.trim() === '') continue;
        if (isClosed) throw refuse(`found ${show(mark)} behind the end of the list; expected one list alone`);
        if (mark !== '[') throw refuse(`begins with ${show(mark)}; ${aList}${notList[mark] ?? ''}`);
        [depth, start] = [1, at + 1];
        continue;
      }
      if (mark === '"') isText = true;
      else if (mark === '[' || mark === '{') depth++;
      else if (mark === ']' || mark === '}') depth--;
      if (depth > 1 || (depth === 1 && mark !== ',')) continue;
      isClosed = depth === 0;
      if (isClosed && mark !== ']') throw refuse(`object ${count + 1}: found } too many; ${aList}`);
      item += text.slice(start, at);
      if (count > 0 || !isClosed || item.trim() !== '') yield item;
      [item, start] = ['', at + 1];
      count++;
    }
    if (depth > 0) item += text.slice(start);
    if (item.length > longestObject)
      throw refuse(`object ${count + 1}: is longer than ${longestObject} letters; ${aList}`);
  }
  if (isClosed) return;
  throw refuse(depth === 0 ? `is empty; ${aList}` : `ends within object ${count + 1}; is the file cut off? ${aList}`);
}

/** Reads a file with a list of JSON objects, plain or packed with gzip; a name that an object lacks has no value there. */
export async function readJsonList(path: string): Promise<ColumnTable> {
  return await withFile(path, 'a file with a list of JSON objects', async (file, size) => {
    const collector = new TableCollector([], true);
    for await (const text of itemsOf(path, textPieces(path, file, size)))
      collector.addObject(parseRow(`${path}: object ${collector.count + 1}`, text));
    const table = collector.finish(path, 'object');
    checkColumnNames(path, table.columns);
    return table;
  });
}
