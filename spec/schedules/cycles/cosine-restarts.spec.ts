import {expect} from 'chai';
import {cosineRestarts} from '../../../schedules/cycles/cosine-restarts.ts';

/** The period that a step is in by counting, and the cosine there. */
function byCounting(step: number, value: number, steps: number, factor: number, peak: number, end: number): number {
  let start = 0;
  let length = steps;
  let height = value - end;
  while (step >= start + length) {
    start += length;
    length *= factor;
    height *= peak;
  }
  return end + (height * (1 + Math.cos((Math.PI * (step - start)) / length))) / 2;
}

describe('cosineRestarts', () => {
  it('restarts with a full peak after equal periods by default', () => {
    const rate = cosineRestarts(0.1, {steps: 7, end: 0.01});
    expect([0, 7, 14, 7000].map(rate)).to.deep.equal([0.1, 0.1, 0.1, 0.1]);
    expect(rate(13.999999)).to.be.closeTo(0.01, 1e-9);
  });

  it('restarts exactly where longer periods end: steps 10, 30, 70, 150, ...', () => {
    const rate = cosineRestarts(1, {steps: 10, stepsFactor: 2});
    for (let end = 10, length = 10; end < 1e9; length *= 2, end += length) {
      expect(rate(end), `step ${end}`).to.equal(1);
      expect(rate(end - 1), `step ${end - 1}`).to.be.lessThan(0.05);
    }
  });

  it('finds the period where the logarithm rounds to the wrong side of a restart', () => {
    const tenfold = cosineRestarts(1, {steps: 1, stepsFactor: 10});
    for (const start of [1, 11, 111, 1111, 11111, 111111]) expect(tenfold(start), `step ${start}`).to.equal(1);
    const start = (5 ** 22 - 1) / 4;
    expect(cosineRestarts(1, {steps: 1, stepsFactor: 5})(start)).to.equal(1);
    expect(cosineRestarts(1, {steps: 1, stepsFactor: 5})(start - 1)).to.be.lessThan(1e-9);
  });

  it('equals a plain count of the periods', () => {
    for (const [factor, peak, end] of [
      [1, 0.9, 0.1],
      [1.05, 0.99, 0.2],
      [1.5, 0.7, 0.2],
      [3, 1, 0],
    ] as const) {
      const rate = cosineRestarts(0.8, {steps: 9, stepsFactor: factor, peakFactor: peak, end});
      for (let step = 0; step < 500; step++) {
        expect(rate(step), `step ${step}, factor ${factor}`).to.be.closeTo(
          byCounting(step, 0.8, 9, factor, peak, end),
          1e-12,
        );
      }
    }
  });

  it('ends its search at extreme arguments', () => {
    for (const stepsFactor of [1 + 2 ** -52, 1.0001, 1e300]) {
      const rate = cosineRestarts(1, {steps: 1, stepsFactor});
      for (const step of [0, 1e6, 1e15, 1e200]) expect(rate(step)).to.be.within(0, 1);
    }
  });

  it('refuses bad arguments', () => {
    expect(() => cosineRestarts(1, {steps: 0})).to.throw(
      RangeError,
      'cosineRestarts: steps must be a finite number >= 1',
    );
    expect(() => cosineRestarts(1, {steps: 5, stepsFactor: 0.5})).to.throw(RangeError, 'stepsFactor must be');
    expect(() => cosineRestarts(1, {steps: 5, peakFactor: 2})).to.throw(RangeError, 'peakFactor must be');
    expect(() => cosineRestarts(1, {steps: 5, factor: 2} as never)).to.throw(TypeError, 'unknown option "factor"');
  });
});
