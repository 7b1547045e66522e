import {expect} from 'chai';
import {sequence} from '../../../schedules/combinators/sequence.ts';
import {exponentialDecay} from '../../../schedules/decays/exponential-decay.ts';
import {linearDecay} from '../../../schedules/decays/linear-decay.ts';
import {reduceOnIncrease} from '../../../schedules/watching/reduce-on-increase.ts';

describe('sequence', () => {
  it('runs each child from its own step 0, starting at its boundary', () => {
    const fall = linearDecay(8, {end: 4, steps: 4});
    const rate = sequence([1, fall, exponentialDecay(2, {gamma: 0.5})], [3, 6]);
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(rate)).to.deep.equal([1, 1, 1, 8, 7, 6, 2, 1, 0.5]);
    expect(sequence([fall], [])(2)).to.equal(6);
  });

  it('tells a metric to all, or with the number of updates to the child that gave the latest rate', () => {
    const make = () => {
      const first = reduceOnIncrease(1);
      const second = reduceOnIncrease(1);
      return {first, second, rate: sequence([first, second], [10])};
    };
    const {first, second, rate} = make();
    for (const [loss, step] of [
      [1, 5],
      [2, 10],
      [3, 15],
      [2, 20],
    ] as const) {
      rate.observe?.(loss, step);
    }
    expect([first(0), second(0)]).to.deep.equal([0.5, 1]);
    const all = make();
    for (const loss of [1, 2]) all.rate.observe?.(loss);
    expect([all.first(0), all.second(0)]).to.deep.equal([0.5, 0.5]);
    expect(sequence([1, 2], [3])).not.to.have.property('observe');
  });

  it('passes nested schedules the number of their own updates', () => {
    const last = reduceOnIncrease(1);
    const rate = sequence([1, sequence([1, last], [5])], [10]);
    // Updates 1-10 belong to the first, 11-15 to the 1 within the second, from 16 on `last` is heard.
    for (const [loss, step] of [
      [1, 15],
      [2, 15],
      [3, 16],
    ] as const) {
      rate.observe?.(loss, step);
    }
    expect(rate(15)).to.equal(1);
    rate.observe?.(4, 17);
    expect(rate(15)).to.equal(0.5);
  });

  it('refuses bad arguments', () => {
    expect(() => sequence([], [])).to.throw(RangeError, 'sequence: schedules must have at least 1 element');
    expect(() => sequence([1, 2], [])).to.throw(RangeError, 'schedules must have one element more than boundaries');
    expect(() => sequence([1, 2], [0])).to.throw(RangeError, 'sequence: boundaries[0] must be a finite number > 0');
    expect(() => sequence([1, null as never], [3])).to.throw(TypeError, 'sequence: schedules[1] must be a number or');
    expect(() => sequence(1 as never, [])).to.throw(TypeError, 'sequence: schedules must be an array');
  });
});
