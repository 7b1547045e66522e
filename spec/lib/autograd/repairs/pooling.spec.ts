import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {build, type Grid} from './grid.ts';
import {gradientCase} from './gradient-case.ts';
import {overWindows, type Windows} from './windows.ts';

const pooled = (x: Grid, windows: Windows, reduce: (values: number[]) => number): Grid =>
  overWindows(x, windows, x.shape.at(-1)!, (batch, taps, channel) =>
    reduce(taps.map(({index}) => x.at([batch, ...index, channel])).filter((value) => !Number.isNaN(value))),
  );

const most = (values: number[]): number => Math.max(...values);
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const negative = (value: number): number => -Math.abs(value) - 0.2;

type Pad = 'same' | 'valid' | number;
const room = (pad: Pad, rank: number): Windows['pad'] =>
  pad === 'same' ? 'same' : Array.from({length: rank}, () => (pad === 'valid' ? [0, 0] : [pad, pad]));

describe('gradients of pooling', () => {
  for (const [filter, stride, pad] of [
    [[3, 2], 2, 'same'],
    [[3, 3], 1, 'same'],
    [[2, 2], 2, 1],
    [[3, 2], 1, 1],
    [[2, 1], 3, 'same'],
  ] as const) {
    for (const [name, operation, reduce] of [
      ['maxPool', tf.maxPool, most],
      ['avgPool', tf.avgPool, mean],
    ] as const) {
      gradientCase({
        name: `${name} of negative values over ${filter.join()}, stride ${stride}, padding ${pad}`,
        shapes: [[2, 5, 4, 2]],
        operation: (x) =>
          operation(x as tf.Tensor4D, [...filter], stride, pad, typeof pad === 'number' ? 'floor' : undefined),
        reference: (x) => pooled(x, {filter, stride, pad: room(pad, 2)!}, reduce),
        values: negative,
      });
    }
  }

  for (const [filter, stride, pad] of [
    [[2, 3, 1], 2, 'same'],
    [[1, 2, 3], 1, 'valid'],
    [[2, 2, 2], 1, 'same'],
    [[2, 2, 2], 2, 1],
    [[2, 1, 2], 2, 'same'],
  ] as const) {
    for (const [name, operation, reduce] of [
      ['maxPool3d', tf.maxPool3d, most],
      ['avgPool3d', tf.avgPool3d, mean],
    ] as const) {
      gradientCase({
        name: `${name} of negative values over ${filter.join()}, stride ${stride}, padding ${pad}`,
        shapes: [[1, 3, 4, 5, 2]],
        operation: (x) =>
          operation(x as tf.Tensor5D, [...filter], stride, pad, typeof pad === 'number' ? 'floor' : undefined),
        reference: (x) => pooled(x, {filter, stride, pad: room(pad, 3)!}, reduce),
        values: negative,
      });
    }
  }

  gradientCase({
    name: 'maxPool of tanh',
    shapes: [[1, 4, 4, 2]],
    operation: (x) => tf.maxPool(tf.tanh(x as tf.Tensor4D), 2, 2, 'valid'),
    reference: (x) =>
      pooled(
        build(x.shape, (...index) => Math.tanh(x.at(index))),
        {filter: [2, 2], stride: 2},
        most,
      ),
  });

  gradientCase({
    name: 'maxPoolWithArgmax',
    shapes: [[2, 5, 4, 2]],
    operation: (x) => tf.maxPoolWithArgmax(x as tf.Tensor4D, [2, 2], 2, 'same')['result']!,
    reference: (x) => pooled(x, {filter: [2, 2], stride: 2, pad: 'same'}, most),
    // tfjs-node has no such kernel; on wasm it is refused.
    except: ['tensorflow', 'wasm'],
  });

  it('go to one place of a tie, in three dimensions too', () => {
    tf.tidy(() => {
      const x = tf.tensor([1, 1, 0, 2, 1, 1, 2, 2, 0, 3, 5, 5, 3, 3, 5, 5], [1, 4, 2, 2, 1]);
      const gradient = secondOrder(() => tf.grad((v) => tf.sum(tf.maxPool3d(v as tf.Tensor5D, 2, 2, 'valid')))(x));
      expect([...gradient.dataSync()]).to.deep.equal([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
    });
  });
});
