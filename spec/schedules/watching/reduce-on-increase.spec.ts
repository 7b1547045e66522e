import {expect} from 'chai';
import {scheduleFromConfig} from '../../../schedules/index.ts';
import {reduceOnIncrease} from '../../../schedules/watching/reduce-on-increase.ts';
import type {ReduceOnIncreaseOptions} from '../../../schedules/watching/reduce-on-increase.ts';

function follow(value: number, metrics: number[], options?: ReduceOnIncreaseOptions): number[] {
  const rate = reduceOnIncrease(value, options);
  return metrics.map((metric, step) => {
    rate.observe?.(metric);
    return rate(step);
  });
}

describe('reduceOnIncrease', () => {
  it('reduces at every rise over the previous error, not over the best', () => {
    expect(follow(8, [5, 4, 6, 5, 5.5, 5.5, 1])).to.deep.equal([8, 8, 4, 4, 2, 2, 2]);
    expect(follow(8, [1, 2, 3, 4], {factor: 0.1, minimum: 0.5})).to.deep.equal([8, 0.8, 0.5, 0.5]);
  });

  it('takes an error that is not finite for a rise, and does not remember it', () => {
    expect(follow(8, [5, Number.NaN, 4, Infinity, 4, 4.5])).to.deep.equal([8, 4, 4, 2, 2, 1]);
  });

  it('compares with the error before the one that was not finite', () => {
    expect(follow(8, [5, Number.NaN, 6, Infinity, 7])).to.deep.equal([8, 4, 2, 1, 0.5]);
  });

  it('lets gradient descent on x^2 converge from a rate at which it diverges', () => {
    const descend = (watch: boolean) => {
      const rate = reduceOnIncrease(1.7);
      let x = 3;
      for (let step = 0; step < 60; step++) {
        x -= rate(step) * 2 * x;
        if (watch) rate.observe?.(x * x);
      }
      return {x: Math.abs(x), rate: rate(60)};
    };
    expect(descend(false).x).to.be.greaterThan(1e6);
    expect(descend(true).x).to.be.lessThan(1e-6);
    expect(descend(true).rate).to.equal(0.85);
  });

  it('continues exactly from its configuration', () => {
    const rate = reduceOnIncrease(1, {factor: 0.3});
    for (const loss of [1, 2]) rate.observe?.(loss);
    const restored = scheduleFromConfig(JSON.parse(JSON.stringify(rate.config)));
    expect(restored(0)).to.equal(0.3);
    restored.observe?.(1.9);
    expect(restored(0)).to.equal(0.3);
    restored.observe?.(1.95);
    expect(restored(0)).to.equal(0.3 * 0.3);
    expect(rate(0)).to.equal(0.3);
  });

  it('refuses bad arguments', () => {
    expect(() => reduceOnIncrease(1, {factor: 0})).to.throw(RangeError, 'reduceOnIncrease: factor must be');
    expect(() => reduceOnIncrease(1, {minimum: 1.1})).to.throw(RangeError, 'minimum must be');
    expect(() => reduceOnIncrease(1, {drop: 0.5} as never)).to.throw(TypeError, 'unknown option "drop"');
    const make = (state: object) => () => reduceOnIncrease(1, {state: {current: 1, previous: null, ...state}});
    expect(make({current: 2})).to.throw(RangeError, 'reduceOnIncrease.state: current must be');
    expect(make({previous: '2'})).to.throw(TypeError, 'reduceOnIncrease.state: previous must be');
    expect(make({previous: Number.NaN})).to.throw(RangeError, 'previous must be a finite number, received NaN');
    expect(make({before: 2})).to.throw(TypeError, 'reduceOnIncrease.state: unknown option "before"');
    expect(() => reduceOnIncrease(1).observe?.(null as never)).to.throw(
      TypeError,
      'metric must be a number, received null',
    );
  });
});
