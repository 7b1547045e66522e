import {expect} from 'chai';
import {addScaled, combination, dot, norm, orthogonalize, randomSigns, scaled} from '../../../lib/curvature/vectors.ts';
import {randomStream} from '../../../lib/base/random.ts';

describe('vectors', () => {
  it('sums in float64', () => {
    const x = Float32Array.from([1e4, 1, 1e-4, 2, 3, 4, 5]);
    const exact = Array.from(x).reduce((sum, value) => sum + value * value, 0);
    expect(dot(x, x)).to.be.closeTo(exact, 1e-6);
    expect(norm(Float32Array.from([3, 4]))).to.equal(5);
  });

  it('adds, scales and combines', () => {
    const y = Float64Array.from([1, 2]);
    addScaled(y, 2, Float32Array.from([10, 20]));
    expect(Array.from(y)).to.deep.equal([21, 42]);
    expect(Array.from(scaled(y, 0.5))).to.deep.equal([10.5, 21]);
    const vectors = [Float32Array.from([1, 0]), Float32Array.from([0, 2])];
    expect(Array.from(combination([3, 4], vectors, 2))).to.deep.equal([3, 8]);
  });

  it('makes orthogonal what nearly is not', () => {
    const q = Float32Array.from([Math.SQRT1_2, Math.SQRT1_2]);
    const x = Float64Array.from([1, 1 + 1e-6]);
    orthogonalize(x, [q]);
    expect(norm(x)).to.be.below(2e-6);
    const y = Float64Array.from([3, -1]);
    orthogonalize(y, [q]);
    expect(dot(y, q)).to.be.closeTo(0, 1e-7);
    expect(y[0]).to.be.closeTo(2, 1e-6);
  });

  it('draws both signs about equally often, the same of one seed', () => {
    const signs = randomSigns(4000, randomStream(1, 'test'));
    expect([...new Set(signs)].sort((a, b) => a - b)).to.deep.equal([-1, 1]);
    expect(Math.abs(signs.reduce((sum, sign) => sum + sign, 0))).to.be.below(4 * Math.sqrt(4000));
    expect(randomSigns(4000, randomStream(1, 'test'))).to.deep.equal(signs);
  });
});
