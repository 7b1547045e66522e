import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {pcaPlane} from '../../../../lib/landscape/index.ts';
import {batchNormModel, leakFree, normals, values} from '../support.ts';

describe('pcaPlane', () => {
  leakFree();

  it('finds the two directions that checkpoints vary in, and how much of the variance they explain', () => {
    // Variances 9 : 4 : 1 along three axes of a space of six: eight corners of a box.
    const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => [k & 1 ? 3 : -3, k & 2 ? 2 : -2, k & 4 ? 1 : -1]);
    const trajectory = corners.map(([p, q, r]) => [
      tf.tensor2d([
        [5, p!],
        [q!, 7],
      ]),
      tf.tensor1d([r!, -1]),
    ]);
    const {origin, directions, explainedVariance, points, cosine} = pcaPlane({trajectory});
    expect(explainedVariance[0]).to.be.closeTo(9 / 14, 1e-9);
    expect(explainedVariance[1]).to.be.closeTo(4 / 14, 1e-9);
    expect(cosine).to.be.closeTo(0, 1e-6);
    const [u, v] = directions.map((direction) => values(direction).map(Math.abs));
    for (const [i, value] of [0, 1, 0, 0, 0, 0].entries()) expect(u![i]).to.be.closeTo(value, 1e-6);
    for (const [i, value] of [0, 0, 1, 0, 0, 0].entries()) expect(v![i]).to.be.closeTo(value, 1e-6);
    expect(values(origin)).to.deep.equal([5, 3, 2, 7, 1, -1]);
    // From the last corner (3, 2, 1): 6 or 0 along the first axis, 4 or 0 along the second, 2 or 0 off the plane.
    for (const [k, {x, y, distance, name}] of points.entries()) {
      expect(Math.abs(x)).to.be.closeTo(k & 1 ? 0 : 6, 1e-5);
      expect(Math.abs(y)).to.be.closeTo(k & 2 ? 0 : 4, 1e-5);
      expect(distance).to.be.closeTo(k & 4 ? 0 : 2, 1e-5);
      expect(name).to.equal(`checkpoint ${k}`);
    }
    tf.dispose([...trajectory.flat(), origin, directions[0], directions[1]].flat());
  });

  it('leaves running statistics out', () => {
    const model = batchNormModel(1);
    const trajectory = [1, 2, 3, 4].map((seed) =>
      model.getWeights().map((weight, i) => normals(weight.shape, 10 * seed + i)),
    );
    const {origin, directions} = pcaPlane({model, trajectory});
    for (const direction of directions) {
      expect(values(direction.slice(6)).every((value) => value === 0)).to.equal(true);
      expect(Math.hypot(...values(direction))).to.be.closeTo(1, 1e-5);
    }
    tf.dispose([...trajectory.flat(), ...origin, ...directions.flat()]);
    model.dispose();
  });

  it('refuses too few checkpoints and those on a line', () => {
    const line = [0, 1, 3].map((value) => [tf.tensor1d([value, 2 * value])]);
    expect(() => pcaPlane({trajectory: line})).to.throw(RangeError, /not all on one line/);
    expect(() => pcaPlane({trajectory: line.slice(1)})).to.throw(RangeError, /at least three checkpoints, received 2/);
    tf.dispose(line.flat());
  });
});
