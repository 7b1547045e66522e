/** A plain float64 array of any rank, for references that share nothing with TensorFlow.js. */
export interface Grid {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** The value at an index; `outside` where the index is not in the grid. */
  readonly at: (index: readonly number[], outside?: number) => number;
}

/** Makes a grid from its values in row-major order. */
export function grid(shape: readonly number[], values: readonly number[]): Grid {
  return {
    shape,
    values,
    at(index, outside = Number.NaN) {
      let place = 0;
      for (let axis = 0; axis < shape.length; axis++) {
        if (index[axis]! < 0 || index[axis]! >= shape[axis]!) return outside;
        place = place * shape[axis]! + index[axis]!;
      }
      return values[place]!;
    },
  };
}

/** All indices of a shape, the last axis running fastest. */
export const indices = (shape: readonly number[]): number[][] =>
  shape.reduce<number[][]>(
    (all, size) => all.flatMap((start) => Array.from({length: size}, (_, i) => [...start, i])),
    [[]],
  );

/** Makes a grid from a function of the index. */
export const build = (shape: readonly number[], value: (...index: number[]) => number): Grid =>
  grid(
    shape,
    indices(shape).map((index) => value(...index)),
  );

/** The sum over all indices of a shape. */
export const total = (shape: readonly number[], value: (...index: number[]) => number): number =>
  indices(shape).reduce((sum, index) => sum + value(...index), 0);

/** The value of a grid at an index that may be of higher rank, with axes of size 1 repeated. */
export const broadcast = ({shape, at}: Grid, index: readonly number[]): number =>
  at(shape.map((size, axis) => (size === 1 ? 0 : index[axis + index.length - shape.length]!)));
