import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {spread} from '../../../../lib/autograd/repairs/spread.ts';

describe('spread', () => {
  it('puts zeros between the values of an axis', () => {
    const x = tf.tensor2d([
      [1, 2],
      [3, 4],
    ]);
    tf.tidy(() => {
      expect(spread(x, 1, 3).arraySync()).to.deep.equal([
        [1, 0, 0, 2],
        [3, 0, 0, 4],
      ]);
      expect(spread(x, 0, 2).arraySync()).to.deep.equal([
        [1, 2],
        [0, 0],
        [3, 4],
      ]);
    });
    x.dispose();
  });

  it('leaves a stride of 1 and a single value as they are', () => {
    const x = tf.tensor2d([[1], [2]]);
    expect(spread(x, 0, 1)).to.equal(x);
    expect(spread(x, 1, 5)).to.equal(x);
    x.dispose();
  });
});
