import type {BadFile} from './bad-file.ts';
import {floats, longs, npy, zip} from './own-files.ts';

const lines = (row: (i: number) => string): string => Array.from({length: 12}, (_, i) => `${row(i)}\n`).join('');
const plain = lines((i) => `${i * 1.5},${i % 2 ? 'a' : 'b'}`);
const kind = {target: 'kind'};

const utf32 = (text: string) => Buffer.from(Uint32Array.from(text, (letter) => letter.codePointAt(0)!).buffer);

/** What Excel, pandas, json.dumps and np.save write, and is no table or no array to learn from. */
export const exported: BadFile[] = [
  [
    'UTF-16 without the mark of its order',
    {'d.csv': Buffer.from(`size,kind\n${plain}`, 'utf16le')},
    kind,
    /d\.csv: line 1: found a byte 0, as binary files and UTF-16 have; expected text, so save it as UTF-8$/,
  ],
  ['UTF-16, highest byte first', {'d.csv': Buffer.from(`\ufeff${plain}`, 'utf16le').swap16()}, kind, /text in UTF-16/],
  ...[utf32, (text: string) => utf32(text).swap32()].map((encode): BadFile => [
    'UTF-32',
    {'d.csv': encode(`\ufeff${plain}`)},
    kind,
    /d\.csv: is text in UTF-32; expected UTF-8, so save it as "CSV UTF-8"$/,
  ]),
  [
    'a separator at the end of all lines',
    {'d.csv': `size,kind,\n${plain.replaceAll('\n', ',\n')}`},
    kind,
    /d\.csv: line 1: column 3 has no name; .* 3 columns; if all lines end with a separator, take these away$/,
  ],
  [
    'a separator at the end of the rows',
    {'d.csv': `size,kind\n${plain.replaceAll('\n', ',\n')}`},
    kind,
    /d\.csv: line 2: there are 3 cells; expected 2, .* in quotes, or take away the one that ends the line$/,
  ],
  [
    'a cell more in the first row, as R writes names of rows',
    {'d.csv': 'size,kind\nr1,1,a\n'},
    kind,
    /line 2: there are 3 cells; .* in it in quotes; if all rows begin with their name, .*put a comma before the header$/,
  ],
  ['a cell more', {'d.csv': 'size,kind\n1,a\n1,a,b\n'}, kind, /line 3: there are 3 cells; .* in it in quotes$/],
  ['two cells more', {'d.csv': 'size,kind\n1,a,,\n'}, kind, /line 2: there are 4 cells; .* in it in quotes$/],
  [
    'a column without a name between others',
    {'d.csv': `size,,kind\n1,2,a\n`},
    kind,
    /column 2 has no name; .*; write one$/,
  ],
  [
    'quotes after a space',
    {'d.csv': `size, "kind"\n${plain}`},
    kind,
    /d\.csv: line 1: a quote stands within a cell; put the whole cell in quotes, with no space before them/,
  ],
  [
    'a first line sep=; alone',
    {'d.csv': 'sep=;\n'},
    kind,
    /d\.csv: has no line with a header; expected one, and rows$/,
  ],
  [
    'a header of two lines, and a long row below',
    {'d.csv': `"size\r\nin m",kind\r\n${plain.replaceAll('\n', '\r\n')}1,a,b\r\n`},
    kind,
    /d\.csv: line 15: there are 3 cells; expected 2, as many as the header has \("size\\r\\nin m", "kind"\)/,
  ],
  [
    'the columns of a table as pandas writes them, by the ending of JSON',
    {'d.json': '{"size":{"0":1},"kind":{"0":"a"}}'},
    kind,
    /d\.json: begins with "\{"; expected a list of objects, .*; an object a line is a \.jsonl file, .*orient="records"\)$/,
  ],
  [
    'a list of numbers',
    {'d.json': '[{"size":1,"kind":"a"}, 5]'},
    kind,
    /d\.json: object 2: found 5; expected a JSON object, such as/,
  ],
  [
    'an object without a value in a list',
    {'d.json': '[{"size":1,"kind":"a"}, {"size": null, "kind":"a"}]'},
    kind,
    /d\.json: object 2, column "size": there is no value/,
  ],
  [
    'spaces between cells',
    {'d.csv': 'size kind\n1 a\n2 b\n'},
    {target: 'size kind'},
    /d\.csv: there is no column beside the target "size kind" to predict it from; if spaces separate cells, write commas$/,
  ],
  [
    'a list of objects on one line',
    {'d.jsonl': '[{"size":1,"kind":"a"},{"size":2,"kind":"b"}]'},
    kind,
    /d\.jsonl: line 1: found \[.*\]; expected a JSON object, .*without its brackets, one object a line, or with them into a \.json file$/,
  ],
  ['a number alone', {'d.jsonl': '5\n'}, kind, /d\.jsonl: line 1: found 5; expected a JSON object, such as \{[^}]*\}$/],
  [
    'a list of objects on several lines',
    {'d.jsonl': '[\n{"size":1,"kind":"a"}]\n'},
    kind,
    /d\.jsonl: line 1: .*; expected a JSON object, .*without its brackets, one object a line, or with them into a \.json file$/,
  ],
  [
    'NaN of Python in JSON',
    {'d.jsonl': '{"size": 1.5, "kind": "a"}\n{"size": NaN, "kind": "b"}\n'},
    kind,
    /d\.jsonl: line 2: .*; expected a JSON object, .*; write null for what is no number$/,
  ],
  ['infinity of Python in JSON', {'d.jsonl': '{"size": -Infinity, "kind": "b"}\n'}, kind, /line 1: .*; write null for/],
  ['another mistake in JSON', {'d.jsonl': '{"size": 1\n'}, kind, /line 1: .*such as \{[^}]*\}$/],
  [
    'two numbers for arrays',
    {'d.npz': zip({'x.npy': npy('<f4', [], floats(1)), 'y.npy': npy('<i8', [], longs(1))})},
    {},
    /d\.npz: x: is one number \(float32\); expected at least one example along the first axis, and no axis of 0$/,
  ],
  [
    'one number for all classes',
    {'d.npz': zip({'x.npy': npy('<f4', [2, 1], floats(1, 2)), 'y.npy': npy('<i8', [], longs(1))})},
    {},
    /d\.npz: x is 2 x 1 \(float32\) and .*d\.npz: y is one number \(int64\); expected as many examples in both/,
  ],
  [
    'arrays of no rows',
    {'d.npz': zip({'x.npy': npy('<f4', [0, 2], floats()), 'y.npy': npy('<i8', [0], longs())})},
    {},
    /d\.npz: x: is 0 x 2 \(float32\); expected at least one example/,
  ],
];
