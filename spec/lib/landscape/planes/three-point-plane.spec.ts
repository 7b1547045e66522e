import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {threePointPlane} from '../../../../lib/landscape/index.ts';
import {leakFree, normals, values} from '../support.ts';

describe('threePointPlane', () => {
  leakFree();

  it('goes through the three points, where it says they are', () => {
    const [a, b, c] = [1, 2, 3].map((seed) => [normals([4, 3], seed), normals([5], seed + 10)]) as [
      tf.Tensor[],
      tf.Tensor[],
      tf.Tensor[],
    ];
    const {origin, directions, points, cosine} = threePointPlane([a, b, c]);
    expect(points.map(({x, y}) => [x, y].map((value) => Number(value.toFixed(5)))).slice(0, 2)).to.deep.equal([
      [0, 0],
      [1, 0],
    ]);
    const [u, v] = directions.map(values) as [number[], number[]];
    expect(Math.hypot(...u)).to.be.closeTo(Math.hypot(...v), 1e-5);
    expect(u.reduce((sum, value, i) => sum + value * v[i]!, 0)).to.be.closeTo(0, 1e-4);
    expect(cosine).to.equal(0);
    const third = points[2]!;
    expect(Math.abs(third.y)).to.be.greaterThan(0.1);
    const rebuilt = values(origin).map((value, i) => value + third.x * u[i]! + third.y * v[i]!);
    for (const [i, value] of values(c).entries()) expect(rebuilt[i]).to.be.closeTo(value, 1e-5);
    for (const {distance} of points) expect(distance).to.be.lessThan(1e-4);
    tf.dispose([a, b, c, origin, directions[0], directions[1]]);
  });

  it('refuses points on a line', () => {
    const [a, b, c] = [0, 1, 3].map((value) => [tf.tensor1d([value, 2 * value])]) as [
      tf.Tensor[],
      tf.Tensor[],
      tf.Tensor[],
    ];
    expect(() => threePointPlane([a, b, c])).to.throw(RangeError, /not on one line/);
    expect(() => threePointPlane([a, a, c])).to.throw(RangeError, /three different/);
    expect(() => threePointPlane([a, b] as never)).to.throw(RangeError, /three lists/);
    tf.dispose([a, b, c]);
  });
});
