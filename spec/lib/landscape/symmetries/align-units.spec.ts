import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {alignUnits, barrier, interpolate, symmetricCopy} from '../../../../lib/landscape/index.ts';
import {momentum} from '../../../../optimizers/index.ts';
import {mlp} from '../../../../lib/models/index.ts';
import {train} from '../../../../lib/training/index.ts';
import {digits, disposeSets, leakFree, values} from '../support.ts';
import {models, outputsAt, relativeDifference} from './models.ts';

describe('alignUnits', () => {
  leakFree();

  for (const [name, build] of Object.entries(models))
    it(`brings a permuted and rescaled copy of the ${name} stack back`, () => {
      const model = build(3);
      const reference = model.getWeights();
      const copy = symmetricCopy({model, seed: 4});
      const {weights, distanceBefore, distanceAfter, orders} = alignUnits({model, reference, weights: copy, seed: 1});
      expect(relativeDifference(values(reference), values(weights))).to.be.lessThan(1e-5);
      expect(distanceAfter).to.be.lessThan(1e-4 * distanceBefore);
      expect(Object.keys(orders)).to.deep.equal(name === 'convolution' ? ['c1', 'c2', 'd1'] : ['one', 'two']);
      tf.dispose([copy, weights]);
      model.dispose();
    });

  it('aligns one network to another: nearer, and with the same outputs', () => {
    const [model, other] = [models.convolution(1), models.convolution(2)];
    const {weights, distanceBefore, distanceAfter} = alignUnits({model: other, reference: model.getWeights()});
    expect(distanceAfter).to.be.lessThan(distanceBefore);
    expect(relativeDifference(outputsAt(other, other.getWeights()), outputsAt(other, weights))).to.be.lessThan(1e-5);
    tf.dispose(weights);
    model.dispose();
    other.dispose();
  });

  it('takes away the barrier between a trained network and its copies', async () => {
    const {data, test} = digits(200);
    const model = mlp({inputs: 6, widths: [16, 16], classes: 3, seed: 1});
    const optimizer = momentum(0.1);
    await train({model, data, optimizer, epochs: 15, batchSize: 20, seed: 1});
    const own = model.getWeights();
    for (const scale of [1, 3]) {
      const copy = symmetricCopy({model, seed: 2, scale});
      const {weights} = alignUnits({model, reference: own, weights: copy});
      const heights: number[] = [];
      for (const to of [copy, weights]) {
        const points = await interpolate({model, from: own, to, alphas: '0:1:25', data});
        const losses = points.map(({trainLoss}) => trainLoss as number);
        expect(losses[24]!, 'the same function at both ends').to.be.closeTo(losses[0]!, 1e-5);
        heights.push(barrier(losses).height);
      }
      expect(heights[0], `scale ${scale}`).to.be.greaterThan(0.1);
      expect(heights[1], `scale ${scale}`).to.be.lessThan(1e-5);
      tf.dispose([copy, weights]);
    }
    disposeSets(data, test);
    optimizer.dispose();
    model.dispose();
  });

  it('refuses weights of another model', () => {
    const [model, other] = [models.dense(1), models.convolution(1)];
    expect(() => alignUnits({model, reference: other.getWeights()})).to.throw(RangeError, /alignUnits: reference/);
    model.dispose();
    other.dispose();
  });
});

describe('alignUnits of a model with branches', () => {
  it('names the layer that joins them', () => {
    const inputs = tf.input({shape: [3]});
    const first = tf.layers.dense({units: 4, name: 'first'}).apply(inputs) as tf.SymbolicTensor;
    const second = tf.layers.dense({units: 4, name: 'second'}).apply(first) as tf.SymbolicTensor;
    const outputs = tf.layers.add({name: 'residual'}).apply([first, second]) as tf.SymbolicTensor;
    const model = tf.model({inputs, outputs});
    expect(() => alignUnits({model, reference: model})).to.throw(
      RangeError,
      /layer "residual" \(Add\) joins several branches$/,
    );
    model.dispose();
  });
});
