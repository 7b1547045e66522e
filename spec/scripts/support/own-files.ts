import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {parquetWriteBuffer} from 'hyparquet-writer';
import {randomStream} from '../../../lib/base/random.ts';
import {npy, zip} from '../../lib/data/support/own-files.ts';
import {encodePng} from '../../../scripts/report/png.ts';

const put = (path: string, content: string | Uint8Array): string => {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, content);
  return path;
};

const species = ['setosa', 'versicolor', 'virginica'];

/** Three kinds of flowers that two of their numbers tell apart, the kind in the last column. */
function flowerRows(count = 90): {petal: number; sepal: number; soil: string; kind: string}[] {
  const random = randomStream(1, 'flowers');
  return Array.from({length: count}, (_, i) => ({
    petal: Number(((i % 3) + 0.2 * random.normal()).toFixed(2)),
    sepal: Number((5 - (i % 3) + 0.3 * random.normal()).toFixed(2)),
    soil: ['clay', 'sand'][random.integer(2)]!,
    kind: species[i % 3]!,
  }));
}

const asCsv = (rows: readonly object[]): string =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row) as unknown[])]
    .map((cells) => cells.join(','))
    .join('\n') + '\n';

export const writeFlowers = (folder: string): string => put(join(folder, 'flowers.csv'), asCsv(flowerRows()));

/** Prices of houses, in thousands, after their rooms, size and place; some sizes are missing. */
export function writeHouses(folder: string): string {
  const random = randomStream(2, 'houses');
  const rows = Array.from({length: 120}, (_, i) => {
    const [rooms, size, near] = [1 + random.integer(6), 40 + random.integer(100), random.integer(2)];
    const price = 50 * rooms + 2 * size + 80 * near + 5 * random.normal();
    return {rooms, size: i % 17 === 3 ? '' : size, place: near ? 'town' : 'country', price: price.toFixed(1)};
  });
  return put(join(folder, 'houses.csv'), asCsv(rows));
}

/** 200 pictures of 12 x 12 points in colour: a bar that stands or lies. */
export function writeBars(folder: string): string {
  const random = randomStream(3, 'bars');
  for (let i = 0; i < 200; i++) {
    const [stands, place] = [i % 2 === 0, 2 + random.integer(8)];
    const pixels = Uint8Array.from({length: 12 * 12 * 3}, (_, at) => {
      const [row, column] = [Math.floor(at / 36), Math.floor(at / 3) % 12];
      return (stands ? column : row) === place ? 220 : random.integer(60);
    });
    put(join(folder, 'bars', stands ? 'standing' : 'lying', `${i}.png`), encodePng(pixels, 12, 3));
  }
  return join(folder, 'bars');
}

/** The flowers as arrays x and y in one file. */
export function writeArrays(folder: string): string {
  const rows = flowerRows();
  const x = Float32Array.from(rows.flatMap(({petal, sepal}) => [petal, sepal]));
  const y = Int32Array.from(rows, ({kind}) => species.indexOf(kind));
  const bytes = ({buffer}: Float32Array | Int32Array): Uint8Array => new Uint8Array(buffer);
  return put(
    join(folder, 'flowers.npz'),
    zip({'x.npy': npy('<f4', [rows.length, 2], bytes(x)), 'y.npy': npy('<i4', [rows.length], bytes(y))}),
  );
}

export function writeParquet(folder: string): string {
  const rows = flowerRows();
  const buffer = parquetWriteBuffer({
    columnData: [
      {name: 'petal', data: rows.map(({petal}) => petal), type: 'DOUBLE'},
      {name: 'soil', data: rows.map(({soil}) => soil), type: 'STRING'},
      {name: 'kind', data: rows.map(({kind}) => kind), type: 'STRING'},
    ],
  });
  return put(join(folder, 'flowers.parquet'), new Uint8Array(buffer));
}
