import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {gradientOf, scalarOf} from '../../../../lib/autograd/products/gradient-of.ts';
import {productScope} from '../../../../lib/autograd/products/product-scope.ts';
import {scopedTensors} from '../scoped.ts';

describe('scalarOf', () => {
  scopedTensors();

  it('is the value of a loss, of which nothing else stays', () => {
    const x = tf.tensor1d([1, 2, 3]);
    const before = tf.memory().numTensors;
    const value = scalarOf('mine', () => tf.sum(tf.square(tf.add(x, 1))));
    expect(value.dataSync()[0]).to.equal(29);
    expect(tf.memory().numTensors).to.equal(before + 1);
  });

  it('refuses what is no real scalar, and names who asked', () => {
    const x = tf.tensor2d([[1, 2]]);
    const refused: [() => unknown, string][] = [
      [() => tf.square(x), 'float32 of shape [1, 2]'],
      [() => tf.sum(x, 1), 'float32 of shape [1]'],
      [() => tf.scalar(3, 'int32'), 'int32 of shape []'],
      [() => 3, '3'],
      [() => undefined, 'undefined'],
    ];
    for (const [loss, received] of refused) {
      expect(() => scalarOf('mine', loss as () => tf.Tensor)).to.throw(
        TypeError,
        `mine: loss must return a scalar tensor of type float32, such as a tf.mean, received ${received}`,
      );
    }
  });
});

describe('gradientOf', () => {
  scopedTensors();

  it('is 3 w^2 for the sum of w^3, and null for what has no influence', () => {
    const [w, other] = [tf.tensor1d([1, -2]), tf.tensor1d([5])];
    const found: boolean[] = [];
    const gradient = productScope('mine', {}, ({record, sweep}) => {
      const [first, second] = record(() => gradientOf('mine', () => tf.sum(tf.pow(w, 3)), [w, other], sweep));
      found.push(second === null);
      return first!;
    });
    expect(found).to.deep.equal([true]);
    expect(gradient.dataSync()[0]).to.be.closeTo(3, 1e-5);
    expect(gradient.dataSync()[1]).to.be.closeTo(12, 1e-5);
  });

  it('is recorded: sweeping it gives 6 w v, and once more 6 v^2', () => {
    const [w, v] = [tf.tensor1d([1, -2]), tf.tensor1d([3, 4])];
    const [second, third] = productScope('mine', {}, ({record, sweep, pull}) => {
      const product = record(() => {
        const [output] = gradientOf('mine', () => tf.sum(tf.mul(w, tf.square(w))), [w], sweep);
        return sweep([{output: output!, cotangent: v}], [w])[0]!;
      });
      return [product, pull([{output: product, cotangent: v}], [w])[0]!];
    }) as [tf.Tensor, tf.Tensor];
    expect([...second.dataSync()]).to.deep.equal([18, -48]);
    expect([...third.dataSync()]).to.deep.equal([54, 96]);
  });

  it('refuses a loss that is no scalar before it sweeps', () => {
    const w = tf.tensor1d([1, 2]);
    const sweep = (): never => {
      throw new Error('swept');
    };
    expect(() => gradientOf('mine', () => w, [w], sweep)).to.throw(TypeError, 'mine: loss must return a scalar');
    expect(() => gradientOf('mine', () => tf.sum(w), [w], sweep)).to.throw('swept');
  });
});
