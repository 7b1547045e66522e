import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {difference, innerProduct, pointNorm, normalizedDistance} from '../../../../lib/landscape/measures/distance.ts';

describe('normalizedDistance', () => {
  const start = (): tf.Tensor[] => [tf.tensor1d([3, 0]), tf.tensor2d([[4]])];

  it('is the length of the step in units of the start', () => {
    const before = tf.memory().numTensors;
    const [from, to] = [start(), [tf.tensor1d([3, 6]), tf.tensor2d([[12]])]];
    expect(normalizedDistance(from, to)).to.equal(2);
    expect(pointNorm(from)).to.equal(5);
    expect(innerProduct(from, to)).to.equal(57);
    const step = difference(to, from);
    expect([...step[0]!.dataSync(), ...step[1]!.dataSync()]).to.deep.equal([0, 6, 8]);
    tf.dispose([from, to, step]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('refuses points of another space', () => {
    const from = start();
    expect(() => normalizedDistance(from, [from[0]!])).to.throw(
      RangeError,
      /^normalizedDistance: to .*2 weights.*received 1/,
    );
    expect(() => normalizedDistance(3 as never, from)).to.throw(TypeError, /^normalizedDistance: from must be/);
    expect(() => normalizedDistance(from, [from[1]!, from[0]!])).to.throw(
      RangeError,
      /to\[0\].*\[2\], received float32 \[1, 1\]/,
    );
    tf.dispose(from);
  });
});
