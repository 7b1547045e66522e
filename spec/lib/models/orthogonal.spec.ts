import {expect} from 'chai';
import {orthogonalMatrix} from '../../../lib/models/orthogonal.ts';
import {randomStream} from '../../../lib/base/random.ts';

function products(vectors: number[][]): number[][] {
  return vectors.map((one) => vectors.map((other) => one.reduce((sum, value, i) => sum + value * other[i]!, 0)));
}

function expectIdentity(matrix: number[][]): void {
  for (const [i, row] of matrix.entries()) {
    for (const [j, value] of row.entries()) expect(value).to.be.closeTo(i === j ? 1 : 0, 1e-6);
  }
}

const rowsOf = (matrix: Float32Array, columns: number): number[][] =>
  Array.from({length: matrix.length / columns}, (_, i) => [...matrix.subarray(i * columns, (i + 1) * columns)]);
const columnsOf = (matrix: Float32Array, columns: number): number[][] =>
  Array.from({length: columns}, (_, j) => [...matrix].filter((_value, i) => i % columns === j));

describe('orthogonalMatrix', () => {
  it("has Q'Q = I where it is tall or square", () => {
    for (const [rows, columns] of [
      [20, 7],
      [12, 12],
      [5, 1],
    ] as const) {
      expectIdentity(products(columnsOf(orthogonalMatrix(rows, columns, randomStream(1, 'q')), columns)));
    }
  });

  it("has QQ' = I where it is wide", () => {
    const matrix = orthogonalMatrix(6, 15, randomStream(2, 'q'));
    expectIdentity(products(rowsOf(matrix, 15)));
  });

  it('prefers no direction: the mean of many first entries is near zero, their mean square near 1/n', () => {
    const random = randomStream(3, 'q');
    const draws = Array.from({length: 2000}, () => orthogonalMatrix(4, 2, random)[0]!);
    expect(draws.reduce((a, b) => a + b) / draws.length).to.be.closeTo(0, 0.05);
    expect(draws.reduce((a, b) => a + b * b, 0) / draws.length).to.be.closeTo(1 / 4, 0.03);
  });
});
