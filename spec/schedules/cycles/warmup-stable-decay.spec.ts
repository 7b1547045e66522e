import {expect} from 'chai';
import {warmupStableDecay} from '../../../schedules/cycles/warmup-stable-decay.ts';

describe('warmupStableDecay', () => {
  it('is a trapezoid with straight sides', () => {
    const rate = warmupStableDecay(1, {warmup: 4, stable: 3, decay: 2, shape: 'linear', from: 0.2, end: 0.1});
    const expected = [0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1, 0.55, 0.1, 0.1];
    for (const [step, value] of expected.entries()) expect(rate(step), `step ${step}`).to.be.closeTo(value, 1e-15);
    expect([0, 4, 7, 9, 99].map(rate)).to.deep.equal([0.2, 1, 1, 0.1, 0.1]);
  });

  it('falls as 1 - sqrt by default, or as a cosine', () => {
    const rate = warmupStableDecay(8, {warmup: 0, stable: 0, decay: 16});
    expect([0, 1, 4, 9, 16].map(rate)).to.deep.equal([8, 6, 4, 2, 0]);
    const cosine = warmupStableDecay(8, {warmup: 0, stable: 2, decay: 6, shape: 'cosine'});
    expect(cosine(4)).to.be.closeTo(6, 1e-14);
    for (const shape of ['sqrt', 'linear', 'cosine'] as const) {
      const steep = warmupStableDecay(8, {warmup: 1, stable: 2, decay: 1e-300, end: 3, shape});
      expect([1, 2, 3, 4, 1e20].map(steep), shape).to.deep.equal([8, 8, 8, 3, 3]);
    }
  });

  it('refuses bad arguments', () => {
    const good = {warmup: 1, stable: 1, decay: 1};
    expect(() => warmupStableDecay(1, {...good, warmup: -1})).to.throw(RangeError, 'warmupStableDecay: warmup must be');
    expect(() => warmupStableDecay(1, {...good, decay: 0})).to.throw(RangeError, 'decay must be a finite number > 0');
    expect(() => warmupStableDecay(1, {...good, shape: 'sqr' as never})).to.throw(RangeError, 'did you mean "sqrt"?');
    expect(() => warmupStableDecay(1, {warmup: 1, stable: 1} as never)).to.throw(TypeError, 'decay must be');
  });
});
