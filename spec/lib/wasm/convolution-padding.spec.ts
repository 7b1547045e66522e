import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';

function onWasm(): void {
  before(function () {
    if (tf.getBackend() !== 'wasm') this.skip();
  });
}

/** Images, or filters, of ones. */
const ones = (...shape: [number, number, number, number]): tf.Tensor4D => tf.ones(shape);

const valuesOf = (work: () => tf.Tensor): number[] => tf.tidy(() => Array.from(work().dataSync()));

describe('padding of windows shorter than their stride', () => {
  it('leaves a tall window where it is', () => {
    const found = valuesOf(() => tf.depthwiseConv2d(ones(1, 2, 2, 1), ones(2, 1, 1, 1), 2, 'same'));
    expect(found).to.deep.equal([2]);
  });

  it('leaves a wide window where it is', () => {
    const x = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    const found = valuesOf(() => tf.conv2d(x, ones(1, 2, 1, 1), 3, 'same'));
    x.dispose();
    expect(found).to.deep.equal([3]);
  });
});

describe('windows of three dimensions shorter than their stride', () => {
  before(function () {
    // On cpu the kernels themselves pad by less than nothing; scopes of second-order gradients are right.
    if (tf.getBackend() === 'cpu') this.skip();
  });
  const x = (): tf.Tensor5D => tf.reshape(tf.range(1, 65), [1, 4, 4, 4, 1]);
  const negative = (): tf.Tensor5D => tf.neg(x());
  // The numbers at even places: 1 + 16 z + 4 y + x.
  const even = [1, 3, 9, 11, 33, 35, 41, 43];

  it('of convolution', () => {
    expect(valuesOf(() => tf.conv3d(x(), tf.ones([1, 1, 1, 1, 1]), 2, 'same'))).to.deep.equal(even);
  });

  it('of pooling', () => {
    expect(valuesOf(() => tf.avgPool3d(x(), 1, 2, 'same'))).to.deep.equal(even);
    expect(valuesOf(() => tf.maxPool3d(negative(), 1, 2, 'same'))).to.deep.equal(even.map((n) => -n));
  });

  it('of transposed convolution', () => {
    const found = valuesOf(() =>
      tf.conv3dTranspose(
        tf.tensor5d([1, 1], [1, 2, 1, 1, 1]),
        tf.tensor5d([3], [1, 1, 1, 1, 1]),
        [1, 4, 2, 1, 1],
        2,
        'same',
      ),
    );
    expect(found).to.deep.equal([3, 0, 0, 0, 3, 0, 0, 0]);
  });
});

describe('windows that the WebAssembly backend refuses', () => {
  onWasm();

  it('those larger than the image', () => {
    const convolve = (): tf.Tensor => tf.conv2d(ones(1, 2, 2, 1), ones(2, 1, 1, 1), 1, 'valid', 'NHWC', 2);
    expect(() => tf.tidy(convolve)).to.throw(RangeError, /^Conv2D on wasm: windows must fit .* 3 x 1 on 2 x 2$/);
  });

  it('padding by one number of windows that are not square', () => {
    const pool = (): tf.Tensor => tf.maxPool(ones(1, 4, 4, 1), [2, 1], 1, 0);
    expect(() => tf.tidy(pool)).to.throw(RangeError, /^MaxPool on wasm: pad must be 'valid', 'same' or \[\[0, 0\]/);
  });
});

describe('numbers that are none on the WebAssembly backend', () => {
  onWasm();
  const x = [Number.NaN, -1, 9];

  it('stay what they are where values are clamped', () => {
    expect(valuesOf(() => tf.clipByValue(x, 0, 2))).to.deep.equal([Number.NaN, 0, 2]);
    expect(valuesOf(() => tf.relu6(x))).to.deep.equal([Number.NaN, 0, 6]);
  });

  it('and behind the activation of fused products', () => {
    const a = (): tf.Tensor2D => tf.tensor2d(x, [3, 1]);
    const product = (activation: 'relu' | 'relu6') => (): tf.Tensor =>
      tf.fused.matMul({a: a(), b: tf.ones([1, 1]), bias: tf.zeros([1]), activation});
    expect(valuesOf(product('relu'))).to.deep.equal([Number.NaN, 0, 9]);
    expect(valuesOf(product('relu6'))).to.deep.equal([Number.NaN, 0, 6]);
  });

  it('truth values are refused by kernels of numbers', () => {
    expect(() => tf.tidy(() => tf.exp(tf.tensor1d([1, 0], 'bool')))).to.throw(TypeError, /^Exp on wasm: .*tf\.cast/);
  });
});
