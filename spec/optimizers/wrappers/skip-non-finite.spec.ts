import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accumulated, adam, clipped, momentum, sgd, skipNonFinite} from '../../../optimizers/index.ts';
import {batch, expectSameNumbers} from '../../lib/native/stories.ts';
import {itEquals, itIsSaved, itRuns, refuses, trained, wayNames} from './stories.ts';

/** Every third batch is broken. */
const broken = (t: number): [tf.Tensor2D, tf.Tensor2D] =>
  tf.tidy(() => [t % 3 === 0 ? tf.add(batch(t, 6, 3), Infinity) : batch(t, 6, 3), batch(t + 100, 6, 2)]);

describe('skipNonFinite', () => {
  itEquals(
    'of finite gradients equals the optimizer within',
    () => skipNonFinite(adam(0.05)),
    () => adam(0.05),
    {keeps: true},
  );
  itEquals(
    'around tf.train.adam',
    () => skipNonFinite(tf.train.adam(0.05)),
    () => tf.train.adam(0.05),
    {keeps: true},
  );
  itRuns('around momentum', () => skipNonFinite(momentum(0.05)));
  itRuns('around tf.train.adam', () => skipNonFinite(tf.train.adam(0.05), {limit: 2}));
  itRuns('three deep', () => skipNonFinite(clipped(accumulated(momentum(0.05), {steps: 2}), {globalNorm: 0.5})));

  for (const way of wayNames) {
    for (const [name, make] of [
      ['momentum', () => momentum(0.05)],
      ['tf.train.adam', () => tf.train.adam(0.05)],
    ] as const) {
      it(`goes on as without the batches that it skips, ${name}, ${way}`, async () => {
        const whole = (t: number): number => Math.floor(t / 2) * 3 + 1 + (t % 2);
        const without = await trained(make, way, {
          updates: 6,
          batches: (t) => [batch(whole(t), 6, 3), batch(whole(t) + 100, 6, 2)],
        });
        const {losses, weights, iterations} = await trained(() => skipNonFinite(make()), way, {
          updates: 9,
          batches: broken,
        });
        expectSameNumbers(weights, without.weights, 'weights');
        expectSameNumbers(
          losses.filter((_, t) => t % 3 !== 0),
          without.losses,
          'losses',
        );
        expect(iterations).to.equal(9);
      });
    }
  }

  it('skips so many in a row, then goes on whatever it is, and counts them', async () => {
    const w = tf.variable(tf.tensor1d([1, 2]));
    const optimizer = skipNonFinite(sgd(1), {limit: 2});
    const step = (gradient: number[]): number[] => {
      tf.tidy(() => optimizer.applyGradients({[w.name]: tf.tensor1d(gradient)}));
      return [...w.dataSync()];
    };
    expect(step([NaN, 1])).to.deep.equal([1, 2]);
    expect(step([1, Infinity])).to.deep.equal([1, 2]);
    expect(step([1, 1])).to.deep.equal([0, 1]);
    expect(step([NaN, 1])).to.deep.equal([0, 1]);
    expect(step([1, -Infinity])).to.deep.equal([0, 1]);
    expect(await optimizer.skipped()).to.equal(4);
    expect(step([NaN, 1])).to.deep.equal([NaN, 0]);
    expect(await optimizer.skipped()).to.equal(4);
    optimizer.dispose();
    w.dispose();
  });

  itIsSaved(() => skipNonFinite(adam(0.05), {limit: 2}));

  it('refuses other options', () => {
    refuses(
      () => skipNonFinite(sgd(1), {limit: 0}),
      RangeError,
      /^SkipNonFinite: limit must be a whole number >= 1, received 0/,
    );
    refuses(() => skipNonFinite(sgd(1), 5 as never), TypeError, /^SkipNonFinite: options must be one object/);
  });
});
