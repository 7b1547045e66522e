import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {engine} from '../../../../lib/base/engine.ts';
import {scopedTensors} from '../scoped.ts';

/** The gradients of a function of closed-over tensors, as the engine gives them. */
const gradients = (...given: Parameters<ReturnType<typeof engine>['gradients']>): (number[] | null)[] =>
  secondOrder(() =>
    engine()
      .gradients(...given)
      .grads.map((each) => each && [...each.dataSync()]),
  );

describe('nestedGradients', () => {
  scopedTensors();

  it('weighs the outputs by dy, by ones where none is given', () => {
    const x = tf.tensor1d([1, 2]);
    expect(gradients(() => tf.square(x), [x])).to.deep.equal([[2, 4]]);
    expect(gradients(() => tf.square(x), [x], tf.tensor1d([10, -1]))).to.deep.equal([[20, -4]]);
  });

  it('refuses what has no gradients', () => {
    const x = tf.tensor1d([1, 2]);
    const square = () => tf.square(x);
    expect(() => gradients(square, [])).to.throw('empty list of xs');
    expect(() => gradients(square, [x], tf.tensor1d([1, 2], 'int32'))).to.throw("dtype, but has 'int32'");
    expect(() => gradients(square, [x], tf.scalar(1))).to.throw('shape of dy, [], must match that of f(x), [2]');
    expect(() => gradients(() => 3 as never, [x])).to.throw('must be a tensor');
    expect(() => gradients(() => tf.scalar(1), [x])).to.throw('Cannot compute gradient of y=f(x)');
  });

  it('refuses complex values, and names the way out', function () {
    // It has no complex numbers.
    if (tf.getBackend() === 'wasm') this.skip();
    const x = tf.tensor1d([1, 2]);
    expect(() => gradients(() => tf.complex(x, x), [x])).to.throw(
      TypeError,
      /complex numbers: take tf\.real or tf\.abs/,
    );
    expect(gradients(() => tf.real(tf.square(tf.complex(x, x))), [x])).to.deep.equal([[0, 0]]);
    expect(gradients(() => tf.imag(tf.square(tf.complex(x, x))), [x])).to.deep.equal([[4, 8]]);
  });

  it('is zero by steps, null where nothing connects and that is allowed', () => {
    const [x, other] = [tf.tensor1d([1.5, 2]), tf.scalar(4)];
    expect(gradients(() => tf.floor(x), [x])).to.deep.equal([[0, 0]]);
    expect(gradients(() => tf.scalar(1), [x], null, true)).to.deep.equal([null]);
    expect(gradients(() => tf.square(x), [x, other], null, true)).to.deep.equal([[3, 4], null]);
  });

  it('frees all but the value and the gradients', () => {
    const x = tf.tensor1d([1, 2]);
    const before = tf.memory().numTensors;
    const {value, grads} = secondOrder(() => engine().gradients(() => tf.exp(tf.square(x)), [x]));
    expect(tf.memory().numTensors).to.equal(before + 2);
    tf.dispose([value, ...(grads as tf.Tensor[])]);
    expect(tf.memory().numTensors).to.equal(before);
  });
});
