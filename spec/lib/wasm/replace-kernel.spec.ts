import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {replaceKernel} from '../../../lib/wasm/replace-kernel.ts';

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
