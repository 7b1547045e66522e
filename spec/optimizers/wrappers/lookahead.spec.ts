import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {adam, clipped, lookahead, momentum, sgd} from '../../../optimizers/index.ts';
import {itEquals, itIsSaved, itRuns, refuses} from './stories.ts';

describe('lookahead', () => {
  itEquals(
    'with rate 1 equals the optimizer within',
    () => lookahead(adam(0.05), {rate: 1, steps: 2}),
    () => adam(0.05),
    {keeps: true},
  );
  itEquals(
    'with rate 1, around tf.train',
    () => lookahead(tf.train.adam(0.05), {rate: 1, steps: 2}),
    () => tf.train.adam(0.05),
    {keeps: true},
  );
  itRuns('by default', () => lookahead(adam(0.05)));
  itRuns('around tf.train.adam', () => lookahead(tf.train.adam(0.05), {steps: 3}));
  // Two phases of each of them.
  itRuns('three deep', () => lookahead(clipped(lookahead(momentum(0.05), {steps: 2}), {norm: 0.5}), {steps: 3}), 4);

  it('follows its equation', () => {
    const w = tf.variable(tf.scalar(8));
    const optimizer = lookahead(sgd(1), {steps: 2, rate: 0.25});
    const seen = Array.from({length: 5}, () => {
      optimizer.minimize(() => w.asScalar(), false, [w]);
      return w.dataSync()[0];
    });
    // 8, 7, 6 and from 8 a quarter of the way to 6: 7.5
    expect(seen).to.deep.equal([7, 7.5, 6.5, 7, 6]);
    optimizer.dispose();
    w.dispose();
  });

  itIsSaved(() => lookahead(adam(0.05), {steps: 2}));

  it('refuses other options', () => {
    refuses(
      () => lookahead(sgd(1), {rate: 0}),
      RangeError,
      /^Lookahead: rate must be a finite number > 0 and <= 1, received 0/,
    );
    refuses(
      () => lookahead(sgd(1), {steps: 0}),
      RangeError,
      /^Lookahead: steps must be a whole number >= 1, received 0/,
    );
    refuses(() => lookahead(sgd(1), 5 as never), TypeError, /^Lookahead: options must be one object/);
  });
});
