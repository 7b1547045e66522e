import type {BadFile} from './bad-file.ts';
import {floats, longs, npy, zip} from './own-files.ts';

const four = npy('<f4', [4, 1], floats(1, 2, 3, 4));
const labels = npy('<i8', [4], longs(0, 1, 0, 1));
const archive = (x: Uint8Array, y: Uint8Array = labels) => ({'d.npz': zip({'x.npy': x, 'y.npy': y})});
const doubles = (...numbers: number[]) => new Uint8Array(Float64Array.from(numbers).buffer);

export const arrays: BadFile[] = [
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
