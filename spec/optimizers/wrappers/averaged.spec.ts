import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {adam, averaged, clipped, lookahead, momentum, sgd, withEvaluationWeights} from '../../../optimizers/index.ts';
import {expectSameNumbers} from '../../lib/native/stories.ts';
import {itEquals, itIsSaved, itRuns, refuses, trained, wayNames} from './stories.ts';

const weightsOf = (model: tf.LayersModel): number[] => model.getWeights().flatMap((weight) => [...weight.dataSync()]);
const evaluated = (optimizer: tf.Optimizer, model: tf.LayersModel): number[] =>
  withEvaluationWeights(optimizer, model, () => weightsOf(model));

/** The averages after each update of rate 1 along a gradient of 1, from 8 on. */
function averages(options: Parameters<typeof averaged>[1], updates: number): (number | undefined)[] {
  const w = tf.variable(tf.scalar(8));
  const optimizer = averaged(sgd(1), options);
  const seen = Array.from({length: updates}, () => {
    optimizer.minimize(() => w.asScalar(), false, [w]);
    const [value] = optimizer.evaluationValues([w]);
    const number = value?.dataSync()[0];
    value?.dispose();
    return number;
  });
  optimizer.dispose();
  w.dispose();
  return seen;
}

describe('averaged', () => {
  itEquals(
    'by decay equals the optimizer within',
    () => averaged(adam(0.05), {decay: 0.9}),
    () => adam(0.05),
    {keeps: true},
  );
  itEquals(
    'around tf.train.adam',
    () => averaged(tf.train.adam(0.05), {from: 2}),
    () => tf.train.adam(0.05),
    {keeps: true},
  );
  itRuns('by decay', () => averaged(adam(0.05), {decay: 0.9}));
  itRuns('from an update on', () => averaged(adam(0.05), {from: 3, every: 2}));
  itRuns('of the last ones', () => averaged(adam(0.05), {last: 3, every: 2}));
  itRuns('around tf.train.adam', () => averaged(tf.train.adam(0.05), {decay: 0.5}));
  itRuns('three deep', () => clipped(averaged(lookahead(momentum(0.05), {steps: 3}), {from: 2}), {globalNorm: 0.5}));

  for (const way of wayNames) {
    it(`with decay 0 has the weights themselves, ${way}`, async () => {
      const {weights, seen} = await trained(() => averaged(adam(0.05), {decay: 0}), way, {look: evaluated});
      expect(seen).to.deep.equal(weights);
    });

    it(`has the same average as in the plain way, ${way}`, async () => {
      for (const options of [{decay: 0.8}, {from: 2, every: 3}, {last: 2, every: 2}]) {
        const make = () => clipped(averaged(adam(0.05), options), {norm: 1});
        const plain = await trained(make, 'plain', {look: evaluated, updates: 9});
        const other = await trained(make, way, {look: evaluated, updates: 9});
        expectSameNumbers(other.seen, plain.seen, 'average');
        expect(plain.seen).to.not.deep.equal(plain.weights);
      }
    });
  }

  it('follows its equations', () => {
    const [first, second, third] = averages({decay: 0.5}, 3);
    expect(first).to.equal(7);
    expect(second).to.be.closeTo((0.25 * 7 + 0.5 * 6) / 0.75, 1e-6);
    expect(third).to.be.closeTo((0.125 * 7 + 0.25 * 6 + 0.5 * 5) / 0.875, 1e-6);
    expect(averages({from: 2, every: 2}, 6)).to.deep.equal([undefined, 6, 6, 5, 5, 4]);
    expect(averages({from: 3}, 4)).to.deep.equal([undefined, undefined, 5, 4.5]);
  });

  it('averages the last ones, and fewer as long as there are fewer', () => {
    // The weights are 7, 6, 5, 4, 3, 2.
    expect(averages({last: 1}, 3)).to.deep.equal([7, 6, 5]);
    expect(averages({last: 3}, 5)).to.deep.equal([7, 6.5, 6, 5, 4]);
    expect(averages({last: 2, every: 2}, 6)).to.deep.equal([undefined, 6, 6, 5, 5, 3]);
    expect(averages({last: 2, every: 2, from: 1}, 5)).to.deep.equal([7, 7, 6, 6, 4]);
    expect(averages({last: 2, from: 4}, 6)).to.deep.equal([undefined, undefined, undefined, 4, 3.5, 2.5]);
  });

  it('keeps so many of each weight', () => {
    const w = tf.variable(tf.ones([5]));
    const before = tf.memory().numBytes;
    const optimizer = averaged(sgd(1), {last: 3});
    for (let t = 0; t < 9; t++) optimizer.minimize(() => tf.sum(w).asScalar(), false, [w]);
    expect(tf.memory().numBytes - before).to.equal(4 * (3 * 5 + 1));
    expect(optimizer.describe()).to.include(
      'settings: from 1, every 1, last 3\nstate: 4 slots of 1 variable, 64 bytes',
    );
    optimizer.dispose();
    w.dispose();
  });

  it('averages the last ones of a variable that comes later, or not always', () => {
    const [a, b] = [tf.variable(tf.scalar(8)), tf.variable(tf.scalar(4))];
    const optimizer = averaged(sgd(1), {last: 2});
    const seen = [[a], [a, b], [a], [a, b]].map((list) => {
      optimizer.minimize(() => tf.addN(list).asScalar(), false, list);
      return tf.tidy(() => optimizer.evaluationValues([a, b]).map((value) => value?.dataSync()[0]));
    });
    expect(seen).to.deep.equal([
      [7, undefined],
      [6.5, 3],
      [5.5, 3],
      [4.5, 2.5],
    ]);
    optimizer.dispose();
    tf.dispose([a, b]);
  });

  it('averages a variable that comes later since then', () => {
    const [a, b] = [tf.variable(tf.scalar(8)), tf.variable(tf.scalar(4))];
    const optimizer = averaged(sgd(1), {decay: 0.5});
    optimizer.minimize(() => a.asScalar(), false, [a]);
    optimizer.minimize(() => tf.add(a, b).asScalar(), false, [a, b]);
    const [, value] = optimizer.evaluationValues([a, b]);
    expect(value!.dataSync()[0]).to.equal(3);
    optimizer.dispose();
    tf.dispose([a, b, value!]);
  });

  it('puts the weights back, also after errors and promises', async () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1], kernelInitializer: 'ones'})]});
    const optimizer = lookahead(averaged(sgd(0.1), {from: 1}));
    model.compile({optimizer, loss: 'meanSquaredError'});
    const [x, y] = [tf.ones([1, 1]), tf.zeros([1, 1])];
    await model.fit(x, y, {epochs: 3, verbose: 0});
    const own = weightsOf(model);
    const held = tf.memory().numTensors;
    const other = await withEvaluationWeights(optimizer, model, async () => {
      await tf.nextFrame();
      return weightsOf(model);
    });
    expect(other).to.deep.equal(evaluated(optimizer, model));
    expect(other).to.not.deep.equal(own);
    expect(weightsOf(model)).to.deep.equal(own);
    const broken = (): never => {
      throw new Error('no');
    };
    expect(() => withEvaluationWeights(optimizer, model, broken)).to.throw('no');
    expect(weightsOf(model)).to.deep.equal(own);
    expect(tf.memory().numTensors).to.equal(held);
    optimizer.dispose();
    model.dispose();
    tf.dispose([x, y]);
  });

  itIsSaved(() => averaged(adam(0.05), {from: 2, every: 2}));
  itIsSaved(() => averaged(adam(0.05), {last: 2}));
  itIsSaved(() => averaged(tf.train.adam(0.05), {decay: 0.9}));

  it('refuses other options, and optimizers without averages', () => {
    refuses(
      () => averaged(sgd(1), {}),
      RangeError,
      /^Averaged: either \{decay\}, \{from, every\} or \{last, every\} must be given, received/,
    );
    for (const given of [undefined, 0.99]) {
      refuses(
        () => averaged(sgd(1), given as never),
        TypeError,
        /^Averaged: options must be one object such as \{decay: 0\.999\}, \{from: 1000\} or \{last: 5\}, after the optimizer, received/,
      );
    }
    refuses(() => averaged(sgd(1), {every: 2}), RangeError, /either \{decay\}, /);
    refuses(() => averaged(sgd(1), {decay: 0.5, last: 1}), RangeError, /either \{decay\}, /);
    refuses(() => averaged(sgd(1), {last: 0}), RangeError, /^Averaged: last must be a whole number >= 1, received 0/);
    refuses(() => averaged(sgd(1), {decay: 0.5, from: 1}), RangeError, /either \{decay\}, /);
    refuses(() => averaged(sgd(1), {decay: 0.5, every: 1}), RangeError, /either \{decay\}, /);
    refuses(
      () => averaged(sgd(1), {decay: 1}),
      RangeError,
      /^Averaged: decay must be a finite number >= 0 and < 1, received 1/,
    );
    refuses(() => averaged(sgd(1), {from: 0}), RangeError, /^Averaged: from must be a whole number >= 1, received 0/);
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
    refuses(() => withEvaluationWeights(sgd(1), model, () => 1), TypeError, /put averaged\(\.\.\.\) around it/);
    model.dispose();
  });
});
