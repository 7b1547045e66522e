import {expect} from 'chai';
import {oneCycle} from '../../../schedules/cycles/one-cycle.ts';

/** The rates of PyTorch's OneCycleLR, in its own terms: phases end at pct * total - 1 (and 2 pct * total - 2) and total - 1. */
function torchOneCycle(step: number, max: number, total: number, pct: number, threePhase: boolean): number {
  const initial = max / 25;
  const minimum = initial / 1e4;
  const phases = threePhase
    ? [
        {end: pct * total - 1, from: initial, to: max},
        {end: 2 * pct * total - 2, from: max, to: initial},
        {end: total - 1, from: initial, to: minimum},
      ]
    : [
        {end: pct * total - 1, from: initial, to: max},
        {end: total - 1, from: max, to: minimum},
      ];
  let start = 0;
  for (const [index, {end, from, to}] of phases.entries()) {
    if (step <= end || index === phases.length - 1) {
      const fraction = (step - start) / (end - start);
      return to + ((from - to) / 2) * (Math.cos(Math.PI * fraction) + 1);
    }
    start = end;
  }
  throw new Error('unreachable');
}

describe('oneCycle', () => {
  it('goes from value / 25 to value to value / 250000, and stays there', () => {
    const rate = oneCycle(1, {steps: 100});
    expect([0, 30].map(rate)).to.deep.equal([0.04, 1]);
    for (const step of [100, 101, 1e6]) expect(rate(step)).to.be.closeTo(4e-6, 1e-20);
    expect(rate(15)).to.be.closeTo(0.52, 1e-15);
    expect(rate(65)).to.be.closeTo((1 + 4e-6) / 2, 1e-15);
  });

  it('equals OneCycleLR of N steps with inclusive, which is as if steps were N - 1 and the peak at pct N - 1', () => {
    const total = 41;
    for (const threePhase of [false, true]) {
      const rate = oneCycle(0.5, {steps: total - 1, peakAt: (0.3 * total - 1) / (total - 1), threePhase: false});
      const same = oneCycle(0.5, {steps: total, threePhase, inclusive: true});
      for (let step = 0; step < total; step++) {
        const expected = torchOneCycle(step, 0.5, total, 0.3, threePhase);
        expect(same(step)).to.be.closeTo(expected, 1e-14);
        if (!threePhase) expect(rate(step)).to.be.closeTo(expected, 1e-14);
      }
      expect(same(total)).to.equal(same(total - 1));
    }
  });

  it('draws straight lines on demand', () => {
    const rate = oneCycle(1, {steps: 10, peakAt: 0.5, divisor: 2, finalDivisor: 5, shape: 'linear'});
    const expected = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 0.82, 0.64, 0.46, 0.28, 0.1];
    for (const [step, value] of expected.entries()) expect(rate(step)).to.be.closeTo(value, 1e-15);
  });

  it('refuses bad arguments', () => {
    expect(() => oneCycle(1, {steps: 0})).to.throw(RangeError, 'oneCycle: steps must be');
    expect(() => oneCycle(1, {steps: 9, peakAt: 1})).to.throw(
      RangeError,
      'oneCycle: peakAt must be a finite number > 0 and < 1',
    );
    expect(() => oneCycle(1, {steps: 9, peakAt: 0.6, threePhase: true})).to.throw(
      RangeError,
      'peakAt must be a finite number > 0 and <= 0.5',
    );
    expect(() => oneCycle(1, {steps: 4, peakAt: 0.25, inclusive: true})).to.throw(
      RangeError,
      'oneCycle: peakAt * steps must be > 1 with inclusive, received 1; take',
    );
    expect(() => oneCycle(1, {steps: 9, divisor: 0})).to.throw(RangeError, 'divisor must be');
    expect(() => oneCycle(1, {steps: 9, shape: 'cosin' as never})).to.throw(RangeError, 'did you mean "cosine"?');
    expect(() => oneCycle(1, {steps: 9, peekAt: 0.3} as never)).to.throw(TypeError, 'did you mean "peakAt"?');
  });
});
