import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {
  type Accumulated,
  accumulated,
  adam,
  clipped,
  lookahead,
  momentum,
  nesterov,
  sgd,
} from '../../../optimizers/index.ts';
import {exponentialDecay, linearDecay} from '../../../schedules/index.ts';
import {batch} from '../../lib/native/stories.ts';
import {itEquals, itIsSaved, itRuns, refuses, trained, wayNames} from './stories.ts';

describe('accumulated', () => {
  itEquals(
    'one step equals the optimizer within',
    () => accumulated(adam(0.05), {steps: 1}),
    () => adam(0.05),
  );
  itRuns('three steps', () => accumulated(adam(0.05), {steps: 3}));
  itRuns('around tf.train.adam', () => accumulated(tf.train.adam(0.05), {steps: 2}));
  itRuns('three deep', () => clipped(accumulated(lookahead(momentum(0.05), {steps: 2}), {steps: 3}), {value: 0.5}));
  itRuns('around a look-ahead', () => accumulated(nesterov(0.05), {steps: 2}));

  for (const way of wayNames) {
    it(`equals the large batch, ${way}`, async () => {
      const [x, y] = [(t: number) => batch(t, 6, 3), (t: number) => batch(t + 100, 6, 2)];
      const large = await trained(() => adam(linearDecay(0.05, {end: 0, steps: 4})), way, {
        updates: 4,
        batches: (t) => [x(t), y(t)],
      });
      const small = await trained(() => accumulated(adam(linearDecay(0.05, {end: 0, steps: 4})), {steps: 3}), way, {
        updates: 12,
        batches: (t) =>
          tf.tidy(() => {
            const [at, row] = [Math.floor(t / 3), (t % 3) * 2];
            return [tf.slice(x(at), [row, 0], [2, 3]), tf.slice(y(at), [row, 0], [2, 2])];
          }),
      });
      for (const [i, weight] of large.weights.entries()) expect(small.weights[i]).to.be.closeTo(weight, 1e-6);
      expect(small.iterations).to.equal(12);
    });
  }

  for (const way of wayNames) {
    it(`leaves the schedule of a look-ahead to the updates, ${way}`, async () => {
      const make = (): tf.Optimizer => accumulated(nesterov(exponentialDecay(0.2, {gamma: 0.5})), {steps: 2});
      let updates = 0;
      const look = (optimizer: tf.Optimizer): number[] => {
        updates = (optimizer as Accumulated).inner.iterations;
        return [];
      };
      const plain = await trained(make, 'plain', {updates: 12});
      const {weights} = await trained(make, way, {updates: 12, look});
      for (const [i, weight] of plain.weights.entries()) expect(weights[i]).to.be.closeTo(weight, 1e-6);
      expect(updates).to.equal(6);
    });
  }

  it('counts batches, and lets the optimizer within count updates', () => {
    const w = tf.variable(tf.scalar(1));
    const optimizer = accumulated(sgd(linearDecay(1, {end: 0, steps: 2})), {steps: 2});
    const rates: number[] = [];
    for (let t = 0; t < 4; t++) {
      rates.push(optimizer.learningRate!);
      expect(Array.from({length: 3}, (_, ahead) => optimizer.declaration!.learningRate!(ahead))).to.deep.equal(
        [0, 1, 2].map((ahead) => [1, 0.5, 0, 0][Math.floor((t + ahead) / 2)]),
      );
      optimizer.minimize(() => w.asScalar(), false, [w]);
    }
    expect(rates).to.deep.equal([1, 1, 0.5, 0.5]);
    expect([optimizer.iterations, optimizer.inner.iterations]).to.deep.equal([4, 2]);
    expect(w.dataSync()[0]).to.equal(-0.5);
    optimizer.dispose();
    w.dispose();
  });

  it('takes variables that only some batches have, and none that no batch has', () => {
    const [a, b, c] = [1, 2, 3].map((value) => tf.variable(tf.scalar(value))) as [
      tf.Variable,
      tf.Variable,
      tf.Variable,
    ];
    const optimizer = accumulated(momentum(1), {steps: 2});
    const step = (of: tf.Variable): unknown => optimizer.minimize(() => of.asScalar(), false, [a, b, c]);
    step(a);
    step(b);
    expect([a, b, c].map((variable) => variable.dataSync()[0])).to.deep.equal([0.5, 1.5, 3]);
    optimizer.dispose();
    tf.dispose([a, b, c]);
  });

  itIsSaved(() => accumulated(adam(0.05), {steps: 2}));

  it('refuses other options', () => {
    refuses(
      () => accumulated(sgd(1), {} as never),
      TypeError,
      /^Accumulated: steps must be a whole number >= 1, received undefined/,
    );
    refuses(
      () => accumulated(sgd(1), {steps: 0}),
      RangeError,
      /^Accumulated: steps must be a whole number >= 1, received 0/,
    );
    refuses(() => accumulated(sgd(1), {steps: 1.5}), RangeError, /^Accumulated: steps must be a whole number/);
  });
});
