import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {productScope, type Sweeps} from '../../../../lib/autograd/products/product-scope.ts';
import {engine} from '../../../../lib/base/engine.ts';
import {scopedTensors} from '../scoped.ts';

describe('productScope', () => {
  scopedTensors();

  it('sweeps several outputs at once: sum_k (dy_k/dx) u_k', () => {
    const x = tf.tensor1d([2, 3]);
    const [product] = productScope('mine', {}, ({record, sweep}) => {
      const [first, second] = record(() => [tf.square(x), tf.sum(x)] as const);
      return [
        sweep(
          [
            {output: first, cotangent: tf.tensor1d([1, 10])},
            {output: second, cotangent: tf.scalar(100)},
          ],
          [x],
        )[0]!,
      ];
    });
    expect([...product.dataSync()]).to.deep.equal([104, 160]);
  });

  it('puts zeros where a sweep says null', () => {
    const [x, other] = [tf.tensor1d([2, 3]), tf.ones([1, 2])];
    const nulls: boolean[] = [];
    const products = productScope('mine', {}, ({record, sweep, pull}) => {
      const seeds = [{output: record(() => tf.mul(x, 4)), cotangent: tf.ones([2])}];
      nulls.push(...sweep(seeds, [x, other]).map((each) => each === null));
      return pull(seeds, [x, other]);
    });
    expect(nulls).to.deep.equal([false, true]);
    expect([...products[0]!.dataSync()]).to.deep.equal([4, 4]);
    expect(products[1]!.shape).to.deep.equal([1, 2]);
    expect([...products[1]!.dataSync()]).to.deep.equal([0, 0]);
  });

  it('records what record runs, and nothing else', () => {
    const x = tf.tensor1d([2, 3]);
    productScope('mine', {}, ({record, sweep}) => {
      const cotangent = tf.ones([2]);
      const [outside, inside] = [tf.square(x), record(() => tf.square(x))];
      expect(sweep([{output: outside, cotangent}], [x])).to.deep.equal([null]);
      expect([...sweep([{output: inside, cotangent}], [x])[0]!.dataSync()]).to.deep.equal([4, 6]);
      return [];
    });
  });

  it('sweeps recorded sweeps: the second derivative of exp(x^2)', () => {
    const a = 0.7;
    const x = tf.scalar(a);
    const [second] = productScope('mine', {}, ({record, sweep}) => {
      const cotangent = tf.scalar(1);
      const output = record(() => sweep([{output: tf.exp(tf.square(x)), cotangent}], [x])[0]!);
      return [sweep([{output, cotangent}], [x])[0]!];
    });
    expect(second.dataSync()[0]).to.be.closeTo((2 + 4 * a * a) * Math.exp(a * a), 1e-5);
  });

  it('is one function: draws come from the seed, and nothing is assigned', () => {
    const {random} = Math;
    const drawn = (seed?: number): number => {
      let value = NaN;
      productScope('mine', seed === undefined ? {} : {seed}, () => {
        value = Math.random();
        return [];
      });
      return value;
    };
    expect(drawn()).to.equal(drawn(0));
    expect(drawn()).not.to.equal(drawn(1));
    expect(Math.random).to.equal(random);
    const variable = tf.variable(tf.scalar(1));
    const assigning = ({record}: Sweeps): tf.Tensor[] => {
      record(() => variable.assign(tf.scalar(2)));
      return [];
    };
    expect(() => productScope('mine', {}, assigning)).to.throw(/^mine: the loss assigns to the variable/);
    productScope('mine', {batchStatistics: true}, assigning);
    expect(variable.dataSync()[0]).to.equal(1);
    variable.assign(tf.scalar(3));
    expect(variable.dataSync()[0]).to.equal(3);
    variable.dispose();
  });

  it('leaves what it returns and nothing else, also when work throws', () => {
    const x = tf.tensor1d([2, 3]);
    const before = tf.memory().numTensors;
    const product = productScope('mine', {}, ({record, pull}) => {
      const output = record(() => tf.tanh(tf.exp(x)));
      return pull([{output, cotangent: tf.ones([2])}], [x])[0]!;
    });
    expect(tf.memory().numTensors).to.equal(before + 1);
    product.dispose();
    expect(() =>
      productScope('mine', {}, ({record}) =>
        record((): tf.Tensor => {
          tf.tanh(tf.exp(x));
          throw new Error('a slip');
        }),
      ),
    ).to.throw('a slip');
    expect(tf.memory().numTensors).to.equal(before);
    expect(engine().state.activeTape).to.not.be.an('array');
    expect(engine().state.gradientDepth).to.equal(0);
  });
});
