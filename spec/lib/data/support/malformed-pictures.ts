import type {BadFile} from './bad-file.ts';
import {noise} from './fake-set.ts';
import {png, resized} from './own-files.ts';

const grey = (count: number, start: number) => png(4, 3, noise(12, start + count));
const folder = (...more: readonly (readonly [string, Uint8Array | string])[]): Record<string, Uint8Array | string> => ({
  'set/cat/1.png': grey(1, 1),
  'set/cat/2.png': grey(2, 1),
  'set/dog/1.png': grey(3, 1),
  'set/dog/2.png': grey(4, 1),
  ...Object.fromEntries(more),
});

export const pictures: BadFile[] = [
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
