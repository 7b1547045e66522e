import type {RandomStream} from '../base/random.ts';

const dot = (one: Float64Array, other: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
};

/**
 * Draws a matrix with orthonormal columns, or rows where there are fewer of them, uniformly among all such matrices.
 *
 * Q of A = QR, with A standard normal and diag R > 0
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param random stream to draw from
 * @returns Q, row by row
 *
 * Saxe, McClelland & Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear neural networks, 2014.
 */
export function orthogonalMatrix(rows: number, columns: number, random: RandomStream): Float32Array {
  const tall = rows >= columns;
  const [length, count] = tall ? [rows, columns] : [columns, rows];
  const basis: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    const vector = Float64Array.from({length}, () => random.normal());
    // Twice, because one pass of Gram and Schmidt loses orthogonality when a vector is nearly in the span of the others.
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of basis) {
        const along = dot(vector, direction);
        for (let i = 0; i < length; i++) vector[i]! -= along * direction[i]!;
      }
    }
    const norm = Math.sqrt(dot(vector, vector));
    basis.push(vector.map((value) => value / norm));
  }
  const matrix = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      matrix[row * columns + column] = tall ? basis[column]![row]! : basis[row]![column]!;
    }
  }
  return matrix;
}
