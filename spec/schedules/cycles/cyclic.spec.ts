import {expect} from 'chai';
import {cyclic} from '../../../schedules/cycles/cyclic.ts';

/** PyTorch's CyclicLR in its own terms. */
function torchCyclic(
  step: number,
  base: number,
  max: number,
  up: number,
  down: number,
  scale: (cycle: number) => number,
) {
  const total = up + down;
  const ratio = up / total;
  const cycle = Math.floor(1 + step / total);
  const x = 1 + step / total - cycle;
  return base + (max - base) * (x <= ratio ? x / ratio : (x - 1) / (ratio - 1)) * scale(cycle);
}

describe('cyclic', () => {
  it('goes up and down in straight lines', () => {
    const rate = cyclic(0, {peak: 4, up: 4, down: 2});
    expect([0, 1, 2, 3, 4, 5, 6, 7, 10, 12].map(rate)).to.deep.equal([0, 1, 2, 3, 4, 2, 0, 1, 4, 0]);
    // (0.7 + 0.1) - 0.7 is 0.09999999999999998.
    expect(cyclic(0, {peak: 1, up: 0.7, down: 0.1})(0.7)).to.equal(1);
  });

  it('loses its height by gamma where that is its mode, and only there', () => {
    const both = {peak: 8, up: 2, gamma: 0.5};
    expect([1, 2, 3].map(cyclic(0, {...both, mode: 'exponential'}))).to.deep.equal([2, 2, 0.5]);
    expect([1, 2, 3, 6].map(cyclic(0, {...both, mode: 'triangular'}))).to.deep.equal([4, 8, 4, 8]);
    expect([1, 2, 3, 6].map(cyclic(0, {...both, mode: 'triangular2'}))).to.deep.equal([4, 8, 4, 4]);
  });

  it('equals CyclicLR in all three modes', () => {
    const both = {peak: 0.5, up: 7, down: 11};
    const plain = cyclic(0.1, both);
    const halving = cyclic(0.1, {...both, mode: 'triangular2'});
    const fading = cyclic(0.1, {...both, mode: 'exponential', gamma: 0.99});
    for (let step = 0; step < 60; step++) {
      expect(plain(step)).to.be.closeTo(
        torchCyclic(step, 0.1, 0.5, 7, 11, () => 1),
        1e-14,
      );
      expect(halving(step)).to.be.closeTo(
        torchCyclic(step, 0.1, 0.5, 7, 11, (cycle) => 2 ** (1 - cycle)),
        1e-14,
      );
      expect(fading(step)).to.be.closeTo(
        torchCyclic(step, 0.1, 0.5, 7, 11, () => 0.99 ** step),
        1e-14,
      );
    }
  });

  it('goes down as it went up when not told otherwise', () => {
    expect(cyclic(0, {peak: 1, up: 10}).config).to.include({up: 10, down: 10});
  });

  it('refuses bad arguments', () => {
    expect(() => cyclic(0, {peak: -1, up: 5})).to.throw(RangeError, 'cyclic: peak must be a finite number >= 0');
    expect(() => cyclic(0, {peak: 1, up: 0})).to.throw(RangeError, 'up must be a finite number > 0');
    expect(() => cyclic(0, {peak: 1, up: 5, gamma: 1.1})).to.throw(RangeError, 'gamma must be');
    expect(() => cyclic(0, {peak: 1, up: 5, mode: 'triangle' as never})).to.throw(
      RangeError,
      'did you mean "triangular"?',
    );
    expect(() => cyclic(0, {peak: 1} as never)).to.throw(TypeError, 'up must be');
  });
});
