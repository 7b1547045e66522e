import {readFileSync} from 'node:fs';
import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {adam, momentum} from '../../../optimizers/index.ts';
import {oneCyclePair, type OneCyclePairOptions, scheduleFromConfig} from '../../../schedules/index.ts';

interface Case {
  readonly peak: number;
  readonly steps: number;
  readonly options: Partial<OneCyclePairOptions>;
  readonly rates: readonly number[];
  readonly momenta: readonly number[];
  readonly weights: readonly (readonly number[])[];
}

const {cases, gradients, peer} = JSON.parse(
  readFileSync(new URL('../../fixtures/peers/one-cycle.json', import.meta.url), 'utf8'),
) as {cases: readonly Case[]; gradients: readonly (readonly number[])[]; peer: string};

describe('oneCyclePair', () => {
  it('goes .95, .85, .95 while the rate goes up and down, and stays there', () => {
    const cycle = oneCyclePair(1, {steps: 100});
    for (const [step, rate, value] of [
      [0, 0.04, 0.95],
      [15, 0.52, 0.9],
      [30, 1, 0.85],
      [65, (1 + 4e-6) / 2, 0.9],
      [100, 4e-6, 0.95],
      [500, 4e-6, 0.95],
    ] as const) {
      expect(cycle.learningRate(step)).to.be.closeTo(rate, 1e-14);
      expect(cycle.momentum(step)).to.be.closeTo(value, 1e-14);
    }
    expect(scheduleFromConfig(cycle.momentum.config)(65)).to.equal(cycle.momentum(65));
  });

  for (const [i, {peak, steps, options, rates, momenta, weights}] of cases.entries()) {
    it(`is OneCycleLR of ${peer} with inclusive, and so are the weights of momentum (${i + 1})`, () => {
      const cycle = oneCyclePair(peak, {steps, ...options, inclusive: true});
      for (let t = 0; t < steps; t++) {
        expect(cycle.learningRate(t)).to.be.closeTo(rates[t]!, 1e-14);
        expect(cycle.momentum(t)).to.be.closeTo(momenta[t]!, 1e-14);
      }
      const w = tf.variable(tf.tensor1d([1, -2, 0.5]), true, `one-cycle/${i}`);
      const optimizer = momentum(cycle.learningRate, {momentum: cycle.momentum, form: 'trace'});
      for (let t = 0; t < steps; t++) {
        tf.tidy(() => optimizer.applyGradients({[w.name]: tf.tensor1d([...gradients[t]!])}));
        if (t % 5 > 0) continue;
        const values = w.dataSync();
        for (const [k, value] of weights[t / 5]!.entries()) {
          expect(values[k]).to.be.closeTo(value, 1e-5 * Math.max(1, Math.abs(value)), `update ${t + 1}`);
        }
      }
      optimizer.dispose();
      w.dispose();
    });
  }

  it('drives beta1 of adam, and refuses bad arguments', () => {
    const cycle = oneCyclePair(0.1, {steps: 10, low: 0.5, high: 0.75});
    expect(adam(cycle.learningRate, {beta1: cycle.momentum}).describe()).to.include('beta1 0.75');
    expect(() => oneCyclePair(0.1, {steps: 9, low: 0})).to.throw(RangeError, 'oneCyclePair: low must be');
    expect(() => oneCyclePair(0.1, {steps: 9, high: 0})).to.throw(RangeError, 'oneCyclePair: high must be');
    const turned = {steps: 9, low: 0.95, high: 0.85};
    expect(() => oneCyclePair(0.1, turned)).to.throw(RangeError, 'oneCyclePair: low must be');
    expect(oneCyclePair(0.1, {steps: 9, low: 0.9, high: 0.9}).momentum(3)).to.equal(0.9);
    expect(() => (oneCyclePair as (value: number) => unknown)(0.1)).to.throw(TypeError, /^oneCyclePair: steps must be/);
    expect(() => oneCyclePair(0.1, {steps: 0})).to.throw(RangeError, 'oneCyclePair: steps must be');
    expect(() => oneCyclePair(-1, {steps: 9})).to.throw(RangeError, 'oneCyclePair: value must be');
    const turn = {steps: 9, threePhase: true, peakAt: 0.6};
    expect(() => oneCyclePair(0.1, turn)).to.throw(RangeError, 'oneCyclePair: peakAt must be');
    expect(() => oneCyclePair(0.1, {steps: 3, inclusive: true})).to.throw(RangeError, 'oneCyclePair: peakAt * steps');
    expect(() => oneCyclePair(0.1, {steps: 9, lower: 1} as never)).to.throw(
      TypeError,
      'oneCyclePair: unknown option "lower"',
    );
  });
});
