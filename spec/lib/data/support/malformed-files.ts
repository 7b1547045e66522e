import {gzipSync} from 'node:zlib';
import {parquetWriteBuffer} from 'hyparquet-writer';
import type {LoadDataOptions} from '../../../../lib/data/files/load-options.ts';
import {noise} from './fake-set.ts';
import {floats, longs, npy, png, resized, zip} from './own-files.ts';

/** Files by their paths, the one to read, options, and what the message must say. */
export type BadFile = readonly [
  name: string,
  files: Readonly<Record<string, Uint8Array | string>>,
  options: LoadDataOptions,
  ...messages: RegExp[],
];

const rows = (count: number, row: (i: number) => string): string =>
  Array.from({length: count}, (_, i) => row(i)).join('\n');
const good = `size,kind\n${rows(12, (i) => `${i * 1.5},${i % 2 ? 'a' : 'b'}`)}\n`;
const withLine = (line: string) => `${good}${line}\n`;
const kind = {target: 'kind'};
const grey = (count: number, start: number) => png(4, 3, noise(12, start + count));
const folder = (...more: readonly (readonly [string, Uint8Array | string])[]): Record<string, Uint8Array | string> => ({
  'set/cat/1.png': grey(1, 1),
  'set/cat/2.png': grey(2, 1),
  'set/dog/1.png': grey(3, 1),
  'set/dog/2.png': grey(4, 1),
  ...Object.fromEntries(more),
});
const parquet = Buffer.from(
  parquetWriteBuffer({
    columnData: [
      {name: 'size', data: [1.5, 2.5, 3.5, 4.5], type: 'DOUBLE'},
      {name: 'kind', data: ['a', 'b', 'a', 'b'], type: 'STRING'},
    ],
  }),
);
const four = npy('<f4', [4, 1], floats(1, 2, 3, 4));
const labels = npy('<i8', [4], longs(0, 1, 0, 1));
const archive = (x: Uint8Array, y: Uint8Array = labels) => ({'d.npz': zip({'x.npy': x, 'y.npy': y})});

