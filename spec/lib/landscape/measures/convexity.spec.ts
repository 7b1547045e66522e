import {expect} from 'chai';
import {convexity} from '../../../../lib/landscape/index.ts';

describe('convexity', () => {
  it('is 1 for a parabola, on uneven points too, and 0 for its negative', () => {
    const alphas = [0, 0.1, 0.3, 0.35, 0.9, 1];
    const parabola = alphas.map((a) => (a - 0.4) ** 2);
    expect(convexity(parabola, {alphas})).to.deep.equal({local: 1, global: 1});
    expect(
      convexity(
        parabola.map((loss) => -loss),
        {alphas},
      ),
    ).to.deep.equal({local: 0, global: 0});
  });

  it('counts a point on the line as convex, and weighs neighbours by how near they are', () => {
    expect(convexity([4, 3, 2, 1, 0])).to.deep.equal({local: 1, global: 1});
    // A third of the way from 8 to 2 the line is at 6.
    const alphas = [1, 2, 4];
    expect(convexity([8, 5.9, 2], {alphas})).to.deep.equal({local: 1, global: 1});
    expect(convexity([8, 6, 2], {alphas})).to.deep.equal({local: 1, global: 1});
    expect(convexity([8, 6.1, 2], {alphas})).to.deep.equal({local: 0, global: 0});
  });

  it('refuses bad arguments, by name', () => {
    expect(() => convexity([1])).to.throw(RangeError, /^convexity: losses must/);
    expect(() => convexity([1, 2], {tolerance: -1})).to.throw(RangeError, /^convexity: tolerance must/);
  });

  it('tells local from global', () => {
    // A bump in a valley: 5 inner points, all below the chord, one of them above its neighbours.
    const {local, global} = convexity([4, 1, 0, 1, 0, 1, 4]);
    expect({local, global}).to.deep.equal({local: 4 / 5, global: 1});
  });

  it('forgives rounding within the tolerance, and never a NaN', () => {
    expect(convexity([1, 1 + 1e-9, 1]).local).to.equal(0);
    expect(convexity([1, 1 + 1e-9, 1], {tolerance: 1e-8}).local).to.equal(1);
    expect(convexity([1, NaN, 1], {tolerance: 1})).to.deep.equal({local: 0, global: 0});
    expect(convexity([2, 1])).to.deep.equal({local: 1, global: 1});
  });
});
