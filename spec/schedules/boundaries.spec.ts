import {expect} from 'chai';
import {checkBoundaries, stretchOf} from '../../schedules/boundaries.ts';

describe('checkBoundaries', () => {
  it('wants positive increasing steps, one fewer than what they part', () => {
    checkBoundaries('mine', [1, 5, 6.5], 'values', 4);
    checkBoundaries('mine', [], 'values', 1);
    expect(() => checkBoundaries('mine', [0], 'values', 2)).to.throw(RangeError, 'mine: boundaries[0] must be');
    expect(() => checkBoundaries('mine', [3, 3], 'values', 3)).to.throw(
      RangeError,
      'mine: boundaries[1] must be a finite number > 3, received 3',
    );
    expect(() => checkBoundaries('mine', [3, 4], 'values', 2)).to.throw(RangeError, /one element more .* 2 and 2/);
  });
});

describe('stretchOf', () => {
  it('gives a boundary to the stretch that it opens', () => {
    expect([0, 9.9, 10, 19, 20, 1e9].map((step) => stretchOf(step, [10, 20]))).to.deep.equal([0, 0, 1, 1, 2, 2]);
    expect(stretchOf(5, [])).to.equal(0);
  });
});
