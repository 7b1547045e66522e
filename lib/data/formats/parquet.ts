import {
  type AsyncBuffer,
  type ColumnMetaData,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from 'hyparquet';
import {compressors, decompressZstd} from 'hyparquet-compressors';
import {parquetHeader} from 'hyparquet/src/column.js';
import type {FileHandle} from 'node:fs/promises';
import {show} from '../../base/arguments.ts';
import {readBytes} from '../../base/node/read-file.ts';
import {DataError} from '../data-error.ts';
import {CellCollector} from '../table/cells.ts';
import {checkColumnNames, ColumnTable} from '../table/column-table.ts';
import {mostBytes, withFile} from './open-file.ts';
import {columnReader} from './parquet-cells.ts';

const damaged = (path: string, problem: string, cause?: unknown) =>
  new DataError(`${path}: damaged Parquet file: ${problem}; write it again, as with df.to_parquet`, {cause});

/** What a library throws about a file is not worded for its user. */
async function explained<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DataError || typeof (error as NodeJS.ErrnoException).syscall === 'string') throw error;
    throw damaged(path, (error as Error).message.replace(/^parquet (?:file )?/, ''), error);
  }
}

/** The names of the columns; refuses lists and structures. */
function columnsOf(path: string, metadata: FileMetaData): string[] {
  const {children} = parquetSchema(metadata);
  for (const {element, children: parts} of children) {
    if (parts.length === 0 && element.repetition_type !== 'REPEATED') continue;
    throw new DataError(
      `${path}: column ${show(element.name)}: holds lists or structures; expected numbers, texts or booleans, so write its parts as columns of their own`,
    );
  }
  const names = children.map(({element}) => element.name);
  checkColumnNames(path, names);
  return names;
}

/**
 * Refuses pages that promise more than their group of rows has, before anything is unpacked: a few bytes can stand for any number
 * of equal values.
 */
async function checkPages(path: string, file: AsyncBuffer, column: ColumnMetaData, rows: number): Promise<void> {
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  const length = Number(column.total_compressed_size);
  if (!(start >= 0) || !(length >= 0) || start + length > file.byteLength) {
    throw damaged(path, `column ${show(column.path_in_schema.join('.'))} lies outside the file`);
  }
  const view = new DataView(await file.slice(start, start + length));
  const reader = {view, offset: 0};
  let values = 0;
  while (values < rows && reader.offset < length - 1) {
    const header = parquetHeader(reader);
    const {num_values: own = 0} = header.data_page_header ?? header.data_page_header_v2 ?? {};
    const size = header.uncompressed_page_size;
    values += own;
    // A page repeats its column's dictionary at most; what a column says of its own size is checked with the file.
    const names = header.dictionary_page_header?.num_values ?? 0;
    if (
      values > rows ||
      names > Math.max(rows, size) ||
      size < 0 ||
      size > Number(column.total_uncompressed_size) + 1024
    ) {
      throw damaged(path, `a page of column ${show(column.path_in_schema.join('.'))} holds more than its ${rows} rows`);
    }
    reader.offset += header.compressed_page_size;
  }
}

/** Refuses what would not fit into memory, by what the file says of itself. */
async function checkSizes(path: string, file: AsyncBuffer, metadata: FileMetaData, columns: number): Promise<void> {
  const rows = Number(metadata.num_rows);
  const groups = metadata.row_groups;
  if (groups.reduce((sum, {num_rows}) => sum + Number(num_rows), 0) !== rows || !(rows >= 0)) {
    throw damaged(path, `its groups do not have the ${rows} rows that it says`);
  }
  const packed = groups.flatMap((group) =>
    group.columns.map((column) => Number(column.meta_data?.total_uncompressed_size)),
  );
  const bytes = Math.max(
    8 * rows * columns,
    packed.reduce((sum, size) => sum + size, 0),
  );
  if (!(bytes <= mostBytes)) {
    throw new DataError(
      `${path}: oversized: ${rows} rows of ${columns} columns take ${bytes} bytes; expected ${mostBytes} at most`,
    );
  }
  for (const {columns: chunks, num_rows: count} of groups) {
    for (const {meta_data: column} of chunks) {
      if (column === undefined) throw damaged(path, 'a column has no description');
      await checkPages(path, file, column, Number(count));
    }
  }
}

const bounded: Compressors = {
  ...compressors,
  // Without room that is given it takes as much as the content asks for.
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
};

async function readColumn(
  file: AsyncBuffer,
  metadata: FileMetaData,
  name: string,
): Promise<{collector: CellCollector; count: number}> {
  const collector = new CellCollector(true);
  const {cellOf, schema} = columnReader(metadata, name);
  let count = 0;
  const chunks: {start: number; data: ArrayLike<unknown>}[] = [];
  const onChunk = ({columnData, rowStart}: {columnData: ArrayLike<unknown>; rowStart: number}): void => {
    chunks.push({start: rowStart, data: columnData});
  };
  await parquetRead({file, metadata: {...metadata, schema}, columns: [name], compressors: bounded, onChunk});
  for (const {data} of chunks.sort((one, other) => one.start - other.start)) {
    for (let i = 0; i < data.length; i++) collector.add(cellOf(data[i]));
    count += data.length;
  }
  return {collector, count};
}

function bufferOf(file: FileHandle, size: number): AsyncBuffer {
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      const bytes = await readBytes(file, start, Math.max(0, Math.min(end, size) - start));
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    },
  };
}

/** Reads a Parquet file, packed in any of its ways; columns of lists and structures are refused. */
export async function readParquet(path: string): Promise<ColumnTable> {
  return await withFile(path, 'a Parquet file', async (handle, size) => {
    const head = Buffer.from(await readBytes(handle, 0, 4)).toString('latin1');
    if (head !== 'PAR1') {
      throw new DataError(`${path}: not a Parquet file: expected PAR1 at its start, found ${show(head)}`);
    }
    const file = bufferOf(handle, size);
    return await explained(path, async () => {
      const metadata = await parquetMetadataAsync(file);
      const columns = columnsOf(path, metadata);
      await checkSizes(path, file, metadata, columns.length);
      const cells = [];
      const rows = Number(metadata.num_rows);
      for (const name of columns) {
        const {collector, count} = await readColumn(file, metadata, name);
        if (count !== rows) throw damaged(path, `column ${show(name)} has ${count} values, expected ${rows}`);
        cells.push(collector.finish());
      }
      return new ColumnTable({name: path, columns, cells, count: rows, typed: true});
    });
  });
}
