import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {inverseRealTransform} from '../../../../lib/autograd/repairs/inverse-real-transform.ts';
import {scopedTensors} from '../scoped.ts';

/** Of the prototype, where the types of TensorFlow.js do not have it. */
type Transformed = tf.Tensor & {irfft(): tf.Tensor};

const methods = (): unknown[] => [tf.spectral.irfft, (tf.Tensor.prototype as Transformed).irfft];

describe('inverseRealTransform', () => {
  scopedTensors();

  // 1 + cos(pi n / 2) and 3 sin(pi n / 2), n = 0, ..., 3, over and over; their halves of the spectrum in closed form.
  const spectrum = {real: [4, 2, 0, 0, 0, 0], imaginary: [0, 0, 0, 0, -6, 0]};
  const lines = [2, 1, 0, 1, 0, 3, 0, -3];

  for (const shape of [
    [2, 3],
    [1, 2, 3],
    [2, 1, 1, 3],
    [1, 2, 1, 3],
    [1, 2, 1, 1, 3],
  ]) {
    it(`keeps the axes [${shape.join(', ')}] but the last, and the lines where they are`, function () {
      // It has no complex numbers.
      if (tf.getBackend() === 'wasm') this.skip();
      const undo = inverseRealTransform();
      try {
        const z = tf.complex(tf.tensor(spectrum.real, shape), tf.tensor(spectrum.imaginary, shape));
        for (const x of [tf.spectral.irfft(z), (z as Transformed).irfft()]) {
          expect(x.shape).to.deep.equal([...shape.slice(0, -1), 4]);
          const values = x.dataSync();
          for (const [i, value] of lines.entries()) expect(values[i], `at ${i}`).to.be.closeTo(value, 1e-6);
        }
      } finally {
        undo();
      }
    });
  }

  it('is undone', () => {
    const before = methods();
    const undo = inverseRealTransform();
    for (const [i, method] of methods().entries()) expect(method).not.to.equal(before[i]);
    undo();
    expect(methods()).to.deep.equal(before);
  });
});
