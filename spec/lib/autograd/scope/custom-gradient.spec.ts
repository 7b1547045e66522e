import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {onTape, withTape} from '../../../../lib/autograd/scope/tape.ts';
import {engine} from '../../../../lib/base/engine.ts';
import {scopedTensors} from '../scoped.ts';

describe('customGradient', () => {
  scopedTensors();

  /** The floor of x, whose derivative is declared to be the value itself. */
  const declared = tf.customGrad((x, save) => {
    const value = tf.floor(x as tf.Tensor);
    (save as tf.GradSaveFunc)([value]);
    return {value, gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => tf.mul(dy, saved!)};
  });

  it('takes the declared gradient also for the value that it saves, in every order', () => {
    const x = tf.scalar(3.7);
    const first = (y: tf.Tensor): tf.Tensor => tf.grad(declared)(y);
    const second = (y: tf.Tensor): tf.Tensor => tf.grad(first)(y);
    const values = secondOrder(() => [declared, first, second, tf.grad(second)].map((f) => f(x).dataSync()[0]));
    // f = 3, f' = f, and so on.
    expect(values).to.deep.equal([3, 3, 3, 3]);
  });

  it('needs nothing saved', () => {
    const fivefold = tf.customGrad((x) => ({
      value: tf.floor(x as tf.Tensor),
      gradFunc: (dy: tf.Tensor) => tf.mul(dy, 5),
    }));
    expect(secondOrder(() => tf.grad(fivefold)(tf.scalar(3.7))).dataSync()[0]).to.equal(5);
  });

  it('is on the tape by the name of the scope that it is called in, after what it is made of', () => {
    const x = tf.scalar(3.7);
    const recorded = secondOrder(() =>
      withTape(() => {
        onTape(() => tf.tidy('mine', () => declared(x)));
        return engine().state.activeTape!.map(({kernelName}) => kernelName);
      }),
    );
    expect(recorded.filter((name) => name !== 'Identity')).to.deep.equal(['Floor', 'mine']);
  });
});
