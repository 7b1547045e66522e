import * as tf from '@tensorflow/tfjs';
import {hvp} from '../../../../lib/autograd/products/hvp.ts';
import {expectClose} from '../close.ts';
import {expectPiecewiseLinear} from '../linear-maps.ts';

describe('gradients of complex operations', () => {
  before(function () {
    // The WebAssembly backend has no complex numbers.
    if (tf.getBackend() === 'wasm') this.skip();
  });

  it('Fourier transforms and their inverses', () => {
    expectPiecewiseLinear((x) => tf.real(tf.spectral.rfft(x)), [6]);
    expectPiecewiseLinear((x) => tf.imag(tf.spectral.fft(tf.complex(x, tf.reverse(x)))), [2, 4]);
    expectPiecewiseLinear((x) => tf.real(tf.spectral.ifft(tf.complex(x, tf.mul(x, 2)))), [5]);
  });

  it('the magnitude: the Hessian of |x + iy| is (y, -x)(y, -x) / |z|^3', () => {
    tf.tidy(() => {
      const [x, y] = [3, 4];
      const tensors = [tf.tensor1d([x]), tf.tensor1d([y])] as const;
      const products = hvp(() => tf.sum(tf.abs(tf.complex(...tensors))), tensors, [tf.tensor1d([2]), tf.tensor1d([1])]);
      const along = (2 * y - x) / 125;
      expectClose(products, [y * along, -x * along], 1e-6);
    });
  });
});
