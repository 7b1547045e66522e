import {expect} from 'chai';
import {linearCurve, logarithmicCurve} from '../../../../lib/curvature/density/density-curves.ts';
import {integral} from '../../../../lib/curvature/density/kernel.ts';

const quadrature = (nodes: number[], weights: number[]) => ({
  nodes: Float64Array.from(nodes),
  weights: Float64Array.from(weights),
  residuals: new Float64Array(nodes.length),
  isExhausted: false,
});

describe('linearCurve', () => {
  it('integrates to 1 and is highest where most of the eigenvalues are', () => {
    const curve = linearCurve([quadrature([-1, 0, 5], [0.1, 0.8, 0.1])], {points: 300, sigma: 0.2});
    expect(integral(curve)).to.be.closeTo(1, 1e-5);
    expect(curve.sigma).to.equal(0.2);
    expect(Math.abs(curve.x[curve.density.indexOf(Math.max(...curve.density))]!)).to.be.below(0.05);
  });

  it('draws a single eigenvalue as a bump, and has points enough for a narrow one', () => {
    const single = linearCurve([quadrature([3], [1])], {points: 50, sigma: undefined});
    expect(integral(single)).to.be.closeTo(1, 1e-5);
    const narrow = linearCurve([quadrature([0, 10], [0.5, 0.5])], {points: 50, sigma: 0.01});
    expect(narrow.x).to.have.length(2000 + 24);
    expect(integral(narrow)).to.be.closeTo(1, 1e-5);
  });

  it('refuses a width that no grid resolves', () => {
    expect(() => linearCurve([quadrature([0, 10], [0.5, 0.5])], {points: 50, sigma: 1e-9})).to.throw(
      RangeError,
      /sigma must be at least 0\.00010 for a spectrum of width 10\.0, received 1e-9/,
    );
  });
});

describe('logarithmicCurve', () => {
  it('keeps the signs apart, integrates to 1 over both, and draws what is below the floor at it', () => {
    const {x, positive, negative, floor} = logarithmicCurve(
      [quadrature([-10, 1e-9, 1, 100], [0.25, 0.25, 0.25, 0.25])],
      {
        points: 400,
        floor: 1e-3,
      },
    );
    expect(floor).to.equal(1e-3);
    expect(integral({x, density: positive})).to.be.closeTo(0.75, 1e-4);
    expect(integral({x, density: negative})).to.be.closeTo(0.25, 1e-4);
    expect(x[negative.indexOf(Math.max(...negative))]!).to.be.closeTo(1, 0.1);
    // The mean place of 1e-3, 1 and 100 in decades.
    const first = positive.map((value, i) => value * x[i]!);
    expect(integral({x, density: first}) / 0.75).to.be.closeTo((-3 + 0 + 2) / 3, 1e-4);
  });
});
