/** Linear algebra on lists of numbers, in float64, for the worked examples. */
export type Vector = readonly number[];

/** A row for each number of the product. */
export type Matrix = readonly Vector[];

export const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

export const norm = (a: Vector): number => Math.sqrt(dot(a, a));

/** a + factor b */
export const plus = (a: Vector, b: Vector, factor = 1): number[] => a.map((value, i) => value + factor * b[i]!);

export const scale = (a: Vector, factor: number): number[] => a.map((value) => factor * value);

export const times = (matrix: Matrix, a: Vector): number[] => matrix.map((row) => dot(row, a));

export const cosine = (a: Vector, b: Vector): number => dot(a, b) / (norm(a) * norm(b));

/** Numbers from `from` to `to`, both among them. */
export const range = (from: number, to: number, count: number): number[] =>
  Array.from({length: count}, (_, i) => from + ((to - from) * i) / (count - 1));

/** A function of two numbers on a grid, a row for each y. */
export const onGrid = (x: Vector, y: Vector, f: (x: number, y: number) => number): number[][] =>
  y.map((b) => x.map((a) => f(a, b)));
