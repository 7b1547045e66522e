import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {taylorProbe} from '../../../lib/curvature/index.ts';
import {networks, onNetwork, rejection} from './support.ts';

/** J(w) = 1/2 (a w_1^2 + b w_2^2) */
const quadratic = (w: tf.Variable, a: number, b: number) => () =>
  tf.mul(0.5, tf.sum(tf.mul([a, b], tf.square(w)))) as tf.Scalar;

describe('taylorProbe', () => {
  it('is exact for a quadratic', async () => {
    const w = tf.variable(tf.tensor1d([1, -1]));
    const before = tf.memory().numTensors;
    const probe = await taylorProbe({loss: quadratic(w, 2, 10), variables: [w], rate: 0.1, rates: [0.05, 0.1, 0.3]});
    expect(tf.memory().numTensors).to.equal(before);
    // g = (2, -10), g'g = 104, g'Hg = 8 + 1000
    expect(probe.gradientSquared).to.be.closeTo(104, 1e-3);
    expect(probe.gradientCurvature).to.be.closeTo(1008, 1e-2);
    expect(probe.curvature).to.be.closeTo(1008 / 104, 1e-4);
    expect(probe.stoppingRate).to.be.closeTo(208 / 1008, 1e-5);
    expect(probe.bestRate).to.be.closeTo(104 / 1008, 1e-5);
    expect(probe.steps.map(({rate}) => rate)).to.deep.equal([0.05, 0.1, 0.3]);
    for (const {rate, predicted, actual} of probe.steps) {
      const loss = (2 * (1 - 2 * rate) ** 2 + 10 * (-1 + 10 * rate) ** 2) / 2;
      expect(predicted).to.be.closeTo(loss - 6, 1e-3);
      expect(actual).to.be.closeTo(loss - 6, 1e-4);
    }
    expect(probe.isIllConditioned).to.equal(false);
    expect(probe.verdict).to.match(/^not ill-conditioned at a rate of 0.1: .* stops at a rate of 0.206/);
    expect(Array.from(w.dataSync())).to.deep.equal([1, -1]);
    w.dispose();
  });

  it('calls a rate beyond the stopping rate ill-conditioned, and the loss rises there', async () => {
    const w = tf.variable(tf.tensor1d([1, -1]));
    const {isIllConditioned, steps, stoppingRate} = await taylorProbe({
      loss: quadratic(w, 1, 100),
      variables: [w],
      rate: 0.03,
    });
    expect(isIllConditioned).to.equal(true);
    for (const {rate, actual} of steps) {
      if (Math.abs(rate / stoppingRate - 1) > 1e-3) expect(actual > 0).to.equal(rate > stoppingRate);
    }
    expect(steps.length).to.equal(14);
    w.dispose();
  });

  it('has no stopping rate where the curvature is negative', async () => {
    const w = tf.variable(tf.tensor1d([1, 1]));
    const {stoppingRate, isIllConditioned, verdict, curvature} = await taylorProbe({
      loss: quadratic(w, -1, -3),
      variables: [w],
    });
    expect(curvature).to.be.below(0);
    expect(stoppingRate).to.equal(Infinity);
    expect(isIllConditioned).to.equal(false);
    expect(verdict).to.match(/not positive/);
    w.dispose();
  });

  for (const network of networks) {
    it(`agrees with float64 on ${network.widths.join('-')}, and foresees small steps`, () =>
      onNetwork(network, async (source) => {
        const {gradientSquared, gradientCurvature, loss, steps} = await taylorProbe({...source, batchSize: 11});
        expect(loss).to.be.closeTo(network.value, 1e-5 * network.value);
        expect(gradientSquared).to.be.closeTo(network.gradientSquared, 1e-4 * network.gradientSquared);
        expect(gradientCurvature).to.be.closeTo(network.gradientCurvature, 1e-3 * Math.abs(network.gradientCurvature));
        // Kinks of ReLU are left out by a second derivative.
        const tolerance = network.activation === 'relu' ? 0.1 : 0.02;
        const [, step] = steps;
        expect(step!.actual).to.be.below(0);
        expect(Math.abs(step!.actual / step!.predicted - 1)).to.be.below(tolerance);
      }));
  }

  it('puts the variables back after an error', async () => {
    const w = tf.variable(tf.tensor1d([1, -1]));
    let calls = 0;
    const loss = () => {
      calls += 1;
      if (w.dataSync()[0] !== 1) throw new Error('moved');
      return quadratic(w, 1, 2)();
    };
    expect((await rejection(taylorProbe({loss, variables: [w]}))).message).to.equal('moved');
    expect(calls).to.be.above(3);
    expect(Array.from(w.dataSync())).to.deep.equal([1, -1]);
    w.dispose();
  });

  it('refuses a critical point and rates that are none', async () => {
    const w = tf.variable(tf.tensor1d([0, 0]));
    const loss = quadratic(w, 1, 2);
    expect((await rejection(taylorProbe({loss, variables: [w]}))).message).to.match(/the gradient must not be zero/);
    const cases: [object, RegExp][] = [
      [{rate: 0}, /taylorProbe: rate must be a finite number > 0, received 0/],
      [{rates: []}, /rates must have at least 1 element/],
      [{rates: [0.1, -1]}, /rates must be a finite number > 0, received -1/],
      [{seed: 1}, /unknown option "seed"/],
    ];
    for (const [options, message] of cases)
      expect((await rejection(taylorProbe({loss, variables: [w], ...options}))).message).to.match(message);
    w.dispose();
  });
});
