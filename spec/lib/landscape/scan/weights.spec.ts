import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {
  alignUnits,
  filterNormalizedDirection,
  interpolate,
  normalizedDistance,
  pcaPlane,
  permuteUnits,
  plane,
  projectPoint,
  randomPlane,
  symmetricCopy,
  threePointPlane,
} from '../../../../lib/landscape/index.ts';
import {mlp} from '../../../../lib/models/index.ts';
import {leakFree, rejection, values, variable} from '../support.ts';

describe('models in the place of their weights', () => {
  let models: tf.Sequential[] = [];
  before(() => {
    models = [1, 2, 3].map((seed) => mlp({inputs: 3, widths: [4], classes: 2, seed}));
  });
  after(() => models.forEach((model) => model.dispose()));
  leakFree();

  const evaluateOf = (model: tf.LayersModel) => () => values(model.getWeights()).reduce((sum, value) => sum + value, 0);
  const all = (work: () => Record<string, unknown> | tf.Tensor[]): unknown => {
    const result = work();
    const tensors = Array.isArray(result) ? result : [result['origin'], result['directions'], result['weights']];
    const found = values((tensors as tf.Tensor[][]).flat(3).filter((each) => (each as unknown) instanceof tf.Tensor));
    tf.dispose(result as tf.TensorContainer);
    return found;
  };

  it('are the ends of a path, also where none is named as the one that moves', async () => {
    const [from, to] = models as [tf.Sequential, tf.Sequential];
    const before = values(from.getWeights());
    const options = {alphas: [0, 0.5], evaluate: evaluateOf(from)};
    const expected = await interpolate({model: from, from: from.getWeights(), to: to.getWeights(), ...options});
    expect(expected[1]!['loss']).not.to.equal(expected[0]!['loss']);
    expect(await interpolate({model: from, from, to, ...options})).to.deep.equal(expected);
    expect(await interpolate({from, to, ...options})).to.deep.equal(expected);
    expect(await interpolate({model: from, pairs: [{from, to}], ...options})).to.deep.equal([expected]);
    expect(await interpolate({model: from, pairs: [[from, to]] as never, ...options})).to.deep.equal([expected]);
    expect(await interpolate({variables: from, from, to, ...options})).to.deep.equal(expected);
    expect(values(from.getWeights()), 'put back').to.deep.equal(before);
  });

  it('one variable and one tensor are a list of one', async () => {
    const w = variable([1, 2]);
    const to = tf.tensor1d([3, 6]);
    const evaluate = (): number => values([w])[1]!;
    expect(await interpolate({variables: w, from: w as never, to: to as never, alphas: [0.5], evaluate})).to.deep.equal(
      [{alpha: 0.5, loss: 4}],
    );
    tf.dispose([w, to]);
  });

  it('give directions, planes and distances', async () => {
    const [a, b, c] = models as [tf.Sequential, tf.Sequential, tf.Sequential];
    const [wa, wb, wc] = [a, b, c].map((model) => model.getWeights());
    expect(all(() => filterNormalizedDirection(a))).to.deep.equal(all(() => filterNormalizedDirection({model: a})));
    expect(all(() => filterNormalizedDirection({weights: a}))).to.deep.equal(
      all(() => filterNormalizedDirection({model: a})),
    );
    expect(all(() => ({...randomPlane(a)}))).to.deep.equal(all(() => ({...randomPlane({model: a})})));
    expect(all(() => ({...pcaPlane({trajectory: [a, b, c]})}))).to.deep.equal(
      all(() => ({...pcaPlane({trajectory: [wa!, wb!, wc!]})})),
    );
    expect(all(() => ({...threePointPlane([a, b, c])}))).to.deep.equal(
      all(() => ({...threePointPlane([wa!, wb!, wc!])})),
    );
    expect(normalizedDistance(a, b)).to.equal(normalizedDistance(wa!, wb!));
    const own = randomPlane(a);
    expect(projectPoint(own, b)).to.deep.equal(projectPoint(own, wb!));
    const scan = {model: a, x: [0, 1], evaluate: evaluateOf(a)};
    const line = await plane({...scan, directions: [own.directions[0]], origin: b});
    expect(await plane({...scan, directions: own.directions[0] as never, origin: wb!})).to.deep.equal(line);
    tf.dispose([own.origin, ...own.directions]);
  });

  it('are moved by symmetries', () => {
    const [a, b] = models as [tf.Sequential, tf.Sequential];
    expect(all(() => symmetricCopy(a))).to.deep.equal(all(() => symmetricCopy({model: a})));
    const order = [1, 0, 3, 2];
    expect(all(() => permuteUnits({model: a, layer: a.layers[0]!, order, weights: b}))).to.deep.equal(
      all(() => permuteUnits({model: a, layer: 'hidden1', order, weights: b.getWeights()})),
    );
    expect(all(() => ({...alignUnits({model: a, reference: a, weights: b})}))).to.deep.equal(
      all(() => ({...alignUnits({model: a, reference: a.getWeights(), weights: b.getWeights()})})),
    );
  });

  it('of another shape are refused by their first tensor that does not fit, without insides', async () => {
    const wrong = mlp({inputs: 3, widths: [5], classes: 2});
    const [model] = models as [tf.Sequential];
    expect(await rejection(interpolate({model, from: wrong, to: model, evaluate: () => 0}))).to.equal(
      'RangeError: interpolate: from[0] must be a float32 tensor of shape [3, 4], received float32 [3, 5]',
    );
    expect(await rejection(interpolate({model, from: model, evaluate: () => 0} as never))).to.match(
      /^TypeError: .*to must be an array of tensors, or a model, received undefined$/,
    );
    expect(() => alignUnits(model as never)).to.throw(TypeError, /received an object of class Sequential$/);
    wrong.dispose();
  });
});
