import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {registerComposedKernel} from '../../../lib/wasm/composed-kernel.ts';
import {valuesOn} from './backends.ts';

describe('registerComposedKernel', () => {
  const kernelName = 'TripleForASpec';
  after(() => tf.unregisterKernel(kernelName, 'wasm'));

  it('adds a kernel that is missing, and leaves one that is there', async () => {
    registerComposedKernel(kernelName, ({x}) => tf.mul(x!, 3));
    registerComposedKernel(kernelName, ({x}) => tf.mul(x!, 5));
    const triple = () => [tf.engine().runKernel(kernelName, {x: tf.tensor1d([1, -2])}) as tf.Tensor];
    expect([...(await valuesOn('wasm', triple))[0]!]).to.deep.equal([3, -6]);
  });
});
