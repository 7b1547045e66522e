import {expect} from 'chai';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DataError} from '../../../../lib/data/data-error.ts';
import {readJsonLines} from '../../../../lib/data/formats/json-lines.ts';
import {errorOf, temporaryFolders} from '../support/fake-set.ts';

describe('readJsonLines', () => {
  const folder = temporaryFolders();
  const file = (content: string) => {
    const path = join(folder(), 'd.jsonl');
    writeFileSync(path, content);
    return path;
  };
  const read = async (content: string) => {
    const {columns, rows, lines, typed} = await readJsonLines(file(content));
    expect(typed).to.equal(true);
    return {columns: [...columns], rows: [...rows], lines: Array.from(lines!)};
  };
  const refused = async (content: string, message: RegExp) => {
    const error = await errorOf(readJsonLines(file(content)));
    expect(error).to.be.instanceOf(DataError);
    expect(error.message).to.match(message);
  };

  it('reads an object a line, whatever their breaks and empty lines, with names that come later', async () => {
    const content = '\ufeff{"a": 1, "b": "x"}\r\n\n  \n{"b": null, "c": true}\n{"a": "2"}';
    expect(await read(content)).to.deep.equal({
      columns: ['a', 'b', 'c'],
      rows: [
        [1, 'x', null],
        [null, null, true],
        ['2', null, null],
      ],
      lines: [1, 4, 5],
    });
  });

  it('keeps texts, and the digits of numbers that float64 does not hold', async () => {
    const wide =
      '{"id": 12345678901234567, "other": -12345678901234561e0, "tiny": 1e-400, "near": 9007199254740991, "small": 2.5e-3}';
    expect((await read(wide)).rows).to.deep.equal([
      ['12345678901234567', Number('-12345678901234561'), '1e-400', 9007199254740991, 0.0025],
    ]);
    const texts = '{"t": "12345678901234567", "q": "a \\"1e-400\\" b", "12345678901234567": 1234567890123456789}';
    expect((await read(texts)).rows).to.deep.equal([['12345678901234567', 'a "1e-400" b', '1234567890123456789']]);
    expect((await read('{"a": 0.12345678901234567, "b": 0e-5}')).rows).to.deep.equal([
      [Number('0.12345678901234567'), 0],
    ]);
  });

  it('keeps the digits of a number alone in its line, and letters that two pieces of a file share', async () => {
    expect((await read('{"a":12345678901234567}\n{"a":1.25e-400}')).rows).to.deep.equal([
      ['12345678901234567'],
      ['1.25e-400'],
    ]);
    // Pieces have 2^20 bytes, of which the letters of two begin at odd places.
    const long = 'é'.repeat(1 << 20);
    expect((await read(`{"a":"x${long}"}`)).rows[0]).to.deep.equal([`x${long}`]);
    expect((await read(`{"a": "${long}"}`)).rows[0]).to.deep.equal([long]);
  });

  it('refuses a name that comes twice, however it is written, and no value that looks like one', async () => {
    await refused(
      '{"b": 1, "a": 2, "\\u0061": 3}\n',
      /d\.jsonl: line 1: column "a": comes twice in one object; expected one value for each name$/,
    );
    expect((await read('{"a": "\\"a\\": 1", "b" : "b", "c": "x:"}')).rows).to.deep.equal([['"a": 1', 'b', 'x:']]);
  });

  it('refuses lists, objects and other values', async () => {
    await refused('{"a": [1]}\n', /line 1: column "a": found a list; expected a number, a text, true, false or null/);
    await refused('{"a": 1}\n{"a": null, "b": {}}\n', /line 2: column "b": found an object; expected a number/);
    await refused('null\n', /line 1: found null; expected a JSON object, such as \{[^}]*\}$/);
    await refused('"x"\n', /line 1: found "x"; expected a JSON object, such as \{[^}]*\}$/);
    await refused('{}\n', /d\.jsonl: there are no columns/);
    await refused('\n{"a": 1}\n[\n', /line 3: .*; expected a JSON object, such as \{[^}]*\}$/);
  });
});
