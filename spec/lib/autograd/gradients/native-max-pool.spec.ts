import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {nativeGradGrad} from '../../../../lib/autograd/gradients/native-max-pool.ts';
import {atMaximum, tapValues, windows2d} from '../../../../lib/autograd/gradients/windows.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';

describe('nativeGradGrad', () => {
  it('picks as the composition does on the native backend, and leaves the others to it', () => {
    tf.tidy(() => {
      const x = tf.randomNormal([1, 4, 4, 2], 0, 1, 'float32', 1) as tf.Tensor4D;
      const u = tf.randomNormal([1, 4, 4, 2], 0, 1, 'float32', 2);
      const windows = windows2d(tf.backend_util.computePool2DInfo([1, 4, 4, 2], 2, 1, 1, 'same'));
      const output = tf.maxPool(x, 2, 1, 'same');
      const native = nativeGradGrad('MaxPoolGradGrad', x, output, u, windows, 'same');
      expect(native === null).to.equal(nativeBackend() === null);
      expect(nativeGradGrad('MaxPoolGradGrad', x, output, u, windows, 1)).to.equal(null);
      if (native === null) return;
      const composed = atMaximum(tapValues(x, windows, -Infinity), tapValues(u, windows, 0));
      expect([...native.dataSync()]).to.deep.equal([...composed.dataSync()]);
    });
  });
});