const tables: BadFile[] = [
  ['no file', {}, {...kind}, /d\.csv: does not exist; expected a file of data or a folder/],
  ['an empty file', {'d.csv': ''}, kind, /d\.csv: empty \(0 bytes\); expected a table of text/],
  ['empty lines only', {'d.csv': '\n\n \n'}, kind, /d\.csv: holds empty lines only; expected a header and rows/],
  ['a header only', {'d.csv': 'size,kind\n'}, kind, /there are no rows under the header/],
  [
    'no header',
    {'d.csv': '5.1,3.5,setosa\n4.9,3,setosa\n'},
    kind,
    /line 1: has no header line: .*found "5\.1"; write a first line such as column1,column2,column3/,
  ],
  [
    'a short row',
    {'d.csv': withLine('3')},
    kind,
    /line 14: there is 1 cell, "3"; expected 2, as many as the header has \("size", "kind"\), with a comma/,
  ],
  ['a long row', {'d.csv': withLine('3,a,b')}, kind, /line 14: there are 3 cells; expected 2/],
  ['a ragged row below one of two lines', {'d.csv': 'size,kind\n1,"a\nb"\n2\n'}, kind, /line 4: there is 1 cell/],
  [
    'a quote that is not closed',
    {'d.csv': withLine('3,"a')},
    kind,
    /line 14: a quote opens here or in the lines below and is never closed/,
  ],
  [
    'a quote within a cell',
    {'d.csv': withLine('3,a"b')},
    kind,
    /line 14: a quote stands within a cell; put the whole cell in quotes/,
  ],
  ['text after a quote', {'d.csv': withLine('3,"a"b')}, kind, /line 14: text follows the quote that closes a cell/],
  [
    'an infinite number',
    {'d.csv': withLine('-inf,a')},
    kind,
    /line 14, column "size": "-inf" is infinite, or too large for a number; write a finite number/,
  ],
  ['a number too large', {'d.csv': withLine('1e999,a')}, kind, /line 14, column "size": "1e999" is infinite/],
  [
    'a text among numbers',
    {'d.csv': withLine('many,a')},
    kind,
    /line 14, column "size": found "many" in a column that has numbers too; correct it, write an empty cell, .*--categories size.*--ignore size/,
  ],
  ['a hexadecimal number', {'d.csv': withLine('0x1f,a')}, kind, /line 14, column "size": found "0x1f"/],
  [
    'a decimal comma',
    {'d.csv': 'size;kind\n1,5;a\n2,5;b\n1,5;a\n2,5;b\n'},
    kind,
    /line 2, column "size": "1,5" has a decimal comma; write numbers with a point/,
  ],
  [
    'a comma that may be either',
    {'d.csv': withLine('"1,100",a')},
    kind,
    /line 14, column "size": "1,100" has a comma, which may be that of decimals or of thousands; write it with a point, or without/,
  ],
  [
    'points that may be either',
    {'d.csv': 'size;kind\n1.100;a\n12.345;b\n950;a\n2.000;b\n'},
    kind,
    /line 2, column "size": "1\.100", as all numbers .*; write 1100 for thousands, or put commas between the cells/,
  ],
  [
    'a thousand points that may be either',
    {'d.csv': `size;kind\n${rows(1500, (i) => `${(1 + i / 250).toFixed(3)};${i % 2 ? 'a' : 'b'}`)}\n`},
    kind,
    /line 2, column "size": "1\.000", as all numbers/,
  ],
  [
    'codes that begin with 0',
    {'d.csv': `zip,kind\n${rows(12, (i) => `${i % 3 ? '' : '0'}123${i % 5},${i % 2}`)}\n`},
    kind,
    /line 2, column "zip": "01230" begins with 0, as codes do .*--categories zip.*--ignore zip/,
  ],
  [
    'a code among a thousand numbers',
    {'d.csv': `zip,kind\n${rows(1500, (i) => `${9000 + i * 3},${i % 2}`)}\n01234,1\n`},
    kind,
    /line 1502, column "zip": "01234" begins with 0.*--categories zip.*--ignore zip/,
  ],
  [
    'codes in JSON',
    {'d.jsonl': rows(4, (i) => `{"zip": "0123${i % 2}", "kind": ${i % 2}}`)},
    kind,
    /line 1, column "zip": "01230" begins with 0, .*--categories zip/,
  ],
  [
    'numbers that would become 0',
    {'d.csv': withLine('1e-400,a')},
    kind,
    /line 14, column "size": "1e-400" is too near 0 for a number, and would become 0/,
  ],
  [
    'days as whole numbers',
    {'d.csv': 'day,kind\n20240510,a\n20240601,b\n20231224,a\n20240601,b\n'},
    kind,
    /line 2, column "day": 20240510 is a date or time, .*--ignore day/,
  ],
  [
    'a day for each of a thousand rows',
    {
      'd.csv': `day,kind\n${rows(1500, (i) => `${new Date(i * 864e5).toISOString().slice(0, 10).replaceAll('-', '')},${i % 2}`)}\n`,
    },
    kind,
    /line 2, column "day": 19700101 is a date or time/,
  ],
  [
    'numbers nearer together than their mean can tell',
    {'d.csv': 'size,kind\n1000000000.0000001,a\n1000000000,b\n1000000000,a\n1000000000.0000001,b\n'},
    {...kind, testFraction: 0.5},
    /column "size": its numbers lie between 1000000000 and 1000000000\.0000001, so near together .*; subtract 1000000000 from each/,
  ],
  [
    'numbers at the end of float64',
    {'d.csv': 'size,kind\n1e-320,a\n2e-320,b\n1e-320,a\n2e-320,b\n'},
    {...kind, testFraction: 0.5},
    /column "size": its numbers lie between .* too near 0 to be told apart; multiply them/,
  ],
  [
    'a number that float32 has not once it is standardised',
    {'d.csv': good, 't.csv': 'size,kind\n1,a\n1e200,b\n'},
    {...kind, test: 't.csv'},
    /t\.csv: line 3, column "size": 1e\+200 is so far from the others \(mean .*, deviation .*\) that it is infinite/,
  ],
  [
    'a target that float32 has not once it is standardised',
    {'d.csv': `size,price\n${rows(12, (i) => `${i % 5},${i * 1.5}`)}\n`, 't.csv': 'size,price\n1,-1e300\n'},
    {target: 'price', test: 't.csv'},
    /t\.csv: line 2, column "price": -1e\+300 is so far from the others/,
  ],
  [
    'an empty category that the training part has not',
    {
      'd.csv': `c,kind\n${rows(12, (i) => `${i % 3 ? 'r' : 'missing'},${i % 2 ? 'a' : 'b'}`)}\n`,
      't.csv': 'c,kind\nr,a\n,b\n',
    },
    {...kind, test: 't.csv', missing: 'mean'},
    /t\.csv: line 3, column "c": there is no value, and no row of the training table lacks one there/,
  ],
  [
    'a category called as the one without values is',
    {
      'd.csv': `c,kind\n${rows(12, (i) => `${i % 3 ? 'r' : ''},${i % 2 ? 'a' : 'b'}`)}\n`,
      't.csv': 'c,kind\nr,a\nmissing,b\n',
    },
    {...kind, test: 't.csv', missing: 'mean'},
    /t\.csv: line 3, column "c": "missing" is not among those/,
  ],
  [
    'both of these in one column',
    {'d.csv': `c,kind\n${rows(12, (i) => `${['r', 'missing', ''][i % 3]},${i % 2 ? 'a' : 'b'}`)}\n`},
    {...kind, missing: 'mean'},
    /line 4, column "c": there is no value, and line 3 has "missing", which is the name of the category without values; write another word/,
  ],
  [
    'separators of thousands',
    {'d.csv': withLine('"1,234,567",a')},
    kind,
    /line 14, column "size": "1,234,567" has separators of thousands/,
  ],
  ['units', {'d.csv': withLine('5%,a')}, kind, /line 14, column "size": "5%" has a unit; write the number alone/],
  [
    'an id of too many digits',
    {'d.csv': withLine('1234567890123456789,a')},
    kind,
    /line 14, column "size": "1234567890123456789" is a whole number beyond 2\^53/,
  ],
  [
    'a missing value',
    {'d.csv': withLine(',a')},
    kind,
    /line 14, column "size": there is no value \(1 such cell in all\); .*missing: 'mean'.*missing: 'drop'/,
  ],
  [
    'a missing target',
    {'d.csv': withLine('3,NA')},
    {...kind, missing: 'mean'},
    /line 14, column "kind": there is no value .*a target cannot be made up.*--missing drop/,
  ],
  [
    'only rows that lack a value',
    {'d.csv': 'a,b,kind\n,1,x\n1,,y\n'},
    {...kind, missing: 'drop'},
    /every one of the 2 rows lacks a value/,
  ],
  [
    'an empty column',
    {'d.csv': 'a,b,kind\n1,,x\n2,,y\n3,?,x\n4,,y\n'},
    kind,
    /column "b": no row has a value; .*--ignore b/,
  ],
  [
    'dates',
    {'d.csv': 'day,kind\n2024-05-31,a\n2024-06-01,b\n2024-06-02,a\n2024-06-03,b\n'},
    kind,
    /line 2, column "day": "2024-05-31" is a date or time, .*--ignore day.*day of the year/,
  ],
  [
    'dates by the day',
    {'d.csv': 'day,kind\n31/5/2024,a\n1/6/2024,b\n2/6/2024,a\n3/6/2024,b\n'},
    kind,
    /column "day": "31\/5\/2024" is a date/,
  ],
  [
    'an id of texts',
    {'d.csv': `id,size,kind\n${rows(9, (i) => `p${i},${i},${i % 2}`)}\n`},
    kind,
    /column "id": 9 different texts in 9 rows, as of a name or an id, .*--ignore id/,
  ],
  [
    'too many categories',
    {'d.csv': `id,size,kind\n${rows(3000, (i) => `p${i % 1500},${i},${i % 2}`)}\n`},
    kind,
    /column "id": more than 1000 different texts are no categories/,
  ],
  [
    'one class',
    {'d.csv': 'size,kind\n1,a\n2,a\n'},
    kind,
    /column "kind": all 2 rows have the class "a"; expected at least two classes/,
  ],
  [
    'a class of one row',
    {'d.csv': withLine('3,c')},
    kind,
    /column "kind": the class "c" has one row only; expected at least two of each class/,
  ],
  [
    'whole numbers of unclear meaning',
    {'d.csv': `size,age\n${rows(90, (i) => `${i * 0.5},${20 + (i % 30)}`)}\n`},
    {target: 'age'},
    /column "age": the target has 30 different whole numbers, which may be classes or amounts; say which with task/,
  ],
  [
    'texts for a regression',
    {'d.csv': good},
    {...kind, task: 'regression'},
    /column "kind": the target is texts, such as "b"; expected numbers for task 'regression'/,
  ],
  [
    'a constant target',
    {'d.csv': 'size,price\n1,2.5\n2,2.5\n3,2.5\n'},
    {target: 'price'},
    /column "price": every row to train with has the target 2\.5/,
  ],
  [
    'constant inputs',
    {'d.csv': 'size,kind\n1,a\n1,b\n1,a\n1,b\n'},
    kind,
    /every column beside the target has one value only/,
  ],
  ['no inputs', {'d.csv': 'kind\na\nb\na\nb\n'}, kind, /there is no column beside the target "kind"/],
  [
    'no target named',
    {'d.csv': good},
    {},
    /needs the column to predict; give target \(--target\), one of "size", "kind"/,
  ],
  [
    'a target that is not there',
    {'d.csv': good},
    {target: 'knid'},
    /there is no column "knid", the target; did you mean "kind"\?; the columns are "size", "kind"/,
  ],
  [
    'a column to ignore that is not there',
    {'d.csv': good},
    {...kind, ignore: ['siz']},
    /there is no column "siz", the one to ignore; did you mean "size"\?/,
  ],
  [
    'columns of one name',
    {'d.csv': 'size,kind,size\n1,a,2\n'},
    kind,
    /line 1: columns 1 and 3 are both called "size"; rename one/,
  ],
  [
    'a column without a name',
    {'d.csv': ',size,kind\n0,1,a\n'},
    kind,
    /line 1: column 1 has no name; .*to_csv\(\.\.\., index=False\)/,
  ],
  [
    'binary content',
    {'d.csv': Buffer.concat([Buffer.from(good), Buffer.of(0, 1, 2)])},
    kind,
    /line 14: there are a byte 0, as binary files have; expected text/,
  ],
  [
    'another encoding',
    {'d.csv': Buffer.concat([Buffer.from(good), Buffer.from('3,caf\u00e9\n', 'latin1')])},
    kind,
    /line 14: there are bytes that are no UTF-8; expected text, so save it as UTF-8/,
  ],
  ['UTF-16', {'d.csv': Buffer.from(`\ufeff${good}`, 'utf16le')}, kind, /is text in UTF-16; .*CSV UTF-8/],
  ['a web page', {'d.csv': '<!doctype html><html></html>'}, kind, /what looks like a web page/],
  [
    'damaged gzip',
    {'d.csv.gz': gzipSync(good).subarray(0, 40)},
    kind,
    /d\.csv\.gz: truncated: its gzip stream ends early/,
  ],
  [
    'a bomb of gzip',
    {'d.csv.gz': gzipSync(Buffer.alloc(1 << 27, 'a,b\n'))},
    kind,
    /d\.csv\.gz: oversized: its \d+ bytes unpack to 134217728 or more/,
  ],
  ['another ending', {'d.xlsx': good}, kind, /its ending names no kind of data; expected \.csv, \.tsv/],
  [
    'too few rows',
    {'d.csv': 'size,kind\n1,a\n2,b\n3,a\n4,b\n'},
    {...kind, testFraction: 0.1},
    /4 rows leave none to test with at testFraction 0\.1/,
  ],
  [
    'a test file with another column',
    {'d.csv': good, 't.csv': 'size,kind,colour\n1,a,red\n'},
    {...kind, test: 't.csv'},
    /t\.csv: has a column "colour" that .*d\.csv has not/,
  ],
  [
    'a test file without a column',
    {'d.csv': good, 't.csv': 'kind\na\n'},
    {...kind, test: 't.csv'},
    /t\.csv: there is no column "size", the one of .*d\.csv/,
  ],
  [
    'a test file with another class',
    {'d.csv': good, 't.csv': 'size,kind\n1,a\n2,z\n'},
    {...kind, test: 't.csv'},
    /t\.csv: line 3, column "kind": "z" is not among those that the training table has: "a", "b"/,
  ],
  [
    'a test file with another category',
    {
      'd.csv': `c,kind\n${rows(12, (i) => `${i % 3 ? 'r' : 's'},${i % 2 ? 'a' : 'b'}`)}\n`,
      't.csv': 'c,kind\nr,a\nq,b\n',
    },
    {...kind, test: 't.csv'},
    /t\.csv: line 3, column "c": "q" is not among those that the training table has: "r", "s"/,
  ],
  [
    'a test file with texts for numbers',
    {'d.csv': good, 't.csv': 'size,kind\nlarge,a\n'},
    {...kind, test: 't.csv'},
    /t\.csv: line 2, column "size": found "large"; expected a number/,
  ],
  [
    'JSON with a number beyond 2^53',
    {'d.jsonl': `{"size": 1, "kind": "a"}\n{ "size" :\t-12345678901234561 , "kind": "12345678901234561"}\n`},
    kind,
    /line 2, column "size": "-12345678901234561" is a whole number beyond 2\^53/,
  ],
  [
    'JSON with a number that would become 0',
    {'d.jsonl': '{"size": 1e-400, "kind": "a"}\n{"size": 2, "kind": "b"}\n'},
    kind,
    /line 1, column "size": "1e-400" is too near 0/,
  ],
  [
    'a name twice in an object of JSON',
    {'d.jsonl': '{"size": 1, "kind": "a"}\n{"size": 2, "kind": "b", "s\\u0069ze": 3}\n'},
    kind,
    /d\.jsonl: line 2: column "size": comes twice in one object; expected one value/,
  ],
  [
    'JSON that is none',
    {'d.jsonl': '{"size": 1, "kind": "a"}\n{"size": 2,\n'},
    kind,
    /d\.jsonl: line 2: .*; expected a JSON object/,
  ],
  ['a JSON list', {'d.jsonl': '[{"size": 1}]\n'}, kind, /d\.jsonl: line 1: found \[.*\]; expected a JSON object/],
  [
    'nested JSON',
    {'d.jsonl': '{"size": [1, 2], "kind": "a"}\n'},
    kind,
    /d\.jsonl: line 1: column "size": found a list; expected a number/,
  ],
  [
    'numbers as JSON texts',
    {'d.jsonl': '{"size": "1", "kind": "a"}\n{"size": "2", "kind": "b"}\n'},
    kind,
    /line 1, column "size": "1" is a number written as a text; write numbers without quotes.*--categories size/,
  ],
  [
    'Parquet that is none',
    {'d.parquet': good},
    kind,
    /d\.parquet: not a Parquet file: expected PAR1 at its start, found "size"/,
  ],
  [
    'truncated Parquet',
    {'d.parquet': parquet.subarray(0, -20)},
    kind,
    /d\.parquet: damaged Parquet file: .*; write it again/,
  ],
  [
    'damaged Parquet',
    {'d.parquet': Buffer.concat([parquet.subarray(0, 4), noise(40), parquet.subarray(44)])},
    kind,
    /d\.parquet: damaged Parquet file: /,
  ],
];

