import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {
  accumulated,
  adam,
  averaged,
  clipped,
  lookahead,
  momentum,
  nesterov,
  sam,
  sgd,
  skipNonFinite,
} from '../../../optimizers/index.ts';
import {itEquals, itIsSaved, itRuns, refuses} from './stories.ts';

describe('sam', () => {
  itEquals(
    'with rho 0 equals the optimizer within',
    () => sam(adam(0.05), {rho: 0}),
    () => adam(0.05),
  );
  itEquals(
    'with rho 0, around tf.train',
    () => sam(tf.train.adam(0.05), {rho: 0, adaptive: true}),
    () => tf.train.adam(0.05),
  );
  itRuns('by default', () => sam(adam(0.05)));
  itRuns('adaptive', () => sam(adam(0.05), {rho: 0.5, adaptive: true}));
  itRuns('around tf.train.adam', () => sam(tf.train.adam(0.05)));
  itRuns('around a look-ahead', () => sam(nesterov(0.05)));
  itRuns('three deep, within', () =>
    clipped(accumulated(sam(momentum(0.05), {rho: 0.2}), {steps: 2}), {globalNorm: 0.5}),
  );
  itRuns('three deep, around', () => sam(averaged(lookahead(adam(0.05), {steps: 3}), {decay: 0.5})));
  itRuns('four deep', () => skipNonFinite(clipped(lookahead(sam(tf.train.adam(0.05)), {steps: 2}), {norm: 0.5})));

  it('takes the gradient where its equations say, and tells the loss at the variables', () => {
    const w = tf.variable(tf.tensor1d([3, 4]));
    const loss = (): tf.Scalar => tf.sum(tf.mul(tf.square(w), [0.5, 0.5])).asScalar();
    const plain = sam(sgd(1), {rho: 5});
    // g = w, e = w: the gradient is 2 w.
    const value = plain.minimize(loss, true, [w])!;
    expect(value.dataSync()[0]).to.equal(12.5);
    for (const [i, each] of [-3, -4].entries()) expect(w.dataSync()[i]).to.be.closeTo(each, 1e-6);
    const adaptive = sam(sgd(1), {rho: 1, adaptive: true});
    w.assign(tf.tensor1d([1, 2]));
    adaptive.minimize(loss, false, [w]);
    // e = w^3 / |w^2|: w - (w + e) = -e
    for (const [i, each] of [1, 8].entries()) expect(w.dataSync()[i]).to.be.closeTo(-each / Math.sqrt(17), 1e-6);
    plain.dispose();
    adaptive.dispose();
    tf.dispose([w, value]);
  });

  it('stays where the gradient is 0, and puts the variables back where the loss throws', () => {
    const [w, frozen] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(1), false)];
    const optimizer = sam(sgd(1));
    const held = tf.memory().numTensors;
    optimizer.minimize(() => tf.square(w).asScalar(), false, [w, frozen]);
    expect(w.dataSync()[0]).to.equal(0);
    tf.tidy(() => w.assign(tf.scalar(2)));
    let calls = 0;
    const loss = (): tf.Scalar => {
      if (++calls === 2) throw new Error('no');
      return tf.square(w).asScalar();
    };
    expect(() => optimizer.minimize(loss, false, [w])).to.throw('no');
    expect(w.dataSync()[0]).to.equal(2);
    expect(tf.memory().numTensors).to.equal(held);
    optimizer.dispose();
    tf.dispose([w, frozen]);
  });

  it('drops the same units in both evaluations, and moves statistics of batch normalisation once', async () => {
    const ends: number[][] = [];
    for (const rho of [0, 1e-30]) {
      const seed = 3;
      const model = tf.sequential({
        layers: [
          tf.layers.dense({units: 4, inputShape: [3], kernelInitializer: tf.initializers.glorotUniform({seed})}),
          tf.layers.batchNormalization({}),
          tf.layers.dense({units: 1, kernelInitializer: tf.initializers.glorotUniform({seed})}),
        ],
      });
      const optimizer = sam(sgd(0.1), {rho});
      model.compile({optimizer, loss: 'meanSquaredError'});
      const [x, y] = [tf.mul(tf.range(0, 15).reshape([5, 3]), 0.1), tf.ones([5, 1])];
      await model.fit(x, y, {epochs: 3, verbose: 0, shuffle: false});
      ends.push(model.getWeights().flatMap((weight) => [...weight.dataSync()]));
      optimizer.dispose();
      model.dispose();
      tf.dispose([x, y]);
    }
    for (const [i, value] of ends[0]!.entries()) expect(ends[1]![i]).to.be.closeTo(value, 1e-6);
  });

  itIsSaved(() => sam(clipped(adam(0.05), {norm: 1}), {rho: 0.1, adaptive: true}));

  it('refuses other options', () => {
    refuses(() => sam(sgd(1), {rho: -1}), RangeError, /^Sam: rho must be a finite number >= 0, received -1/);
    refuses(() => sam(sgd(1), {adaptive: 1 as never}), TypeError, /^Sam: adaptive must be true or false, received 1/);
  });
});
