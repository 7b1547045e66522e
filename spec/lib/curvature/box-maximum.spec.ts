import {expect} from 'chai';
import {boxMaximum, type Slope} from '../../../lib/curvature/box-maximum.ts';

const none = (): Float32Array => {
  throw new Error('not needed');
};

/** -sum (z_i - c_i)^2 */
const hill =
  (centre: number[]): Slope =>
  (z) =>
    Promise.resolve({
      value: -centre.reduce((sum, c, i) => sum + (z[i]! - c) ** 2, 0),
      gradient: Float32Array.from(centre, (c, i) => -2 * (z[i]! - c)),
    });

describe('boxMaximum', () => {
  it('finds the top of a hill inside, and the nearest point of the box to one outside', async () => {
    const bounds = Float32Array.from([1, 1]);
    expect(await boxMaximum(hill([0.5, -0.25]), {bounds, iterations: 30, fallback: none})).to.be.closeTo(0, 1e-5);
    expect(await boxMaximum(hill([3, -0.25]), {bounds, iterations: 30, fallback: none})).to.be.closeTo(-4, 1e-4);
  });

  it('goes to the corner of a valley', async () => {
    const valley: Slope = (z) =>
      Promise.resolve({
        value: z[0]! ** 2 + 3 * z[1]! ** 2 + 0.1 * z[0]!,
        gradient: Float32Array.from([2 * z[0]! + 0.1, 6 * z[1]! + 1e-3]),
      });
    const bounds = Float32Array.from([2, 1]);
    expect(await boxMaximum(valley, {bounds, iterations: 5, fallback: none})).to.be.closeTo(4 + 3 + 0.2, 1e-5);
  });
});
