import {type FileMetaData, parquetSchema, type SchemaElement} from 'hyparquet';
import type {Cell} from '../table/cells.ts';
import {arrowSpans} from './arrow-spans.ts';

type CellReader = (value: unknown) => Cell;

/** What a value is as a cell: bytes and times have no number. */
function plainCell(value: unknown): Cell {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value.subarray(0, 8)).toString('hex')}`;
  return typeof value === 'object' && value !== null && !(value instanceof Date)
    ? JSON.stringify(value)
    : (value as Cell);
}

/** Parts of a second that a time of the day is counted in; null for what is none. */
function timeParts({converted_type: kind, logical_type: logical}: SchemaElement): number | null {
  if (logical?.type === 'TIME') return {MILLIS: 1e3, MICROS: 1e6, NANOS: 1e9}[logical.unit];
  return kind === 'TIME_MILLIS' ? 1e3 : kind === 'TIME_MICROS' ? 1e6 : null;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Parts of a second as 12:30:00.5, with days before where they are a span. */
function writtenTime(value: number | bigint, parts: number, isSpan: boolean): string {
  const all = Math.abs(Number(value)) / parts;
  const seconds = Math.floor(all);
  const minutes = Math.floor(seconds / 60);
  const rest = all === seconds ? '' : (all - seconds).toFixed(9).slice(1).replace(/0+$/, '');
  const clock = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}:${two(seconds % 60)}${rest}`;
  return isSpan ? `${Number(value) < 0 ? '-' : ''}${Math.floor(seconds / 86400)} days ${clock}` : clock;
}

/** Whole numbers that a decimal stands for, times ten to its scale: of bytes the highest first, negative by the highest bit. */
function unscaled(value: number | bigint | Uint8Array): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value);
  const bits = value.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return BigInt.asIntN(8 * value.length, bits);
}

/** A decimal as a number; a whole one beyond 2^53 as a text, which keeps its digits. */
function decimalCell(value: unknown, scale: number): Cell {
  if (value === null || value === undefined) return null;
  const whole = unscaled(value as number | bigint | Uint8Array);
  const factor = 10n ** BigInt(scale);
  return whole % factor === 0n ? whole / factor : Number(whole) / Number(factor);
}

/**
 * How the values of a column become cells, and the schema to read them with.
 *
 * Times of the day and spans of time, which would be read as numbers, are written as texts; decimals, which would be read as
 * floats, and intervals, which would not be read, are taken as they are stored.
 */
export function columnReader(
  metadata: FileMetaData,
  name: string,
): {readonly cellOf: CellReader; readonly schema: SchemaElement[]} {
  const {element} = parquetSchema(metadata).children.find((child) => child.element.name === name)!;
  const asStored = metadata.schema.map((each): SchemaElement => {
    if (each !== element) return each;
    const {converted_type: _, logical_type: __, ...rest} = each;
    return rest;
  });
  if (element.converted_type === 'DECIMAL' && element.type !== 'BYTE_ARRAY') {
    return {cellOf: (value) => decimalCell(value, element.scale ?? 0), schema: asStored};
  }
  if (element.converted_type === 'INTERVAL') {
    return {cellOf: (value) => (value instanceof Uint8Array ? intervalText(value) : null), schema: asStored};
  }
  const arrow = metadata.key_value_metadata?.find(({key}) => key === 'ARROW:schema')?.value;
  const span = arrow === undefined ? undefined : arrowSpans(arrow).get(name);
  const parts = timeParts(element) ?? span;
  return {
    cellOf: (value) =>
      parts !== undefined && (typeof value === 'number' || typeof value === 'bigint')
        ? writtenTime(value, parts, parts === span)
        : plainCell(value),
    schema: metadata.schema,
  };
}

/** Months, days and thousandths of a second, each in four bytes. */
function intervalText(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [months, days, parts] = [0, 4, 8].map((at) => view.getUint32(at, true)) as [number, number, number];
  return `${30 * months + days} days ${writtenTime(parts, 1e3, false)}`;
}
