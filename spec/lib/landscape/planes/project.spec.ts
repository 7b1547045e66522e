import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {projectPoint} from '../../../../lib/landscape/index.ts';
import {leakFree} from '../support.ts';

describe('projectPoint', () => {
  leakFree();

  it('is least squares, for directions of any length and angle', () => {
    const origin = [tf.tensor1d([1, 0, 0])];
    const directions = [[tf.tensor1d([2, 0, 0])], [tf.tensor1d([1, 3, 0])]] as [tf.Tensor[], tf.Tensor[]];
    // origin + 2 u - 1 v + (0, 0, 5)
    const point = [tf.tensor1d([4, -3, 5])];
    const {x, y, distance, name} = projectPoint({origin, directions}, point, 'p');
    expect(x).to.be.closeTo(2, 1e-6);
    expect(y).to.be.closeTo(-1, 1e-6);
    expect(distance).to.be.closeTo(5, 1e-6);
    expect(name).to.equal('p');
    tf.dispose([origin, directions[0], directions[1], point]);
  });

  it('refuses parallel directions', () => {
    const origin = [tf.tensor1d([0, 0])];
    const d = [tf.tensor1d([1, 1])];
    expect(() => projectPoint({origin, directions: [d, d]}, origin)).to.throw(RangeError, /span a plane/);
    tf.dispose([origin, d]);
  });
});
