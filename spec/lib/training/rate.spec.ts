import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {currentRate, nextRates, observeMetric, sampler} from '../../../lib/training/rate.ts';
import {sgd} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';

describe('the rate of an optimizer', () => {
  it('is read where it is a number', () => {
    const optimizer = tf.train.sgd(0.25);
    expect(currentRate(optimizer)).to.equal(0.25);
    expect(currentRate({learningRate: tf.scalar} as unknown as tf.Optimizer)).to.equal(null);
    expect(currentRate({} as tf.Optimizer)).to.equal(null);
    optimizer.dispose();
  });

  it('is told for the updates to come where it follows a schedule', () => {
    const optimizer = sgd(exponentialDecay(8, {gamma: 0.5}));
    const w = tf.tidy(() => tf.variable(tf.scalar(1)));
    expect(nextRates(optimizer, 3)).to.deep.equal([8, 4, 2]);
    optimizer.minimize(() => tf.mul(w, 1), false, [w]);
    expect(nextRates(optimizer, 2)).to.deep.equal([4, 2]);
    expect(nextRates(optimizer, 1)).to.deep.equal([currentRate(optimizer)]);
    w.dispose();
    const stock = tf.train.sgd(0.25);
    expect(nextRates(stock, 2)).to.deep.equal([0.25, 0.25]);
    stock.dispose();
    expect(nextRates({} as tf.Optimizer, 2)).to.deep.equal([null, null]);
  });

  it('hears of a metric where it can', () => {
    const heard: number[] = [];
    const observer = {observe: (metric: number) => heard.push(metric)} as unknown as tf.Optimizer;
    observeMetric(observer, 0.5);
    observeMetric({} as tf.Optimizer, 0.5);
    expect(heard).to.deep.equal([0.5]);
  });
});

describe('sampler', () => {
  it('takes at most 20 evenly spread updates, the first one among them', () => {
    for (const updates of [1, 5, 20, 21, 63, 1000]) {
      const chosen = Array.from({length: updates}, (_, i) => i).filter(sampler(updates));
      expect(chosen[0]).to.equal(0);
      expect(chosen.length).to.be.within(Math.min(updates, 10), 20);
      const steps = new Set(chosen.slice(1).map((value, i) => value - chosen[i]!));
      expect(steps.size).to.be.at.most(1);
    }
  });
});
