import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {balanced} from '../../../../lib/landscape/symmetries/balance-units.ts';
import {unitGroups} from '../../../../lib/landscape/symmetries/unit-groups.ts';
import {denseModel} from './models.ts';

describe('balanced', () => {
  it('makes what enters every unit as large as what leaves it, and no copy has a smaller norm', () => {
    const model = denseModel(2);
    const groups = unitGroups('f', model);
    tf.tidy(() => {
      const {weights, factors} = balanced(model.getWeights(), groups);
      const [first, bias, second] = weights as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D];
      const into = tf.add(tf.sum(tf.square(first), 0), tf.square(bias)).dataSync();
      const out = tf.sum(tf.square(second), 1).dataSync();
      for (const [unit, square] of into.entries()) expect(square / out[unit]!).to.be.closeTo(1, 1e-4);
      expect(factors.map(({length}) => length)).to.deep.equal([7, 5]);
      const squared = (tensors: readonly tf.Tensor[]) =>
        tensors.reduce((sum, tensor) => sum + tf.sum(tf.square(tensor)).dataSync()[0]!, 0);
      expect(squared(weights)).to.be.below(squared(model.getWeights()));
    });
    model.dispose();
  });

  it('leaves units alone that nothing reads, and layers that are not homogeneous', () => {
    const model = denseModel(3);
    const groups = unitGroups('f', model).map((group) => ({...group, isHomogeneous: false}));
    const weights = model.getWeights();
    const same = balanced(weights, groups);
    expect(same.weights).to.deep.equal(weights);
    expect([...same.factors[0]!]).to.deep.equal([1, 1, 1, 1, 1, 1, 1]);
    model.dispose();
  });
});
