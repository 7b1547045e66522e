import {expect} from 'chai';
import {cubic, isFinitePoint, secant, type LinePoint} from '../../../../optimizers/solvers/line-search/line.ts';

const points = (value: (a: number) => number, slope: (a: number) => number, ...steps: number[]): LinePoint[] =>
  steps.map((step) => ({step, value: value(step), slope: slope(step)}));

describe('points of a line', () => {
  it('lead by a secant to the least point of a parabola, from either side', () => {
    const [a, b, c] = points(
      (x) => 3 * (x - 2) ** 2,
      (x) => 6 * (x - 2),
      0,
      1,
      5,
    ) as [LinePoint, LinePoint, LinePoint];
    for (const [from, to] of [
      [a, b],
      [b, a],
      [a, c],
      [c, b],
    ] as const)
      expect(secant(from, to)).to.be.closeTo(2, 1e-12);
    expect(secant(a, a)).to.be.NaN;
  });

  it('lead to the least point of a cubic, from either side', () => {
    // x^3 - 3 x is least at 1.
    const [a, b, c] = points(
      (x) => x ** 3 - 3 * x,
      (x) => 3 * x * x - 3,
      0.1,
      0.6,
      3,
    ) as [LinePoint, LinePoint, LinePoint];
    for (const [from, to] of [
      [a, b],
      [b, a],
      [a, c],
      [c, b],
    ] as const)
      expect(cubic(from, to)).to.be.closeTo(1, 1e-12);
    // x^3 + x has none.
    const [d, e] = points(
      (x) => x ** 3 + x,
      (x) => 3 * x * x + 1,
      -1,
      1,
    ) as [LinePoint, LinePoint];
    expect(cubic(d, e)).to.be.NaN;
  });

  it('are compared where loss and slope are finite', () => {
    expect(isFinitePoint({step: 1, value: 1, slope: 1})).to.equal(true);
    for (const odd of [Number.NaN, Infinity, -Infinity]) {
      expect(isFinitePoint({step: 1, value: odd, slope: 1})).to.equal(false);
      expect(isFinitePoint({step: 1, value: 1, slope: odd})).to.equal(false);
    }
  });
});
