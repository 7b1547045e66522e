import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {flatten, unflatten} from '../../../../lib/autograd/flatten.ts';
import {hessian} from '../../../../lib/autograd/products/hessian.ts';
import {hvp} from '../../../../lib/autograd/products/hvp.ts';
import {expectClose} from '../close.ts';
import {draw, scopedTensors} from '../scoped.ts';

describe('hessian', () => {
  scopedTensors();

  it('hessian is dense, symmetric and made of products', () => {
    const [w, b] = [draw([2, 2], 1), draw([2], 2)];
    const loss = (): tf.Scalar =>
      tf.mean(tf.square(tf.tanh(tf.add(tf.matMul(draw([3, 2], 3) as tf.Tensor2D, w as tf.Tensor2D), b))));
    const matrix = hessian(loss, [w, b]);
    expect(matrix.shape).to.deep.equal([6, 6]);
    const v = draw([6], 5) as tf.Tensor1D;
    expectClose([tf.dot(matrix, v)], [...flatten(hvp(loss, [w, b], unflatten(v, [w, b]))).dataSync()], 1e-5);
    expect(tf.max(tf.abs(tf.sub(matrix, tf.transpose(matrix)))).dataSync()[0]).to.be.lessThan(1e-6);
    const product = hessian(() => tf.prod(tf.tensor1d([1])), [tf.scalar(1)]);
    expect(product.dataSync()[0]).to.equal(0);
    expect(() => hessian(loss, [tf.zeros([10_001])])).to.throw(RangeError, 'at most 10000 numbers');
  });
});
