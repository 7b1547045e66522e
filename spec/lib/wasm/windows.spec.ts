import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {checkOrder, padded, taps, tapValues} from '../../../lib/wasm/windows.ts';

const info = (format?: 'channelsFirst' | 'channelsLast') =>
  tf.backend_util.computeConv2DInfo([1, 3, 3, 1], [2, 2, 1, 1], 2, 1, 'same', undefined, false, format);

describe('windows of a convolution', () => {
  it('lists the taps of the filter row by row', () => {
    expect(taps(info())).to.deep.equal([
      {row: 0, column: 0},
      {row: 0, column: 1},
      {row: 1, column: 0},
      {row: 1, column: 1},
    ]);
  });

  it('meets, for every place, the values that a tap of the convolution meets, zeros outside', () => {
    const values = tf.tidy(() => {
      const x = padded(tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]), info());
      return taps(info()).map((tap) => [...tapValues(x, tap, info()).dataSync()]);
    });
    expect(values).to.deep.equal([
      [1, 3, 7, 9],
      [2, 0, 8, 0],
      [4, 6, 0, 0],
      [5, 0, 0, 0],
    ]);
  });

  it('refuses channels first by the name of the kernel', () => {
    expect(() => checkOrder('Some', info('channelsFirst'))).to.throw(RangeError, /Some on wasm: dataFormat must be/);
    expect(() => checkOrder('Some', info())).not.to.throw();
  });
});
