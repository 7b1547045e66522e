import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {
  behind,
  fitted,
  type Reach,
  reaches2d,
  reaches3d,
  unfitted,
} from '../../../../lib/autograd/repairs/window-padding.ts';
import {draw, scopedTensors} from '../scoped.ts';

/** Windows of 3 at -1, 1, 3 over 4 values. */
const padded: Reach = {size: 4, out: 3, stride: 2, extent: 3, before: 1};
/** Windows of 2 at 0, 3 over 6 values: none meets the last one. */
const cut: Reach = {size: 6, out: 2, stride: 3, extent: 2, before: 0};
/** Windows of 2 at 0, 1, 2 over 4 values. */
const exact: Reach = {size: 4, out: 3, stride: 1, extent: 2, before: 0};

const column = (values: number[]): tf.Tensor => tf.tensor(values, [1, values.length, 1]);
const numbers = (x: tf.Tensor): number[] => [...x.dataSync()];
const dot = (a: tf.Tensor, b: tf.Tensor): number => tf.sum(tf.mul(a, b)).dataSync()[0]!;

describe('behind', () => {
  it('is what the last window needs behind the last value', () => {
    expect([padded, cut, exact].map(behind)).to.deep.equal([2, -1, 0]);
  });
});

describe('fitted', () => {
  scopedTensors();

  it('pads, with zeros or another number, and cuts', () => {
    expect(numbers(fitted(column([1, 2, 3, 4]), [padded]))).to.deep.equal([0, 1, 2, 3, 4, 0, 0]);
    expect(numbers(fitted(column([1, 2, 3, 4]), [padded], -9))).to.deep.equal([-9, 1, 2, 3, 4, -9, -9]);
    expect(numbers(fitted(column([1, 2, 3, 4, 5, 6]), [cut]))).to.deep.equal([1, 2, 3, 4, 5]);
    expect(numbers(fitted(column([1, 2, 3, 4, 5, 6]), [{...cut, before: 1}]))).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it('hands on what fits', () => {
    const x = column([1, 2, 3, 4]);
    expect(fitted(x, [exact])).to.equal(x);
  });
});

describe('unfitted', () => {
  scopedTensors();

  it('takes the values out of the padding, zeros where they were cut', () => {
    expect(numbers(unfitted(column([7, 1, 2, 3, 4, 8, 9]), [padded]))).to.deep.equal([1, 2, 3, 4]);
    expect(numbers(unfitted(column([1, 2, 3, 4, 5]), [cut]))).to.deep.equal([1, 2, 3, 4, 5, 0]);
    expect(numbers(unfitted(column([9, 1, 2, 3, 4]), [{...cut, before: 1}]))).to.deep.equal([1, 2, 3, 4, 0, 0]);
  });

  it('is the transpose of fitted, with batches, channels and several axes', () => {
    for (const reaches of [
      [padded, cut],
      [cut, exact],
      [{...cut, before: 1}, padded],
      [padded, cut, exact],
    ]) {
      const x = draw([2, ...reaches.map(({size}) => size), 3], 1);
      const whole = fitted(x, reaches);
      const dy = draw(whole.shape, 2);
      const back = unfitted(dy, reaches);
      expect(back.shape).to.deep.equal(x.shape);
      const product = dot(whole, dy);
      expect(Math.abs(product)).to.be.greaterThan(0.1);
      expect(dot(x, back)).to.be.closeTo(product, 1e-4);
    }
  });
});

const lengths = (reaches: readonly Reach[]): number[] =>
  reaches.map((reach) => reach.size + reach.before + behind(reach));

describe('reaches2d', () => {
  scopedTensors();

  const {computeConv2DInfo} = tf.backend_util;
  const cases: [string, [number, number], [number, number], 'same' | 'valid' | number][] = [
    ['same, with strides', [2, 3], [1, 1], 'same'],
    ['same, with dilations', [1, 1], [2, 3], 'same'],
    ['valid, where values are left over', [2, 3], [1, 1], 'valid'],
    ['a number', [1, 1], [1, 1], 1],
  ];
  for (const [name, strides, dilations, pad] of cases) {
    it(`makes a convolution without padding of one with ${name}`, () => {
      const [x, filter] = [draw([2, 7, 6, 2], 1) as tf.Tensor4D, draw([3, 2, 2, 3], 2) as tf.Tensor4D];
      const info = computeConv2DInfo(x.shape, filter.shape, strides, dilations, pad);
      const reaches = reaches2d(info);
      const whole = fitted(x, reaches) as tf.Tensor4D;
      expect(whole.shape.slice(1, 3)).to.deep.equal(lengths(reaches));
      const plain = tf.conv2d(whole, filter, strides, 'valid', 'NHWC', dilations);
      expect(plain.shape).to.deep.equal(info.outShape);
      const expected = convolution(x, filter, strides, dilations, [info.padInfo.top, info.padInfo.left], plain.shape);
      expect(Math.hypot(...expected)).to.be.greaterThan(1);
      numbers(plain).forEach((value, i) => expect(value).to.be.closeTo(expected[i]!, 1e-5));
    });
  }

  /** The definition, in float64. */
  function convolution(
    x: tf.Tensor4D,
    filter: tf.Tensor4D,
    strides: readonly [number, number],
    dilations: readonly [number, number],
    before: readonly [number, number],
    [batch, height, width, channels]: readonly [number, number, number, number],
  ): number[] {
    const [values, weights] = [x.arraySync(), filter.arraySync()];
    const at = (b: number, i: number, j: number, k: number): number =>
      weights
        .flatMap((row, p) =>
          row.flatMap((taps, q) =>
            taps.map((tap, c) => {
              const [r, s] = [
                i * strides[0] + p * dilations[0] - before[0],
                j * strides[1] + q * dilations[1] - before[1],
              ];
              return tap[k]! * (values[b]![r]?.[s]?.[c] ?? 0);
            }),
          ),
        )
        .reduce((sum, term) => sum + term, 0);
    const upTo = (count: number): number[] => [...Array(count).keys()];
    return upTo(batch).flatMap((b) =>
      upTo(height).flatMap((i) => upTo(width).flatMap((j) => upTo(channels).map((k) => at(b, i, j, k)))),
    );
  }
});

describe('reaches3d', () => {
  it('are depth, rows and columns, each with its own numbers', () => {
    const info = tf.backend_util.computeConv3DInfo([1, 9, 8, 7, 1], [3, 2, 4, 1, 1], [2, 3, 1], [1, 2, 1], 'same');
    // Same: out = ceil(size / stride), and half of what is missing goes in front.
    expect(reaches3d(info)).to.deep.equal([
      {size: 9, out: 5, stride: 2, extent: 3, before: 1},
      {size: 8, out: 3, stride: 3, extent: 3, before: 0},
      {size: 7, out: 7, stride: 1, extent: 4, before: 1},
    ]);
    expect(lengths(reaches3d(info))).to.deep.equal([11, 9, 10]);
  });
});
