import {expect} from 'chai';
import {tridiagonalEigensystem} from '../../../../lib/curvature/lanczos/tridiagonal.ts';

describe('tridiagonalEigensystem', () => {
  it('has the eigenvalues 2 - 2 cos(k pi / (n + 1)) of the second difference, and its eigenvectors', () => {
    const n = 9;
    const {values, vectors} = tridiagonalEigensystem(
      Array.from({length: n}, () => 2),
      Array.from({length: n - 1}, () => -1),
    );
    for (const [j, value] of values.entries()) {
      expect(value).to.be.closeTo(2 - 2 * Math.cos(((j + 1) * Math.PI) / (n + 1)), 1e-12);
      for (let i = 0; i < n; i++) {
        const column = (row: number): number => vectors[row]?.[j] ?? 0;
        expect(2 * column(i) - column(i - 1) - column(i + 1)).to.be.closeTo(value * column(i), 1e-12);
      }
    }
  });

  it('is the number itself where there is one', () => {
    const {values, vectors} = tridiagonalEigensystem([-3], []);
    expect([...values]).to.deep.equal([-3]);
    expect(Math.abs(vectors[0]![0]!)).to.equal(1);
  });
});
