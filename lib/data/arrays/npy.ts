import {show} from '../../base/arguments.ts';
import {DataError} from '../data-error.ts';
import {halfToNumber} from './half.ts';

/** Numbers of an array; those of 64-bit whole numbers are float64, which holds them up to 2^53. */
export type ArrayNumbers =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** An array of NumPy, last axis fastest whatever the order of the file. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** 'bool', 'uint8', 'int64', 'float32', ...: that of the file; booleans are bytes 0 and 1, float16 are float32. */
  readonly dtype: string;
  readonly data: ArrayNumbers;
}

interface Layout {
  readonly name: string;
  readonly size: number;
  readonly read: (view: DataView, at: number, little: boolean) => number;
  readonly make: new (length: number) => ArrayNumbers;
}

const layouts: Readonly<Record<string, Layout>> = {
  b1: {name: 'bool', size: 1, make: Uint8Array, read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1)},
  u1: {name: 'uint8', size: 1, make: Uint8Array, read: (view, at) => view.getUint8(at)},
  i1: {name: 'int8', size: 1, make: Int8Array, read: (view, at) => view.getInt8(at)},
  u2: {name: 'uint16', size: 2, make: Uint16Array, read: (view, at, little) => view.getUint16(at, little)},
  i2: {name: 'int16', size: 2, make: Int16Array, read: (view, at, little) => view.getInt16(at, little)},
  u4: {name: 'uint32', size: 4, make: Uint32Array, read: (view, at, little) => view.getUint32(at, little)},
  i4: {name: 'int32', size: 4, make: Int32Array, read: (view, at, little) => view.getInt32(at, little)},
  u8: {name: 'uint64', size: 8, make: Float64Array, read: (view, at, little) => Number(view.getBigUint64(at, little))},
  i8: {name: 'int64', size: 8, make: Float64Array, read: (view, at, little) => Number(view.getBigInt64(at, little))},
  f2: {
    name: 'float16',
    size: 2,
    make: Float32Array,
    read: (view, at, little) => halfToNumber(view.getUint16(at, little)),
  },
  f4: {name: 'float32', size: 4, make: Float32Array, read: (view, at, little) => view.getFloat32(at, little)},
  f8: {name: 'float64', size: 8, make: Float64Array, read: (view, at, little) => view.getFloat64(at, little)},
};

const others: Readonly<Record<string, string>> = {
  O: 'Python objects',
  U: 'texts',
  S: 'texts',
  a: 'texts',
  c: 'complex numbers',
  M: 'dates',
  m: 'spans of time',
  V: 'structures',
  f: 'floats of another size',
};

interface Header {
  readonly layout: Layout;
  readonly little: boolean;
  readonly fortran: boolean;
  readonly shape: number[];
  readonly offset: number;
}

const magic = '\u0093NUMPY';

function parseHeader(name: string, bytes: Uint8Array): Header {
  const refuse = (problem: string) => new DataError(`${name}: ${problem}`);
  const start = String.fromCharCode(...bytes.subarray(0, 6));
  if (start !== magic)
    throw refuse(`not a NumPy array: expected a file of np.save, found one that begins with ${show(start)}`);
  const [major = 0] = bytes.subarray(6);
  const prefix = major === 1 ? 10 : 12;
  if (major < 1 || major > 3 || bytes.length < prefix) {
    throw refuse(`has version ${major} of the format; expected 1, 2 or 3, so save it again with np.save`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offset = prefix + (major === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (offset > bytes.length) throw refuse(`truncated: it ends within its header; save it again with np.save`);
  const text = new TextDecoder().decode(bytes.subarray(prefix, offset));
  const isObject = /'descr'\s*:\s*\[/.test(text);
  const [, order = '', type = '', size = ''] = /'descr'\s*:\s*'([<>|=]?)([?a-zA-Z])(\d*)/.exec(text) ?? [];
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if ((type === '' && !isObject) || fortran === undefined || shape === undefined) {
    throw refuse(`its header is damaged: ${show(text.trim())}; save it again with np.save`);
  }
  const layout = layouts[`${type}${size}`];
  if (layout === undefined) {
    const found = isObject ? 'structures' : (others[type] ?? `the type ${type}${size}`);
    throw refuse(
      `holds ${found}; expected booleans, whole numbers or floats of 16 to 64 bits, so convert it with astype('float32'), or texts to numbers with np.unique(y, return_inverse=True)`,
    );
  }
  const sizes = shape
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  return {layout, little: order !== '>', fortran: fortran === 'True', shape: sizes, offset};
}

/**
 * The array that the bytes of a .npy file hold.
 *
 * @param name names the file in messages
 * @throws DataError for other files, other types, and for content of another length than the header says
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function decodeNpy(name: string, bytes: Uint8Array): NpyArray {
  const {layout, little, fortran, shape, offset} = parseHeader(name, bytes);
  const count = shape.reduce((product, size) => product * size, 1);
  const [expected, found] = [count * layout.size, bytes.length - offset];
  if (expected !== found) {
    throw new DataError(
      `${name}: ${found < expected ? 'truncated' : 'oversized'}: ${found} bytes follow its header, which promises ${expected} ` +
        `(${shape.join(' x ') || 'one number'}, ${layout.name}); save it again with np.save`,
    );
  }
  const content = bytes.subarray(offset);
  const data = read(content, count, layout, little);
  if (layout.name.endsWith('int64')) {
    const far = data.findIndex((number) => !Number.isSafeInteger(number));
    if (far >= 0)
      throw new DataError(
        `${name}: number ${far} is ${data[far]}; expected whole numbers below 2^53, which float64 can tell apart`,
      );
  }
  return {shape, dtype: layout.name, data: fortran && shape.length > 1 ? inRowOrder(data, shape) : data};
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const direct = new Set(['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'float32', 'float64']);

function read(
  content: Uint8Array,
  count: number,
  {name, size, make, read: readOne}: Layout,
  little: boolean,
): ArrayNumbers {
  const data = new make(count);
  if (direct.has(name) && (size === 1 || little === isLittleEndian)) {
    new Uint8Array(data.buffer).set(content);
    return data;
  }
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  for (let i = 0; i < count; i++) data[i] = readOne(view, i * size, little);
  return data;
}

/** Numbers whose first axis is fastest, with the last axis fastest. */
function inRowOrder(data: ArrayNumbers, shape: readonly number[]): ArrayNumbers {
  const result = new (data.constructor as new (length: number) => ArrayNumbers)(data.length);
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  const at = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    result[to] = data[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++at[axis]! < shape[axis]!) break;
      from -= steps[axis]! * shape[axis]!;
      at[axis] = 0;
    }
  }
  return result;
}
