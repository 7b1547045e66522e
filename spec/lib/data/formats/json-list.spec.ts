import {expect} from 'chai';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {DataError} from '../../../../lib/data/data-error.ts';
import {readJsonList} from '../../../../lib/data/formats/json-list.ts';
import {readTable} from '../../../../lib/data/files/index.ts';
import {errorOf, temporaryFolders} from '../support/fake-set.ts';

describe('readJsonList', () => {
  const folder = temporaryFolders();
  const file = (content: string | Uint8Array, name = 'd.json') => {
    const path = join(folder(), name);
    writeFileSync(path, content);
    return path;
  };
  const read = async (content: string) => {
    const {columns, rows, typed} = await readJsonList(file(content));
    expect(typed).to.equal(true);
    return {columns: [...columns], rows: [...rows]};
  };
  const refused = async (content: string, message: RegExp) => {
    const error = await errorOf(readJsonList(file(content)));
    expect(error, content).to.be.instanceOf(DataError);
    expect(error.message).to.match(message);
  };

  it('reads the objects of a list, on one line or on many, with names that come later', async () => {
    const objects = [
      {a: 1, b: 'x, ] } [ { "\\" \\'},
      {b: null, c: true},
      {a: '2', 'd,]': -1.5},
    ];
    const expected = {
      columns: ['a', 'b', 'c', 'd,]'],
      rows: [
        [1, 'x, ] } [ { "\\" \\', null, null],
        [null, null, true, null],
        ['2', null, null, -1.5],
      ],
    };
    for (const content of [JSON.stringify(objects), `\ufeff \n${JSON.stringify(objects, null, 2)}\r\n`])
      expect(await read(content)).to.deep.equal(expected);
    const {rows} = await readTable(file(gzipSync(JSON.stringify(objects)), 'd.json.gz'));
    expect([...rows]).to.deep.equal(expected.rows);
  });

  it('reads objects, letters and escapes that two pieces of a file share', async () => {
    // Pieces have 2^20 bytes.
    for (const before of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      const objects = [{a: 'x'.repeat((1 << 20) - 20 + before)}, {a: '"é\\"', b: 2}, {a: 'é'.repeat(1 << 20)}];
      expect((await read(JSON.stringify(objects))).rows.map(([a]) => a)).to.deep.equal(objects.map(({a}) => a));
    }
  });

  it('keeps the digits of numbers that float64 does not hold', async () => {
    const {rows} = await read('[{"id": 12345678901234567, "tiny": 1e-400}, {"id": 3, "tiny": 0.5}]');
    expect(rows[0]).to.deep.equal(['12345678901234567', '1e-400']);
  });

  it('tells of what is wrong by the number of the object', async () => {
    await refused('[{"a": 1}, {"a": 2, "\\u0061": 3}]', /d\.json: object 2: column "a": comes twice in one object/);
    await refused('[{"a": 1}, {"a": {"b": 2}}]', /d\.json: object 2: column "a": found an object; expected a number/);
    await refused('[{"a": 1}, [1, 2]]', /d\.json: object 2: found \[1,2\]; expected a JSON object[^;]*$/);
    await refused('[{"a": 1}, {"a": NaN}]', /object 2: .*; write null for what is no number$/);
    await refused('[{"a": 1},]', /object 2: .*; expected a JSON object/);
    await refused('[{"a": 1},, {"a": 2}]', /object 2: .*; expected a JSON object/);
    await refused('[{"a": 1} {"a": 2}]', /object 1: .*; expected a JSON object/);
    await refused('[{"a": [1}]', /ends within object 1; is the file cut off\?/);
  });

  it('refuses what is no list of objects, or not one alone', async () => {
    await refused(
      '{"a": 1}\n{"a": 2}\n',
      /d\.json: begins with "\{"; expected a list .*; an object a line is a \.jsonl/,
    );
    await refused('5', /d\.json: begins with "5"; expected a list of objects, such as .*\}\]$/);
    await refused(' \n', /d\.json: is empty; expected a list/);
    await refused('', /d\.json: empty/);
    await refused('[]', /d\.json: there are no columns/);
    await refused('[{"a": 1}, {"a": "b', /d\.json: ends within object 2; is the file cut off\?/);
    await refused('[{"a": 1}]\n[{"a": 2}]', /d\.json: found "\[" behind the end of the list; expected one list alone/);
    await refused('[{"a": 1}}', /d\.json: object 1: found \} too many/);
  });
});
