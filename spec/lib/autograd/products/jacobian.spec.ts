import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {jvp} from '../../../../lib/autograd/products/jvp.ts';
import {vjp} from '../../../../lib/autograd/products/vjp.ts';
import {expectClose} from '../close.ts';
import {draw, scopedTensors} from '../scoped.ts';

describe('products with Jacobians', () => {
  scopedTensors();

  it('jvp and vjp are J v and J u of z = tanh(x w)', () => {
    const [x, w] = [
      [1, 2],
      [0.5, -0.25],
    ] as const;
    const variable = tf.tensor1d([...w]);
    const z = (): tf.Tensor => tf.tanh(tf.mul(variable, tf.tensor1d([...x])));
    const slope = w.map((value, i) => x[i]! * (1 - Math.tanh(x[i]! * value) ** 2));
    expectClose([jvp(z, [variable], [tf.tensor1d([2, 3])])], [2 * slope[0]!, 3 * slope[1]!], 1e-6);
    expectClose(vjp(z, [variable], tf.tensor1d([2, 3])), [2 * slope[0]!, 3 * slope[1]!], 1e-6);
  });

  it('are adjoint: u J v = v J u, and zero for tensors without influence', () => {
    const w = draw([3, 2], 1);
    const z = (): tf.Tensor => tf.softmax(tf.matMul(draw([4, 3], 2) as tf.Tensor2D, w as tf.Tensor2D));
    const [u, v] = [draw([4, 2], 3), draw([3, 2], 4)];
    const left = tf.sum(tf.mul(u, jvp(z, [w], [v]))).dataSync()[0]!;
    const right = tf.sum(tf.mul(v, vjp(z, [w], u)[0]!)).dataSync()[0]!;
    expect(Math.abs(left)).to.be.greaterThan(1e-2);
    expect(left).to.be.closeTo(right, 1e-5);
    expect(
      jvp(z, [u], [u])
        .dataSync()
        .every((value) => value === 0),
    ).to.equal(true);
    expect(() => vjp(z, [w], v)).to.throw(RangeError, 'vjp: cotangent[0] must be of type float32 and shape [4, 2]');
  });
});