const doubles = (...numbers: number[]) => new Uint8Array(Float64Array.from(numbers).buffer);

const arrays: BadFile[] = [
  [
    'whole numbers that float32 has not',
    archive(npy('<i8', [2, 2], longs(16777216, 1, -16777217, 2)), npy('<i8', [2], longs(0, 1))),
    {},
    /d\.npz: x\[1, 0\] is -16777217, which float32, .*, takes for -16777216; subtract an offset .*or scale them/,
  ],
  [
    'such numbers as float64',
    archive(npy('<f8', [4], doubles(0.1, 2, 16777217, 3))),
    {},
    /d\.npz: x\[2\] is 16777217, which float32/,
  ],
  [
    'a target that float32 has not once it is standardised, of a test file',
    {
      ...archive(four, npy('<f8', [4, 2], doubles(1, 5, 2, 6, 3, 7, 4, 8))),
      't.npz': zip({'x.npy': four, 'y.npy': npy('<f8', [4, 2], doubles(1, 5, 2, 6, 3, 1e200, 4, 8))}),
    },
    {test: 't.npz'},
    /t\.npz: y\[2, 1\] is 1e\+200, so far from the others/,
  ],
  [
    'a constant target',
    archive(four, npy('<f8', [4], doubles(0.1, 0.1, 0.1, 0.1))),
    {testFraction: 0.5},
    /the target is 0\.1 in every example to train with/,
  ],
  ...(
    [
      ['x_train', 'y_train', 'x_test'],
      ['x', 'y', 'y_test'],
      ['x', 'y', 'x_train', 'y_train'],
      ['x', 'y', 'x_val', 'y_val'],
      ['x', 'X', 'y'],
      ['x'],
    ] as const
  ).map((names): BadFile => [
    `the arrays ${names.join(', ')}`,
    {'d.npz': zip(Object.fromEntries(names.map((name) => [`${name}.npy`, /^x/i.test(name) ? four : labels])))},
    {},
    new RegExp(`d\\.npz: has the arrays ${names.join(', ')}; expected x and y, or x_train and y_train`),
  ]),
  [
    'an array that is none',
    {'d.npz': zip({'x.npy': Buffer.from('hello world'), 'y.npy': labels})},
    {},
    /d\.npz: x: not a NumPy array: .*begins with "hello "/,
  ],
  [
    'objects',
    archive(npy('|O', [4, 1], new Uint8Array(32))),
    {},
    /d\.npz: x: holds Python objects; expected booleans, whole numbers or floats/,
  ],
  [
    'texts as classes',
    archive(four, npy('<U3', [4], new Uint8Array(48))),
    {},
    /d\.npz: y: holds texts; .*np\.unique\(y, return_inverse=True\)/,
  ],
  ['structures', archive(npy("[('a', '<f4')]", [4], floats(1, 2, 3, 4))), {}, /d\.npz: x: holds structures/],
  ['complex numbers', archive(npy('<c8', [4], new Uint8Array(32))), {}, /d\.npz: x: holds complex numbers/],
  [
    'a truncated array',
    archive(four.subarray(0, -4)),
    {},
    /d\.npz: x: truncated: 12 bytes follow its header, which promises 16 \(4 x 1, float32\)/,
  ],
  [
    'a header that promises a terabyte',
    archive(npy('<f4', [1e6, 1e6], floats(1))),
    {},
    /d\.npz: x: truncated: 4 bytes follow its header, which promises 4000000000000/,
  ],
  [
    'unequal lengths',
    archive(npy('<f4', [3, 1], floats(1, 2, 3))),
    {},
    /d\.npz: x is 3 x 1 \(float32\) and .*d\.npz: y is 4 \(int64\); expected as many examples in both/,
  ],
  [
    'NaN',
    archive(npy('<f4', [4, 1], floats(1, 2, NaN, 4))),
    {},
    /d\.npz: x\[2, 0\] is NaN; expected finite numbers; .*nan_to_num/,
  ],
  [
    'a number beyond float32',
    archive(npy('<f8', [4], new Uint8Array(Float64Array.of(1, 2, 3, 1e300).buffer))),
    {},
    /d\.npz: x\[3\] is Infinity; expected finite numbers of float32/,
  ],
  [
    'whole numbers beyond 2^53',
    archive(four, npy('<i8', [4], longs(0, 1, 2n ** 60n, 1))),
    {},
    /d\.npz: y: number 2 is 1152921504606847000; expected whole numbers below 2\^53/,
  ],
  [
    'one class of numbers',
    archive(four, npy('<i8', [4], longs(1, 1, 1, 1))),
    {},
    /all examples have the class 1; expected at least two classes/,
  ],
  [
    'rows that are not one-hot',
    archive(four, npy('<i8', [4, 2], longs(1, 0, 1, 1, 0, 1, 0, 1))),
    {},
    /d\.npz: y: is 4 x 2 \(int64\), and not every row has one 1 and zeros/,
  ],
  [
    'amounts as whole numbers',
    archive(four, npy('<i8', [4], longs(120, 250, 310, 90))),
    {},
    /d\.npz: y: has 4 different whole numbers in 4 examples, which may be amounts; say which with task/,
  ],
  [
    'other names',
    {'d.npz': zip({'images.npy': four, 'labels.npy': labels})},
    {},
    /d\.npz: has the arrays images, labels; expected x and y, or x_train/,
  ],
  [
    'an archive that ends early',
    {'d.npz': zip({'x.npy': four, 'y.npy': labels}).subarray(0, -30)},
    {},
    /d\.npz: damaged zip archive: it has no directory/,
  ],
  [
    'a wrong checksum',
    {'d.npz': zip({'x.npy': four, 'y.npy': labels}, {lies: {'x.npy': {crc: 7}}})},
    {},
    /d\.npz: damaged zip archive: the checksum of x\.npy does not match/,
  ],
  [
    'a zip bomb',
    {'d.npz': zip({'x.npy': Buffer.alloc(1 << 26), 'y.npy': labels}, {packed: true, lies: {'x.npy': {size: 1000}}})},
    {},
    /d\.npz: damaged zip archive: x\.npy unpacks to more than the 1000 bytes/,
  ],
  [
    'a directory that promises too much',
    {'d.npz': zip({'x.npy': four, 'y.npy': labels}, {packed: true, lies: {'x.npy': {size: 4e9}}})},
    {},
    /d\.npz: x\.npy: oversized: \d+ bytes say that they unpack to 4000000000/,
  ],
  ['an array without another', {'d.npy': four}, {}, /d\.npy: needs the array of what to predict; .*--target y\.npy/],
];

