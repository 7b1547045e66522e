import {expect} from 'chai';
import {warmup} from '../../../schedules/combinators/warmup.ts';
import {cosineDecay} from '../../../schedules/decays/cosine-decay.ts';
import {reduceOnPlateau} from '../../../schedules/watching/reduce-on-plateau.ts';

describe('warmup', () => {
  it('rises to the start of the inner schedule, which then runs from its own step 0', () => {
    const inner = cosineDecay(0.8, {steps: 30, end: 0.1});
    const rate = warmup(inner, {steps: 8, from: 0.2});
    expect(rate(0)).to.equal(0.2);
    expect(rate(4)).to.be.closeTo(0.5, 1e-15);
    expect(rate(8)).to.equal(0.8);
    for (let step = 8; step < 60; step++) expect(rate(step)).to.equal(inner(step - 8));
    expect(rate(38)).to.equal(0.1);
  });

  it('takes a number for a constant, and no steps for no warm-up', () => {
    expect([0, 5, 10, 99].map(warmup(4, {steps: 10}))).to.deep.equal([0, 2, 4, 4]);
    expect([0, 1].map(warmup(4, {steps: 0}))).to.deep.equal([4, 4]);
  });

  it('tells the inner schedule every metric, or with a step only those of its own updates', () => {
    const hear = (steps: (number | undefined)[]) => {
      const rate = warmup(reduceOnPlateau(1, {patience: 0, factor: 0.5}), {steps: 10});
      for (const step of steps) rate.observe?.(1, step);
      return rate(10);
    };
    expect(hear([undefined, undefined, undefined])).to.equal(0.25);
    expect(hear([5, 10])).to.equal(1);
    expect(hear([5, 10, 11, 12])).to.equal(0.5);
    expect(warmup(1, {steps: 10})).not.to.have.property('observe');
  });

  it('of no steps tells the inner schedule also what is measured before the first update', () => {
    const rate = warmup(reduceOnPlateau(1, {patience: 0, factor: 0.5}), {steps: 0});
    for (const step of [0, 1]) rate.observe?.(1, step);
    expect(rate(1)).to.equal(0.5);
  });

  it('counts updates for the inner schedule from the end of the warm-up', () => {
    // The inner warm-up ends at step 15 of the outer one.
    const rate = warmup(warmup(reduceOnPlateau(1, {patience: 0, factor: 0.5}), {steps: 5}), {steps: 10});
    for (const step of [11, 15]) rate.observe?.(1, step);
    expect(rate(15)).to.equal(1);
    for (const step of [16, 17]) rate.observe?.(1, step);
    expect(rate(15)).to.equal(0.5);
  });

  it('ramps to the value that a watching schedule has at the moment', () => {
    const rate = warmup(reduceOnPlateau(1, {patience: 0, factor: 0.5}), {steps: 10});
    for (const loss of [1, 1]) rate.observe?.(loss);
    expect([0, 5, 10].map(rate)).to.deep.equal([0, 0.25, 0.5]);
  });

  it('refuses bad arguments', () => {
    expect(() => warmup(1, {steps: -1})).to.throw(
      RangeError,
      'warmup: steps must be a finite number >= 0, received -1',
    );
    expect(() => warmup(1, {steps: 1, from: -1})).to.throw(RangeError, 'from must be');
    expect(() => warmup('adam' as never, {steps: 1})).to.throw(TypeError, 'warmup: schedule must be a number or');
    expect(() => warmup(1, {step: 1} as never)).to.throw(TypeError, 'did you mean "steps"?');
  });
});
