import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {withMatrix} from '../../../../lib/curvature/problem/matrix.ts';
import {diagonal, rejection} from '../support.ts';

describe('withMatrix', () => {
  it('takes an operator as it is, or the Hessian of a loss, and frees what it took', async () => {
    const own = diagonal([1, 2]);
    expect(await withMatrix('spec', {operator: own}, async (matrix) => matrix === own)).to.equal(true);
    const w = tf.variable(tf.tensor1d([1, 2]));
    const before = tf.memory().numTensors;
    const loss = (): tf.Scalar => tf.sum(tf.pow(w, tf.scalar(3, 'int32')));
    const product = await withMatrix('spec', {loss, variables: [w]}, async (matrix) =>
      matrix.apply(Float32Array.of(1, 1)),
    );
    expect([...product].map((value) => Number(value.toPrecision(5)))).to.deep.equal([6, 12]);
    expect(tf.memory().numTensors).to.equal(before);
    w.dispose();
  });

  it('refuses two matrices', async () => {
    const both = {operator: diagonal([1]), loss: () => tf.scalar(0)};
    const error = await rejection(withMatrix('spec', both, async () => {}));
    expect(error).to.be.instanceOf(TypeError);
    expect(error.message).to.equal('spec: give operator, or loss and variables, received operator and loss');
  });
});
