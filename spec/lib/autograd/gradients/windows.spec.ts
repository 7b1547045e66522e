import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {atMaximum, tapValues, windows2d, windows3d} from '../../../../lib/autograd/gradients/windows.ts';

describe('windows', () => {
  it('meet each place in order, with a fill outside', () => {
    tf.tidy(() => {
      const x = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
      const windows = windows2d(tf.backend_util.computePool2DInfo([1, 2, 2, 1], 2, 1, 1, 'same'));
      const taps = tapValues(x, windows, -9).map((tap) => [...tap.dataSync()]);
      expect(taps).to.deep.equal([
        [1, 2, 3, 4],
        [2, -9, 4, -9],
        [3, 4, -9, -9],
        [4, -9, -9, -9],
      ]);
      expect(
        windows3d(tf.backend_util.computePool3DInfo([1, 4, 2, 6, 1], [2, 1, 3], [2, 1, 3], 1, 'valid')),
      ).to.deep.equal({
        filter: [2, 1, 3],
        strides: [2, 1, 3],
        dilations: [1, 1, 1],
        out: [2, 2, 2],
        before: [0, 0, 0],
        after: [0, 0, 0],
      });
    });
  });
  it('choose the value at the first of the greatest candidates', () => {
    tf.tidy(() => {
      const candidates = [tf.tensor1d([1, 5, 2]), tf.tensor1d([3, 5, 1])];
      const values = [tf.tensor1d([10, 20, 30]), tf.tensor1d([40, 50, 60])];
      expect([...atMaximum(candidates, values).dataSync()]).to.deep.equal([40, 20, 30]);
    });
  });
});
