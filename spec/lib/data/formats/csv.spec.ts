import {expect} from 'chai';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DataError} from '../../../../lib/data/data-error.ts';
import {readCsv} from '../../../../lib/data/formats/csv.ts';
import {errorOf, temporaryFolders} from '../support/fake-set.ts';

describe('readCsv', () => {
  const folder = temporaryFolders();
  const file = (content: string | Uint8Array) => {
    const path = join(folder(), 'd.csv');
    writeFileSync(path, content);
    return path;
  };
  const read = async (content: string, separator: string | null = null) => {
    const {columns, rows, lines} = await readCsv(file(content), separator);
    return {columns: [...columns], rows: [...rows], lines: Array.from(lines!)};
  };
  const refused = async (content: string, message: RegExp) => {
    const error = await errorOf(readCsv(file(content), null));
    expect(error).to.be.instanceOf(DataError);
    expect(error.message).to.match(message);
  };

  // The rules of RFC 4180, section 2, by their numbers.
  it('reads lines with a break at the end of each or not (1, 2), cells with spaces (4) and in quotes (5)', async () => {
    for (const content of ['aaa,bbb\r\nzzz,yyy\r\n', 'aaa,bbb\r\nzzz,yyy', '"aaa","bbb"\r\nzzz,"yyy"'])
      expect(await read(content)).to.deep.equal({columns: ['aaa', 'bbb'], rows: [['zzz', 'yyy']], lines: [2]});
    expect((await read('a,b\n p q ,r\n')).rows).to.deep.equal([[' p q ', 'r']]);
  });

  it('reads breaks, separators (6) and quotes written twice (7) within quotes', async () => {
    expect((await read('aaa,bbb\r\n"b\r\nb,b","c""c"\r\n')).rows).to.deep.equal([['b\r\nb,b', 'c"c']]);
  });

  it('takes the separator that the header has most of outside quotes, or the one that it is told', async () => {
    for (const separator of [',', ';', '\t', '|']) {
      const found = await read(`a${separator}"b,;,;|"${separator}c\n1${separator}2${separator}3\n`);
      expect([found.columns, found.rows]).to.deep.equal([['a', 'b,;,;|', 'c'], [[1, 2, 3]]]);
    }
    expect((await read('a;b;c,d\n1;2;3\n')).columns).to.deep.equal(['a', 'b', 'c,d']);
    expect((await read('a;b,c\n1;2,3\n')).columns).to.deep.equal(['a;b', 'c']);
    expect((await read('a,b\tc\n1,2\t3\n', '\t')).columns).to.deep.equal(['a,b', 'c']);
  });

  it('tells the separator by the first line that has anything in it', async () => {
    expect((await read('\n  \n\r\na;b\n1;2\n')).columns).to.deep.equal(['a', 'b']);
    expect((await read('a;b\r1;2\r')).rows).to.deep.equal([[1, 2]]);
  });

  it('takes the separator of a first line sep=, which is no part of the table and counts as a line', async () => {
    const expected = {columns: ['a', 'b'], rows: [[1, 'x,y']], lines: [3]};
    for (const first of ['sep=;', 'SEP=;', '"sep=;"', 'sep=; ', '\ufeffsep=;'])
      expect(await read(`${first}\na;b\n1;x,y\n`), first).to.deep.equal(expected);
  });

  it('takes a first line that is like sep= for a header', async () => {
    expect((await read('sep=;x\n1;2\n')).columns).to.deep.equal(['sep=', 'x']);
    await refused('a sep=;\n1;2\n', /line 1: column 2 has no name/);
  });

  it('numbers rows by the lines that they begin in', async () => {
    const content = 'a,b\n1,x\n\n"2",y\n"p\nq","r\r\ns"\n3,z\n';
    expect((await read(content)).lines).to.deep.equal([2, 4, 5, 8]);
    expect((await read('"a\r\nb","c\r\nd"\r\n1,2\r\n"3\r\n",4\r\n5,6\r\n')).lines).to.deep.equal([4, 5, 7]);
  });

  it('passes over empty lines, but not over empty cells of one column', async () => {
    expect((await read('a,b\n\n   \n1,2\n')).rows).to.deep.equal([[1, 2]]);
    expect((await read('a\n1\n" "\n2\n')).rows).to.deep.equal([[1], [null], [2]]);
  });

  it('takes spaces from around names, and a mark of the order of bytes from the first', async () => {
    expect((await read('\ufeff a , b\n1,2\n')).columns).to.deep.equal(['a', 'b']);
  });

  it('takes points for decimal but between semicolons', async () => {
    expect((await read('a,b\n1.100,x\n2.000,y\n')).rows).to.deep.equal([
      [1.1, 'x'],
      [2, 'y'],
    ]);
    expect((await read('a;b\n1.100;x\n2.000;y\n')).rows).to.deep.equal([
      ['1.100', 'x'],
      ['2.000', 'y'],
    ]);
  });

  it('refuses a first line of numbers, showing how a header looks', async () => {
    await refused(
      '1,2,3,4,5,6,7\n',
      /d\.csv: line 1: has no header line: .*, found "1"; write a first line such as column1,column2,column3,column4,column5$/,
    );
    await refused('a,2\n', /found "2"; write a first line such as column1,column2$/);
  });

  it('refuses quotes that do not fit, with the line', async () => {
    await refused('a,b\n1,2\n3,x"y\n', /d\.csv: line 3: a quote stands within a cell; put the whole cell in quotes/);
    await refused('a,b\n"p\r\nq","r\r\ns"\n3,"x"y\n', /d\.csv: line 5: text follows the quote that closes a cell/);
    await refused(
      'a,b\n1,2\n"3,4\n5,6\n',
      /d\.csv: line 3: a quote opens here or in the lines below and is never closed/,
    );
  });

  it('refuses a row of another length, naming the separator', async () => {
    await refused('a|b\n1\n', /line 2: there is 1 cell, "1"; expected 2, .*\("a", "b"\), with a bar between them/);
    await refused('a\tb\n1\t2\t3\n', /line 2: there are 3 cells; .* with a tab between them/);
    await refused('a;b\n1;2;3\n', /with a semicolon between them/);
  });
});
