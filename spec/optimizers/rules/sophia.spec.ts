import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accumulated, averaged, clipped, sam, Sophia, sophia} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {itIsSaved, itRuns, refuses} from '../wrappers/stories.ts';

const variable = (values: number[]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values)));

describe('sophia', () => {
  it('follows its equation in float64', () => {
    const [beta1, beta2, gamma, rate, clip, epsilon] = [0.7, 0.8, 0.3, 0.05, 0.8, 0.05];
    const w = variable([2, -1, 0.5]);
    const optimizer = sophia(rate, {beta1, beta2, gamma, epsilon, clipThreshold: clip, updateEvery: 4});
    const state = [2, -1, 0.5].map((value) => ({w: value, m: 0, h: 0}));
    let clipped = 0;
    for (let t = 1; t <= 20; t++) {
      const factor = 1 + (t % 3);
      // The sum of f w^4 / 4: g = f w^3, H = 3 f w^2.
      optimizer.minimize(() => tf.mul(tf.sum(tf.pow(w, 4)), factor / 4).asScalar(), false, [w]);
      for (const each of state) {
        each.m = beta1 * each.m + (1 - beta1) * factor * each.w ** 3;
        if ((t - 1) % 4 === 0) each.h = beta2 * each.h + (1 - beta2) * 3 * factor * each.w ** 2;
        const step = each.m / Math.max(gamma * each.h, epsilon);
        if (Math.abs(step) > clip) clipped++;
        each.w -= rate * Math.min(Math.max(step, -clip), clip);
      }
      for (const [i, each] of state.entries()) expect(w.dataSync()[i], `t = ${t}`).to.be.closeTo(each.w, 3e-6);
    }
    expect(clipped).to.be.within(10, 50);
    w.dispose();
    optimizer.dispose();
  });

  it('moves by the sign where the loss is not convex, so that it leaves a saddle', () => {
    const w = variable([1e-3, 1e-3]);
    const optimizer = sophia(0.1, {gamma: 1, beta1: 0, beta2: 0, updateEvery: 1});
    // x^2 - y^2
    optimizer.minimize(() => tf.sum(tf.mul(tf.square(w), [1, -1])).asScalar(), false, [w]);
    const [x, y] = w.dataSync();
    expect(x).to.be.closeTo(0.9e-3, 1e-7);
    expect(y).to.be.closeTo(0.101, 1e-6);
    w.dispose();
    optimizer.dispose();
  });

  it('ascends what the other sign descends', () => {
    const ends = [1, -1].map((sign) => {
      const w = variable([1, -2]);
      const optimizer = sophia(0.1, {gamma: 1, beta2: 0.5, updateEvery: 2, maximize: sign < 0});
      for (let t = 0; t < 6; t++) optimizer.minimize(() => tf.mul(tf.sum(tf.pow(w, 4)), sign).asScalar(), false, [w]);
      const end = [...w.dataSync()];
      w.dispose();
      optimizer.dispose();
      return end;
    });
    expect(ends[1]).to.deep.equal(ends[0]);
    expect(ends[0]).to.not.deep.equal([1, -2]);
  });

  it('descends a quadratic of condition number 100 at a rate of its own', () => {
    const w = variable([1, 1]);
    const optimizer = sophia(exponentialDecay(0.3, {gamma: 0.97}), {gamma: 1, beta2: 0.5, updateEvery: 2});
    const loss = (): tf.Scalar => tf.sum(tf.mul(tf.square(w), [1, 100])).asScalar();
    for (let t = 0; t < 120; t++) optimizer.minimize(loss, false, [w]);
    for (const value of w.dataSync()) expect(value).to.be.closeTo(0, 0.02);
    w.dispose();
    optimizer.dispose();
  });

  itRuns('with an estimate at every third update', () => sophia(0.01, {updateEvery: 3, weightDecay: 0.01}), 4);
  itRuns('accumulated', () => accumulated(sophia(0.02, {updateEvery: 2}), {steps: 2}), 6);
  itRuns(
    'in sharpness-aware minimisation, clipped and averaged',
    () => averaged(clipped(sam(sophia(0.01, {updateEvery: 2})), {norm: 0.5}), {decay: 0.5}),
    4,
  );
  itIsSaved(() => sophia(0.05, {updateEvery: 2}));

  it('copies itself from its configuration, and refuses other options', () => {
    const original = sophia(exponentialDecay(0.1, {gamma: 0.5}), {seed: 7, updateEvery: 3, gamma: 0.5});
    const config = JSON.parse(JSON.stringify(original.getConfig())) as never;
    expect(new Sophia(config).getConfig()).to.deep.equal(original.getConfig());
    refuses(() => sophia(0.1, {epsilon: 0}), RangeError, /^Sophia: epsilon must be a finite number > 0, received 0/);
    refuses(() => sophia(0.1, {gamma: 0}), RangeError, /^Sophia: gamma/);
    refuses(() => sophia(0.1, {clipThreshold: 0}), RangeError, /^Sophia: clipThreshold/);
  });
});
