import {expect} from 'chai';
import {randomStream} from '../../../lib/base/random.ts';
import {scheduleFromConfig} from '../../../schedules/index.ts';
import {reduceOnPlateau} from '../../../schedules/watching/reduce-on-plateau.ts';
import type {ReduceOnPlateauOptions} from '../../../schedules/watching/reduce-on-plateau.ts';

/** ReduceLROnPlateau.step line by line, as PyTorch has it: the rates after each metric. */
function torchPlateau(rate: number, metrics: number[], options: ReduceOnPlateauOptions): number[] {
  const {mode = 'min', factor = 0.1, patience = 10, cooldown = 0, threshold = 1e-4, thresholdMode = 'rel'} = options;
  const {minimum = 0, epsilon = 1e-8} = options;
  let best = mode === 'min' ? Infinity : -Infinity;
  let badEpochs = 0;
  let cooldownCounter = 0;
  const isBetter = (metric: number) => {
    if (mode === 'min' && thresholdMode === 'rel') return metric < best * (1 - threshold);
    if (mode === 'min') return metric < best - threshold;
    return thresholdMode === 'rel' ? metric > best * (threshold + 1) : metric > best + threshold;
  };
  return metrics.map((metric) => {
    if (isBetter(metric)) {
      best = metric;
      badEpochs = 0;
    } else {
      badEpochs++;
    }
    if (cooldownCounter > 0) {
      cooldownCounter--;
      badEpochs = 0;
    }
    if (badEpochs > patience) {
      const reduced = Math.max(rate * factor, minimum);
      if (rate - reduced > epsilon) rate = reduced;
      cooldownCounter = cooldown;
      badEpochs = 0;
    }
    return rate;
  });
}

function follow(value: number, metrics: number[], options: ReduceOnPlateauOptions): number[] {
  const rate = reduceOnPlateau(value, options);
  return metrics.map((metric, step) => {
    rate.observe?.(metric);
    return rate(step);
  });
}

