import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {startOf} from '../../../lib/update/start-of.ts';

describe('startOf', () => {
  const numbers = (plan: Parameters<typeof startOf>[0], shrinkage: number | null): number[][] =>
    tf.tidy(() => {
      const {value, gradient} = startOf(plan, tf.tensor1d([4, -8]), tf.tensor1d([1, 2]), shrinkage);
      return [value, gradient].map((each) => [...each.dataSync()]);
    });

  it('takes a share off the value, or adds it to the gradient, after its sign', () => {
    expect(numbers({}, 0.25)).to.deep.equal([
      [3, -6],
      [1, 2],
    ]);
    expect(numbers({isPenalty: true}, 0.25)).to.deep.equal([
      [4, -8],
      [2, 0],
    ]);
    expect(numbers({isPenalty: true, ascends: true}, 0.25)).to.deep.equal([
      [4, -8],
      [0, -4],
    ]);
    expect(numbers({ascends: true}, 0.25)).to.deep.equal([
      [3, -6],
      [-1, -2],
    ]);
  });

  it('makes the gradient no greater than the bound, before all else', () => {
    expect(numbers({bound: 1.5}, null)).to.deep.equal([
      [4, -8],
      [1, 1.5],
    ]);
    expect(numbers({bound: 1.5, isPenalty: true, ascends: true}, 0.25)).to.deep.equal([
      [4, -8],
      [0, -3.5],
    ]);
  });

  it('hands on what nothing is done to', () => {
    tf.tidy(() => {
      const [value, gradient] = [tf.scalar(1), tf.scalar(2)];
      expect(startOf({}, value, gradient, null)).to.deep.equal({value, undecayed: value, gradient});
    });
  });
});
