import {expect} from 'chai';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {FileMetaData, SchemaElement} from 'hyparquet';
import {columnReader} from '../../../../lib/data/formats/parquet-cells.ts';
import {readParquet} from '../../../../lib/data/formats/parquet.ts';
import {temporaryFolders} from '../support/fake-set.ts';
import {bytesOf, peerFiles} from '../support/peer-files.ts';

const metadata = (element: Partial<SchemaElement>): FileMetaData =>
  ({
    version: 2,
    schema: [
      {name: 'root', num_children: 2},
      {name: 'other', type: 'INT32', converted_type: 'DATE'},
      {name: 'x', type: 'INT64', ...element},
    ],
    num_rows: 0n,
    row_groups: [],
    metadata_length: 0,
  }) as unknown as FileMetaData;
const reader = (element: Partial<SchemaElement>) => columnReader(metadata(element), 'x');
const bytes = (...numbers: number[]) => Uint8Array.from(numbers);

describe('the cells of a column of Parquet', () => {
  const folder = temporaryFolders();

  it('are plain values, bytes and structures as texts', () => {
    const {cellOf, schema} = reader({});
    const day = new Date(0);
    expect([1.5, 3n, 'x', true, null, undefined, day].map(cellOf)).to.deep.equal([
      1.5,
      3n,
      'x',
      true,
      null,
      undefined,
      day,
    ]);
    expect(cellOf(bytes(1, 255, 0))).to.equal('bytes 01ff00');
    expect(cellOf(bytes(1, 2, 3, 4, 5, 6, 7, 8, 9))).to.equal('bytes 0102030405060708');
    expect(cellOf({a: 1})).to.equal('{"a":1}');
    expect(schema.map(({name}) => name)).to.deep.equal(['root', 'other', 'x']);
  });

  it('are times of the day as texts, in any unit', () => {
    const clock = (unit: 'MILLIS' | 'MICROS' | 'NANOS', value: number | bigint) =>
      reader({logical_type: {type: 'TIME', isAdjustedToUTC: false, unit}}).cellOf(value);
    expect(clock('MILLIS', 45_000_500)).to.equal('12:30:00.5');
    expect(clock('MICROS', 45_000_000_001n)).to.equal('12:30:00.000001');
    expect(clock('NANOS', 1_500n)).to.equal('00:00:00.0000015');
    expect(clock('MILLIS', 86_399_000)).to.equal('23:59:59');
    const converted = (converted_type: 'TIME_MILLIS' | 'TIME_MICROS') => reader({converted_type}).cellOf(3_723_004);
    expect([converted('TIME_MILLIS'), converted('TIME_MICROS')]).to.deep.equal(['01:02:03.004', '00:00:03.723004']);
    expect(reader({converted_type: 'TIME_MILLIS'}).cellOf(null)).to.equal(null);
  });

  it('are decimals as numbers, with all digits where they are whole', () => {
    const decimal = (scale: number | undefined, value: unknown, type: SchemaElement['type'] = 'INT64') =>
      reader({converted_type: 'DECIMAL', type, ...(scale !== undefined && {scale})}).cellOf(value);
    expect(decimal(2, 125)).to.equal(1.25);
    expect(decimal(2, -12500n)).to.equal(-125n);
    expect(decimal(undefined, 7)).to.equal(7n);
    expect(decimal(0, 12345678901234567n)).to.equal(12345678901234567n);
    expect([decimal(2, null), decimal(2, undefined)]).to.deep.equal([null, null]);
    // Two's complement, highest byte first.
    expect(decimal(1, bytes(1, 4), 'FIXED_LEN_BYTE_ARRAY')).to.equal(26n);
    expect(decimal(1, bytes(0xff, 0xfb), 'FIXED_LEN_BYTE_ARRAY')).to.equal(-0.5);
    expect(decimal(0, bytes(0x80), 'FIXED_LEN_BYTE_ARRAY')).to.equal(-128n);
  });

  it('of a decimal or an interval are read as they are stored, and others are not', () => {
    for (const element of [
      {converted_type: 'DECIMAL', scale: 2, precision: 9, logical_type: {type: 'DECIMAL', scale: 2, precision: 9}},
      {converted_type: 'INTERVAL', type: 'FIXED_LEN_BYTE_ARRAY'},
    ] as const) {
      const [, other, own] = reader(element).schema;
      expect(other).to.deep.equal({name: 'other', type: 'INT32', converted_type: 'DATE'});
      expect(own).not.to.have.any.keys('converted_type', 'logical_type');
      expect(own).to.include({name: 'x'});
    }
    expect(reader({converted_type: 'DATE'}).schema[2]).to.deep.include({converted_type: 'DATE'});
    // Of any number of bytes it is read by the library.
    expect(reader({converted_type: 'DECIMAL', type: 'BYTE_ARRAY'}).schema[2]).to.deep.include({
      converted_type: 'DECIMAL',
    });
  });

  it('are spans of time with their days, as the schema of Arrow that pyarrow writes tells them', async () => {
    const path = join(folder(), 't.parquet');
    writeFileSync(path, bytesOf(peerFiles.types.times));
    const {columns, rows} = await readParquet(path);
    const all = [...rows];
    const column = (name: string) => all.map((row) => row[columns.indexOf(name)]);
    expect(column('second')).to.deep.equal(['1 days 01:01:01', '-0 days 00:00:05', null]);
    expect(column('millisecond')).to.deep.equal(['0 days 00:00:01.5', '0 days 00:00:00', '0 days 00:00:00.001']);
    expect(column('kind')).to.deep.equal([0, 1, 0]);
  });

  it('are intervals as days of 30 a month, and a time', () => {
    const {cellOf} = reader({converted_type: 'INTERVAL', type: 'FIXED_LEN_BYTE_ARRAY'});
    expect(cellOf(new Uint8Array(Uint32Array.of(2, 3, 3_500).buffer))).to.equal('63 days 00:00:03.5');
    const shifted = new Uint8Array(20);
    shifted.set(new Uint8Array(Uint32Array.of(0, 1, 60_000).buffer), 5);
    expect(cellOf(shifted.subarray(5, 17))).to.equal('1 days 00:01:00');
    expect(cellOf(null)).to.equal(null);
  });
});