describe('reduceOnPlateau', () => {
  it('reduces at the bad metric after patience is used up, by hand', () => {
    expect(follow(8, [5, 4, 4, 4, 4, 3, 3, 3, 3], {factor: 0.5, patience: 2})).to.deep.equal([
      8, 8, 8, 8, 4, 4, 4, 4, 2,
    ]);
    expect(follow(8, [1, 1, 1, 1, 1, 1, 1], {factor: 0.5, patience: 0, cooldown: 2})).to.deep.equal([
      8, 4, 4, 4, 2, 2, 2,
    ]);
  });

  it('has the defaults of PyTorch: the eleventh bad metric divides by ten', () => {
    const rates = follow(
      1,
      Array.from({length: 12}, () => 1),
      {},
    );
    expect(rates).to.deep.equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.1]);
  });

  it('needs more than the threshold, relative or absolute, to call a metric better', () => {
    const metrics = [100, 99.5, 99.1, 98.9];
    const rates = (options: ReduceOnPlateauOptions) => follow(1, metrics, {patience: 0, factor: 0.5, ...options});
    expect(rates({threshold: 0.01})).to.deep.equal([1, 0.5, 0.25, 0.25]);
    expect(rates({threshold: 0.3, thresholdMode: 'abs'})).to.deep.equal([1, 1, 1, 0.5]);
    expect(rates({mode: 'max'})).to.deep.equal([1, 0.5, 0.25, 0.125]);
    // Better by the threshold itself is not enough.
    const exactly = {patience: 0, factor: 0.5, threshold: 2, thresholdMode: 'abs'} as const;
    expect(follow(1, [5, 3, 2], exactly)).to.deep.equal([1, 0.5, 0.5]);
    expect(follow(1, [5, 7, 8], {...exactly, mode: 'max'})).to.deep.equal([1, 0.5, 0.5]);
  });

  it('follows PyTorch on random metrics for every combination of modes', () => {
    const random = randomStream(7, 'plateau');
    let reductions = 0;
    for (const mode of ['min', 'max'] as const) {
      for (const thresholdMode of ['rel', 'abs'] as const) {
        for (let trial = 0; trial < 20; trial++) {
          const options = {mode, thresholdMode, patience: random.integer(4), cooldown: random.integer(3)};
          const rest = {factor: 0.3, threshold: 0.05, minimum: 1e-3};
          const metrics = Array.from({length: 60}, (_, i) =>
            random.integer(15) === 0 ? Number.NaN : 1 / (1 + i) + random.uniform(),
          );
          const rates = follow(0.5, metrics, {...options, ...rest});
          expect(rates).to.deep.equal(torchPlateau(0.5, metrics, {...options, ...rest}));
          reductions += new Set(rates).size - 1;
        }
      }
    }
    expect(reductions).to.be.greaterThan(100);
  });

  it('stops at the minimum, and makes no reduction smaller than epsilon', () => {
    const ones = [1, 1, 1, 1, 1];
    expect(follow(1, ones, {patience: 0, factor: 0.5, minimum: 0.3})).to.deep.equal([1, 0.5, 0.3, 0.3, 0.3]);
    expect(follow(1, ones, {patience: 0, factor: 0.5, epsilon: 0.2})).to.deep.equal([1, 0.5, 0.25, 0.25, 0.25]);
    // From 0.5 to 0.25 it would be epsilon itself.
    expect(follow(1, ones, {patience: 0, factor: 0.5, epsilon: 0.25})).to.deep.equal([1, 0.5, 0.5, 0.5, 0.5]);
  });

  it('continues exactly from its configuration, also through JSON', () => {
    const metrics = [5, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3];
    for (let cut = 0; cut <= metrics.length; cut++) {
      const whole = reduceOnPlateau(1, {patience: 1, factor: 0.5, cooldown: 1});
      const part = reduceOnPlateau(1, {patience: 1, factor: 0.5, cooldown: 1});
      for (const metric of metrics) whole.observe?.(metric);
      for (const metric of metrics.slice(0, cut)) part.observe?.(metric);
      const restored = scheduleFromConfig(JSON.parse(JSON.stringify(part.config)));
      expect(restored(0)).to.equal(part(0));
      for (const metric of metrics.slice(cut)) restored.observe?.(metric);
      expect(restored.config).to.deep.equal(whole.config);
      expect(restored(0)).to.be.lessThan(1);
    }
  });

  it('refuses bad arguments, metrics and states', () => {
    expect(() => reduceOnPlateau(1, {factor: 1})).to.throw(
      RangeError,
      'reduceOnPlateau: factor must be a finite number > 0',
    );
    expect(() => reduceOnPlateau(1, {patience: 1.5})).to.throw(RangeError, 'patience must be a whole number >= 0');
    expect(() => reduceOnPlateau(1, {minimum: 2})).to.throw(
      RangeError,
      'minimum must be a finite number >= 0 and <= 1',
    );
    expect(() => reduceOnPlateau(1, {mode: 'mim' as never})).to.throw(RangeError, 'did you mean "min"?');
    expect(() => reduceOnPlateau(1, {thresholdMode: 'absolute' as never})).to.throw(RangeError, 'one of "rel", "abs"');
    expect(() => reduceOnPlateau(1, {patients: 1} as never)).to.throw(TypeError, 'did you mean "patience"?');
    expect(() => reduceOnPlateau(1).observe?.('1' as never)).to.throw(
      TypeError,
      'metric must be a number, received "1"',
    );
    const state = {current: 1, best: null, bad: 0, cooling: 0};
    expect(() => reduceOnPlateau(1, {state: {...state, current: 2}})).to.throw(RangeError, 'state: current must be');
    expect(() => reduceOnPlateau(1, {state: {...state, bad: -1}})).to.throw(RangeError, 'state: bad must be');
    expect(() => reduceOnPlateau(1, {state: {...state, cooling: 0.5}})).to.throw(RangeError, 'cooling must be a whole');
    expect(() => reduceOnPlateau(1, {state: {...state, worse: 1} as never})).to.throw(
      TypeError,
      'reduceOnPlateau.state: unknown option "worse"',
    );
    expect(() => reduceOnPlateau(1, {state: {...state, best: '3' as never}})).to.throw(
      TypeError,
      'state: best must be',
    );
  });
});
