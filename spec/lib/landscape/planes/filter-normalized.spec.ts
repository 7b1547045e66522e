import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {filterNormalizedDirection, randomPlane} from '../../../../lib/landscape/index.ts';
import {batchNormModel, leakFree, values} from '../support.ts';
import {convolutionModel} from '../symmetries/models.ts';

/** Norms over all but the last axis, by hand. */
function filterNorms(tensor: tf.Tensor): number[] {
  const filters = tensor.shape.at(-1)!;
  const sums = Array.from({length: filters}, () => 0);
  for (const [i, value] of tensor.dataSync().entries()) sums[i % filters]! += value * value;
  return sums.map(Math.sqrt);
}

describe('filterNormalizedDirection', () => {
  leakFree();

  it('has the norm of every filter, of dense and convolutional kernels, and leaves biases alone', () => {
    const model = convolutionModel(1);
    const direction = filterNormalizedDirection({model, seed: 2});
    for (const [i, weight] of model.getWeights().entries()) {
      expect(direction[i]!.shape).to.deep.equal(weight.shape);
      if (weight.rank === 1) {
        expect(values([direction[i]!]).every((value) => value === 0)).to.equal(true);
        continue;
      }
      const [own, wanted] = [filterNorms(direction[i]!), filterNorms(weight)];
      for (const [f, norm] of wanted.entries()) expect(own[f]).to.be.closeTo(norm, 1e-5 * norm);
      // Random, and no copy of the weights.
      const mean = values([direction[i]!]).reduce((sum, value) => sum + value, 0) / weight.size;
      expect(Math.abs(mean)).to.be.lessThan(0.5);
      expect(values([direction[i]!])).not.to.deep.equal(values([weight]));
    }
    tf.dispose(direction);
    model.dispose();
  });

  it('normalises biases as a whole where it is asked to, and never moves running statistics', () => {
    const model = batchNormModel(1);
    const direction = filterNormalizedDirection({model, seed: 2, oneDimensional: 'normalize'});
    const norm = (tensor: tf.Tensor) => Math.hypot(...values([tensor]));
    for (const [i, weight] of model.getWeights().entries()) {
      // kernel, bias, gamma, beta, kernel, bias, mean, variance
      if (i >= 6) expect(norm(direction[i]!)).to.equal(0);
      else if (weight.rank === 1) expect(norm(direction[i]!)).to.be.closeTo(norm(weight), 1e-5);
    }
    expect(values([direction[2]!]), 'no copy').not.to.deep.equal(values([model.getWeights()[2]!]));
    tf.dispose(direction);
    model.dispose();
  });

  it('depends on the seed alone, and zero filters stay zero', () => {
    const weights = [
      tf.tensor2d([
        [0, 1],
        [0, 2],
      ]),
    ];
    const [a, b, c] = [1, 1, 2].map((seed) => filterNormalizedDirection({weights, seed}));
    expect(values(a!)).to.deep.equal(values(b!));
    expect(values(a!)).not.to.deep.equal(values(c!));
    expect([values(a!)[0], values(a!)[2]]).to.deep.equal([0, 0]);
    tf.dispose([weights, a!, b!, c!]);
    expect(() => filterNormalizedDirection({})).to.throw(TypeError, /give model or weights/);
    expect(() => filterNormalizedDirection({oneDimensional: 'copy' as never})).to.throw(
      RangeError,
      /"zero", "normalize"/,
    );
  });
});

describe('randomPlane', () => {
  leakFree();
  it('has two different directions and tells their cosine', () => {
    const model = convolutionModel(1);
    const {origin, directions, cosine} = randomPlane({model, seed: 2});
    const [a, b] = directions.map(values) as [number[], number[]];
    const product = a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(cosine).to.be.closeTo(product / (Math.hypot(...a) * Math.hypot(...b)), 1e-6);
    expect(Math.abs(cosine)).to.be.within(1e-6, 0.5);
    expect(values(origin)).to.deep.equal(values(model.getWeights()));
    tf.dispose([origin, ...directions]);
    model.dispose();
  });
});
