import {DataError} from '../data-error.ts';
import {taskOfNumbers} from '../table/target.ts';
import type {Examples} from './examples.ts';
import type {ArrayNumbers, NpyArray} from './npy.ts';

export type Task = 'classification' | 'regression';

const isFloat = ({dtype}: NpyArray): boolean => dtype.startsWith('float');
const describe = ({shape, dtype}: NpyArray): string => `${shape.join(' x ') || 'one number'} (${dtype})`;

/** Where a number stands in an array, as NumPy writes it: [3, 0]. */
function placeOf(index: number, shape: readonly number[]): string {
  const place: number[] = [];
  for (const size of shape.toReversed()) {
    place.unshift(index % size);
    index = Math.floor(index / size);
  }
  return `[${place.join(', ')}]`;
}

function refuseInfinite(name: string, data: ArrayNumbers, shape: readonly number[], remedy: string): void {
  const index = data.findIndex((number) => !Number.isFinite(number));
  if (index < 0) return;
  throw new DataError(`${name}${placeOf(index, shape)} is ${data[index]}; expected finite numbers${remedy}`);
}

/** Refuses whole numbers that float32 takes for their neighbours, as it does for odd ones from 2^24 on. */
function refuseRounded(name: string, data: ArrayNumbers, x: Float32Array, shape: readonly number[]): void {
  // Beyond 2^53 all numbers of float64 are whole, and none of them is meant to the last digit.
  const index = data.findIndex((number, i) => number !== x[i] && Number.isSafeInteger(number));
  if (index < 0) return;
  throw new DataError(
    `${name}${placeOf(index, shape)} is ${data[index]}, which float32, the numbers that a model has, takes for ${x[index]}; ` +
      `subtract an offset from all of them, as with x - x.min(), or scale them, as with (x - x.mean()) / x.std()`,
  );
}

/** Inputs: bytes of three or four axes are pictures, all other numbers stand for themselves. */
function inputsOf(name: string, array: NpyArray): Pick<Examples, 'x' | 'shape'> {
  const {shape, data, dtype} = array;
  if (shape.length === 0 || shape.includes(0)) {
    throw new DataError(
      `${name}: is ${describe(array)}; expected at least one example along the first axis, and no axis of 0`,
    );
  }
  const size = shape.slice(1);
  if (data instanceof Uint8Array && dtype === 'uint8' && (size.length === 2 || size.length === 3)) {
    return {x: data, shape: size.length === 2 ? [...size, 1] : size};
  }
  refuseInfinite(name, data, shape, '; replace it, as with np.nan_to_num');
  const x = data instanceof Float32Array ? data : Float32Array.from(data);
  refuseInfinite(name, x, shape, ' of float32, the numbers that a model has');
  refuseRounded(name, data, x, shape);
  return {x, shape: size.length === 0 ? [1] : size};
}

/** The class of each row that has exactly one 1 and zeros; null where a row is no such. */
function oneHotLabels(data: ArrayNumbers, count: number, classes: number): Int32Array | null {
  const labels = new Int32Array(count).fill(-1);
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue;
    const row = Math.floor(i / classes);
    if (data[i] !== 1 || labels[row] !== -1) return null;
    labels[row] = i % classes;
  }
  return labels.includes(-1) ? null : labels;
}

type Goals = Pick<Examples, 'classes' | 'labels' | 'targets' | 'outputs'>;

function classesOf(name: string, data: ArrayNumbers, asked: Task | undefined): Goals {
  const different = [...new Set<number>(data)].sort((one, other) => one - other);
  const fraction = different.find((number) => !Number.isInteger(number));
  if (fraction !== undefined) {
    throw new DataError(`${name}: holds ${fraction}; expected whole numbers for task: 'classification'`);
  }
  const isUnclear = asked === undefined && taskOfNumbers(Array.from(data)) === 'regression';
  if (different.length > 1000 || isUnclear) {
    const way =
      different.length > 1000
        ? `give task: 'regression'`
        : `say which with task: 'classification' or task: 'regression'`;
    throw new DataError(
      `${name}: has ${different.length} different whole numbers in ${data.length} examples, which may be amounts; ${way} (--task)`,
    );
  }
  const numbers = new Map(different.map((number, index) => [number, index]));
  return {
    classes: different.map(String),
    labels: Int32Array.from(data, (number) => numbers.get(number)!),
    targets: null,
    outputs: different.length,
  };
}

/** What is to be predicted: classes of whole numbers, booleans and one-hot rows, otherwise numbers. */
function goalsOf(name: string, array: NpyArray, count: number, asked: Task | undefined): Goals {
  const {data, shape} = array;
  const outputs = shape.slice(1).reduce((product, size) => product * size, 1);
  refuseInfinite(name, data, shape, '; leave such examples out');
  if (shape.length > 2 || outputs === 0) {
    throw new DataError(`${name}: is ${describe(array)}; expected one axis, or two of examples and numbers to predict`);
  }
  if (asked !== 'regression' && outputs > 1) {
    const labels = oneHotLabels(data, count, outputs);
    if (labels !== null) {
      return {labels, classes: Array.from({length: outputs}, (_, index) => String(index)), targets: null, outputs};
    }
    if (asked === 'classification' || !isFloat(array)) {
      throw new DataError(
        `${name}: is ${describe(array)}, and not every row has one 1 and zeros; expected one number a class, one-hot rows, or task: 'regression' (--task regression)`,
      );
    }
  } else if (asked === 'classification' || (asked === undefined && !isFloat(array)))
    return classesOf(name, data, asked);
  return {classes: null, labels: null, targets: Float64Array.from(data), outputs};
}

/**
 * Two arrays as examples.
 *
 * @param names of x and y in messages
 */
export function pairArrays(
  [xName, yName]: readonly [string, string],
  x: NpyArray,
  y: NpyArray,
  task: Task | undefined,
): Examples {
  const inputs = inputsOf(xName, x);
  const count = x.shape[0]!;
  if (y.shape[0] !== count) {
    throw new DataError(
      `${xName} is ${describe(x)} and ${yName} is ${describe(y)}; expected as many examples in both, along the first axis`,
    );
  }
  return {
    name: xName,
    count,
    ...inputs,
    ...goalsOf(yName, y, count, task),
    targetAt: (row, output) => `${yName}${y.shape.length > 1 ? `[${row}, ${output}]` : `[${row}]`}`,
  };
}
