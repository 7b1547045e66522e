import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parquetWriteBuffer} from 'hyparquet-writer';
import {readTable} from '../../../../lib/data/files/index.ts';
import {table, type TableOptions} from '../../../../lib/data/index.ts';
import {errorOf, temporaryFolders} from '../support/fake-set.ts';
import {peerFiles} from '../support/peer-files.ts';

describe('rows of readTable', () => {
  const folder = temporaryFolders();
  const read = async (name: string, content: Uint8Array | string) => {
    const path = join(folder(), name);
    writeFileSync(path, content);
    return await readTable(path);
  };

  const count = 60;
  const houses = Array.from({length: count}, (_, i) => ({
    rooms: 2 + (i % 4),
    area: i % 9 === 4 ? null : 40.5 + ((i * 13) % 60),
    heating: i % 11 === 3 ? null : ['gas', 'oil', 'heat pump'][i % 3]!,
    garden: i % 2 === 0,
    price: 1000.5 * (3 + ((i * 7) % 10)),
  }));
  const names = Object.keys(houses[0]!) as (keyof (typeof houses)[number])[];
  const spelled = {true: 'TRUE', false: 'False'};
  const csv = [
    names.join(),
    ...houses.map((house) =>
      names.map((name) => (name === 'garden' ? spelled[`${house.garden}`] : String(house[name] ?? ''))).join(),
    ),
  ].join('\n');
  const files: readonly [name: string, content: Uint8Array | string, options: TableOptions][] = [
    ['iris.csv', peerFiles.iris.csv, {target: 'species'}],
    ['houses.csv', csv, {target: 'price', missing: 'mean'}],
    ['flags.csv', csv, {target: 'garden', missing: 'drop'}],
    ['houses.jsonl', houses.map((house) => JSON.stringify(house)).join('\n'), {target: 'price', missing: 'mean'}],
    [
      'houses.parquet',
      new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            {name: 'rooms', data: houses.map(({rooms}) => rooms), type: 'INT32'},
            {name: 'area', data: houses.map(({area}) => area), type: 'DOUBLE'},
            {name: 'heating', data: houses.map(({heating}) => heating), type: 'STRING'},
            {name: 'garden', data: houses.map(({garden}) => garden), type: 'BOOLEAN'},
            {name: 'price', data: houses.map(({price}) => price), type: 'DOUBLE'},
          ],
        }),
      ),
      {target: 'price', missing: 'mean'},
    ],
  ];
  for (const [name, content, options] of files) {
    it(`of ${name} give the same numbers again`, async () => {
      const all = await read(name, content);
      const one = table(all, options);
      const other = table({columns: all.columns, rows: [...all.rows]}, options);
      expect(other.columns).to.deep.equal(one.columns);
      expect([other.classes, other.scaling]).to.deep.equal([one.classes, one.scaling]);
      expect([...other.x.dataSync(), ...other.y.dataSync()]).to.deep.equal([...one.x.dataSync(), ...one.y.dataSync()]);
      tf.dispose([one.x, one.y, other.x, other.y]);
    });
  }

  it('have true and false in any spelling, and codes as they are', async () => {
    const {rows} = await read('d.csv', 'flag,code,size\nTrue,01,1.50\nFALSE,10,2\n true,,3\n');
    expect([...rows]).to.deep.equal([
      [true, '01', 1.5],
      [false, '10', 2],
      [true, null, 3],
    ]);
  });

  it('have the lines that they begin in, however lines end', async () => {
    const text = 'a,k\r\n\r\n1,x\r\n2,"y\r\nz\r\n"\r\n3,"u\nv"\n4,w\r5,t';
    const {lines, rows} = await read('d.csv', text);
    expect(Array.from(lines!)).to.deep.equal([3, 4, 7, 9, 10]);
    expect(Array.from(rows, ([a]) => a)).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('keep every text among a thousand numbers', async () => {
    const {rows} = await read('d.csv', `a\n${Array.from({length: 1500}, (_, i) => i / 2).join('\n')}\nx\ny\nNA\n7\n`);
    expect([...rows].slice(1500)).to.deep.equal([['x'], ['y'], [null], [7]]);
  });

  it('are not numbers where these may mean others', async () => {
    const {rows} = await read('few.csv', 'a;k\n1.100;1\n950;2\n');
    expect([...rows]).to.deep.equal([
      ['1.100', 1],
      ['950', 2],
    ]);
    const many = await read(
      'many.csv',
      `a;k\n${Array.from({length: 1500}, (_, i) => `${1 + (i % 9)}.${100 + (i % 800)};1`).join('\n')}\n`,
    );
    const error = await errorOf(Promise.resolve().then(() => [...many.rows]));
    expect(error.message).to.match(/many\.csv: line 2, column "a": "1\.100", as all numbers/);
  });
});
