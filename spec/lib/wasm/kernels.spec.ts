import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {registerComposedKernel, replaceKernel} from '../../../lib/wasm/kernels.ts';
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

describe('replaceKernel', () => {
  const kernelName = 'ReplacedForASpec';
  after(() => tf.unregisterKernel(kernelName, 'wasm'));

  it('replaces a kernel once, and makes none where there is none', () => {
    const answer =
      (value: number): tf.KernelFunc =>
      () => [{dataId: {}, shape: [value], dtype: 'float32'}];
    replaceKernel(kernelName, () => answer(1));
    expect(tf.getKernel(kernelName, 'wasm')).to.equal(undefined);
    tf.registerKernel({kernelName, backendName: 'wasm', kernelFunc: answer(2)});
    const plusTen =
      (original: tf.KernelFunc): tf.KernelFunc =>
      (call) => {
        const [info] = original(call) as tf.TensorInfo[];
        return [{...info!, shape: [info!.shape[0]! + 10]}];
      };
    replaceKernel(kernelName, plusTen);
    replaceKernel(kernelName, plusTen);
    const result = tf.getKernel(kernelName, 'wasm').kernelFunc({inputs: {}, backend: {}}) as tf.TensorInfo[];
    expect(result[0]!.shape).to.deep.equal([12]);
  });
});
