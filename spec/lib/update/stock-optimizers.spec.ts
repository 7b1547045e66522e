import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {declareStock} from '../../../lib/update/stock-optimizers.ts';

const stock: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.1),
  rmsprop: () => tf.train.rmsprop(0.1, 0.9, 0.5, 1e-8, true),
  adam: () => tf.train.adam(0.1),
  adamax: () => tf.train.adamax(0.1),
};

describe('declareStock', () => {
  for (const [name, make] of Object.entries(stock)) {
    it(`tf.train.${name}: says the same from update to update, and another thing for each change from outside`, async () => {
      const optimizer = make();
      const w = tf.variable(tf.tensor1d([1, 2]));
      const update = (): void => void optimizer.minimize(() => tf.sum(tf.square(w)), false, [w]);
      update();
      const declaration = declareStock(optimizer)!;
      const variant = declaration.variant(0);
      update();
      expect(declaration.variant(0)).to.equal(variant);
      expect(declaration.variant(1)).to.equal(variant);
      expect(declaration.iterations).to.equal(2);
      const restore = declaration.remember();
      declaration.advance();
      expect(optimizer.iterations).to.equal(3);
      restore();
      expect(optimizer.iterations).to.equal(2);
      for (const [field, value] of Object.entries(optimizer)) {
        if (typeof value !== 'number' || field === 'iterations_') continue;
        Object.assign(optimizer, {[field]: value * 2 + 0.1});
        expect(declaration.variant(0), field).to.not.equal(variant);
        Object.assign(optimizer, {[field]: value});
      }
      expect(declaration.variant(0)).to.equal(variant);
      // Adamax of TensorFlow.js cannot give its weights.
      if (name !== 'adamax' && name !== 'sgd') {
        await optimizer.setWeights(
          (await optimizer.getWeights()).map(({name: key, tensor}) => ({name: key, tensor: tf.clone(tensor)})),
        );
        expect(declaration.variant(0), 'state was replaced').to.not.equal(variant);
      }
      optimizer.dispose();
      w.dispose();
    });
  }

  it('tells which of them give their weights', async () => {
    for (const [name, make] of Object.entries(stock)) {
      const optimizer = make();
      const {isResumable} = declareStock(optimizer)!;
      const weights = await optimizer.getWeights().catch(() => null);
      expect(isResumable, name).to.equal(weights !== null);
      for (const {tensor} of weights ?? []) if (!(tensor instanceof tf.Variable)) tensor.dispose();
      optimizer.dispose();
    }
  });

  it('takes one of tf.train that has a field more, and nothing that is no optimizer', () => {
    const optimizer = Object.assign(tf.train.adam(1), {more: 1});
    expect(declareStock(optimizer)).to.not.equal(null);
    expect(declareStock({minimize: () => null} as unknown as tf.Optimizer)).to.equal(null);
    optimizer.dispose();
  });

  it('says nothing of a class on top of one', () => {
    class Mine extends tf.AdamOptimizer {}
    const optimizer = new Mine(0.1, 0.9, 0.999);
    expect(declareStock(optimizer)).to.equal(null);
    optimizer.dispose();
  });
});