const pictures: BadFile[] = [
  ['a folder without classes', {'set/.keep': ''}, {}, /set: is empty; expected a folder for each class/],
  [
    'a file beside the classes',
    folder(['set/notes.txt', 'x']),
    {},
    /notes\.txt: is a file beside the folders of classes/,
  ],
  [
    'a file that is no picture',
    folder(['set/cat/notes.txt', 'x']),
    {},
    /cat\/notes\.txt: is no picture by its ending; expected \.png, \.jpg or \.jpeg/,
  ],
  [
    'a picture of another kind',
    folder(['set/cat/3.png', 'GIF89a']),
    {},
    /cat\/3\.png: is no PNG or JPEG picture by its content/,
  ],
  ['a folder within a class', folder(['set/cat/more/1.png', grey(1, 2)]), {}, /cat\/more: is a folder within a class/],
  ['a class without pictures', folder(['set/owl/.keep', '']), {}, /owl: the class has no pictures/],
  [
    'one class of pictures',
    {'set/cat/1.png': grey(1, 1), 'set/cat/2.png': grey(2, 1)},
    {testFraction: 0.5},
    /all examples have the class cat/,
  ],
  [
    'sizes that differ',
    folder(['set/dog/3.png', png(5, 3, noise(15))]),
    {},
    /dog\/3\.png: has 3 rows and 5 columns, but .*cat\/1\.png has 3 and 4; give one size for all.*--size 28x28/,
  ],
  [
    'a truncated PNG',
    folder(['set/cat/3.png', grey(1, 1).subarray(0, 50)]),
    {},
    /cat\/3\.png: damaged picture: .*; save it again/,
  ],
  [
    'a damaged PNG',
    folder(['set/cat/3.png', Buffer.concat([grey(1, 1).subarray(0, 45), noise(5), grey(1, 1).subarray(50)])]),
    {},
    /cat\/3\.png: damaged picture/,
  ],
  [
    'a PNG with more pixels than it says',
    folder(['set/cat/3.png', resized(png(4000, 4000, new Uint8Array(16e6)), 4, 3)]),
    {},
    /cat\/3\.png: damaged picture: its content unpacks to more pixels than its header says/,
  ],
  [
    'a PNG that says too much',
    folder(['set/cat/3.png', resized(grey(1, 1), 1e6, 1e6)]),
    {},
    /cat\/3\.png: oversized: its header says 1000000 x 1000000 pixels/,
  ],
  [
    'a JPEG that is none',
    folder(['set/cat/3.jpg', Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), noise(60)])]),
    {},
    /cat\/3\.jpg: damaged picture/,
  ],
];

export const malformedFiles: readonly BadFile[] = [...tables, ...arrays, ...pictures];
