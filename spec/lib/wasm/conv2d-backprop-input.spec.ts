import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {expectEqualOnWasm, numbers, valuesOn} from './backends.ts';

const run = (dy: tf.Tensor, filter: tf.Tensor, attributes: object): tf.Tensor =>
  tf.engine().runKernel(tf.Conv2DBackpropInput, {dy, filter}, attributes as tf.NamedAttrMap);

describe('replaceConv2dBackpropInput', () => {
  it('gives what the definition gives', async () => {
    const filter = tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]);
    const attributes = {strides: 1, pad: 'valid', dataFormat: 'NHWC', inputShape: [1, 3, 3, 1]};
    const [dx] = await valuesOn('wasm', () => [run(tf.tensor4d([1, 0, 0, 10], [1, 2, 2, 1]), filter, attributes)]);
    expect([...dx!]).to.deep.equal([1, 2, 0, 3, 14, 20, 0, 30, 40]);
    filter.dispose();
  });

  it('leaves longer strides to the kernel', async () => {
    const [dy, filter] = [numbers([1, 3, 3, 2]), numbers([2, 2, 3, 2])];
    const attributes = {strides: 2, pad: 'same', dataFormat: 'NHWC', inputShape: [1, 6, 6, 3]};
    const tensor = ({shape, values}: typeof dy) => tf.tensor(values, shape);
    await expectEqualOnWasm(() => [run(tensor(dy), tensor(filter), attributes)]);
  });
});
