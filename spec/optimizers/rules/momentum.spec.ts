import {expect} from 'chai';
import {momentum} from '../../../optimizers/index.ts';
import {piecewiseConstant} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -2, 0.5, 3, 0, 1];
const expectClose = (actual: number[], expected: number[]) => {
  expect(actual).to.have.length(expected.length);
  for (const [i, value] of actual.entries()) expect(value).to.be.closeTo(expected[i]!, 1e-6);
};

describe('momentum', () => {
  it('approaches the terminal velocity: 90 % of it at the 22nd update for momentum .9', () => {
    const path = trace(
      momentum(0.1),
      0,
      Array.from({length: 22}, () => 1),
    );
    const speed = (t: number) => path[t - 2]! - path[t - 1]!;
    for (const t of [2, 10, 22]) expect(speed(t)).to.be.closeTo((0.1 * (1 - 0.9 ** t)) / (1 - 0.9), 2e-6);
    expect(speed(22)).to.be.above(0.9);
    expect(speed(21)).to.be.below(0.9);
  });

  it('is the same in the classical and the trace form while the rate is constant, and not after a change', () => {
    expectClose(trace(momentum(0.1), 0, gradients), trace(momentum(0.1, {form: 'trace'}), 0, gradients));
    const rate = piecewiseConstant([3], [0.1, 0.01]);
    const classical = trace(momentum(rate), 0, gradients);
    const traced = trace(momentum(rate, {form: 'trace'}), 0, gradients);
    expectClose(classical.slice(0, 3), traced.slice(0, 3));
    expect(Math.abs(classical[3]! - traced[3]!)).to.be.above(0.01);
  });

  it('averages at rate r as it traces at r (1 - momentum)', () => {
    const average = trace(momentum(0.5, {form: 'average', momentum: 0.8}), 0, gradients);
    expectClose(average, trace(momentum(0.1, {form: 'trace', momentum: 0.8}), 0, gradients));
  });

  it('corrects the average: .2 x1 / .2, then (.16 x1 + .2 x2) / .36', () => {
    const [first, second] = trace(momentum(1, {form: 'average', momentum: 0.8, biasCorrection: true}), 0, [1, -2]);
    expect(first).to.be.closeTo(-1, 1e-6);
    expect(second).to.be.closeTo(-1 - (0.16 - 0.4) / 0.36, 1e-6);
  });

  it('refuses to correct what is no average', () => {
    for (const form of ['classical', 'trace'] as const) {
      expect(() => momentum(0.1, {form, biasCorrection: true})).to.throw(
        RangeError,
        /biasCorrection is for the form 'average'/,
      );
    }
    expect(() => momentum(0.1, {momentum: 1})).to.throw(RangeError, /momentum must be/);
    expect(() => momentum(0.1, {form: 'nesterov' as never})).to.throw(RangeError, /form must be one of/);
  });
});
