import {expect} from 'chai';
import {exactQuadratic} from '../../../../optimizers/solvers/line-search/exact-quadratic.ts';
import type {Line} from '../../../../optimizers/solvers/line-search/line.ts';

const line = (curvature: number, wall = Infinity): Line => ({
  at: (step) => ({
    step,
    value: step > wall ? Number.NaN : (curvature * step * step) / 2 - 3 * step,
    slope: curvature * step - 3,
  }),
  curvature: () => curvature,
});

describe('exactQuadratic', () => {
  it('steps to the least point of the parabola, whatever the first step is', () => {
    for (const curvature of [1e-6, 0.5, 3, 1e6]) {
      const found = exactQuadratic()(line(curvature), line(curvature).at(0), 1);
      expect(found!.step).to.equal(3 / curvature);
      expect(found!.slope).to.be.closeTo(0, 1e-12);
    }
  });

  it('gives null where the curvature is not above 0, and where the loss is not finite', () => {
    for (const curvature of [0, -1, Number.NaN])
      expect(exactQuadratic()(line(curvature), line(1).at(0), 1)).to.equal(null);
    expect(exactQuadratic()(line(1, 2), line(1).at(0), 1)).to.equal(null);
  });

  it('refuses a line without curvature', () => {
    const at: Line['at'] = (step) => line(1).at(step);
    expect(() => exactQuadratic()({at}, at(0), 1)).to.throw(
      TypeError,
      /^exactQuadratic: the line must have a function curvature/,
    );
  });
});
