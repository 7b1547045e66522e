import {expect} from 'chai';
import {perEpoch} from '../../../schedules/combinators/per-epoch.ts';
import {warmup} from '../../../schedules/combinators/warmup.ts';
import {inverseTimeDecay} from '../../../schedules/decays/inverse-time-decay.ts';
import {reduceOnIncrease} from '../../../schedules/watching/reduce-on-increase.ts';

describe('perEpoch', () => {
  it('changes once per epoch', () => {
    const rate = perEpoch(inverseTimeDecay(12, {k: 1}), 100);
    expect([0, 99, 100, 199, 200, 300].map(rate)).to.deep.equal([12, 12, 6, 6, 4, 3]);
  });

  it('counts observed updates in epochs', () => {
    const watcher = reduceOnIncrease(1);
    // Two epochs of warm-up; the metric after the third epoch is the first that the watcher hears.
    const rate = perEpoch(warmup(watcher, {steps: 2}), 10);
    for (const [loss, step] of [
      [1, 10],
      [2, 20],
      [3, 30],
    ] as const) {
      rate.observe?.(loss, step);
    }
    expect(rate(20)).to.equal(1);
    rate.observe?.(4, 40);
    expect(rate(20)).to.equal(0.5);
    rate.observe?.(5);
    expect(rate(20)).to.equal(0.25);
    expect(perEpoch(1, 10)).not.to.have.property('observe');
  });

  it('judges an epoch from its first update on', () => {
    const rate = perEpoch(warmup(reduceOnIncrease(1), {steps: 2}), 10);
    for (const [loss, step] of [
      [1, 20],
      [2, 21],
      [3, 25],
    ] as const) {
      rate.observe?.(loss, step);
    }
    expect(rate(20)).to.equal(0.5);
  });

  it('refuses bad arguments', () => {
    expect(() => perEpoch(1, 0)).to.throw(
      RangeError,
      'perEpoch: updatesPerEpoch must be a whole number >= 1, received 0',
    );
    expect(() => perEpoch(1, 2.5)).to.throw(RangeError, 'received 2.5');
    expect(() => perEpoch(undefined as never, 10)).to.throw(TypeError, 'perEpoch: schedule must be a number or');
  });
});
