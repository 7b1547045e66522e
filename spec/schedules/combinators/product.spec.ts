import {expect} from 'chai';
import {product} from '../../../schedules/combinators/product.ts';
import {warmup} from '../../../schedules/combinators/warmup.ts';
import {inverseSqrt} from '../../../schedules/decays/inverse-sqrt.ts';
import {linearDecay} from '../../../schedules/decays/linear-decay.ts';
import {reduceOnPlateau} from '../../../schedules/watching/reduce-on-plateau.ts';

describe('product', () => {
  it('multiplies at the same step', () => {
    const rate = product(linearDecay(1, {steps: 4}), 8, linearDecay(0, {end: 1, steps: 2}));
    expect([0, 1, 2, 3, 4].map(rate)).to.deep.equal([0, 3, 4, 2, 0]);
  });

  it("makes the Transformer's schedule, min(t^-.5, t warmup^-1.5), whose decay runs on beneath the ramp", () => {
    const ramp = 400;
    const rate = product(linearDecay(0, {end: 1, steps: ramp}), inverseSqrt(1));
    for (const t of [400, 500, 4000]) expect(rate(t - 1)).to.be.closeTo(Math.min(t ** -0.5, t * ramp ** -1.5), 2e-4);
    expect(rate(1600 - 1)).to.equal(1 / 40);
  });

  it('tells every watching factor, also within factors', () => {
    const rate = product(linearDecay(1, {steps: 10}), product(2, reduceOnPlateau(1, {patience: 0, factor: 0.25})));
    for (const loss of [3, 3]) rate.observe?.(loss, 4);
    expect(rate(5)).to.equal(0.25);
    expect(product(1, 2)).not.to.have.property('observe');
  });

  it('passes on the number of updates, so that a factor within a warm-up hears its own', () => {
    const rate = product(1, warmup(reduceOnPlateau(1, {patience: 0, factor: 0.25}), {steps: 10}));
    for (const step of [5, 10]) rate.observe?.(3, step);
    expect(rate(10)).to.equal(1);
    for (const step of [11, 12]) rate.observe?.(3, step);
    expect(rate(10)).to.equal(0.25);
  });

  it('refuses bad arguments', () => {
    expect(() => product()).to.throw(RangeError, 'product: schedules must have at least 1 element');
    expect(() => product(1, 'x' as never)).to.throw(TypeError, 'product: schedules[1] must be a number or a schedule');
    expect(() => product(1e300, 1e300)(0)).to.throw(RangeError, 'product: the value at step 0 is Infinity');
  });
});
