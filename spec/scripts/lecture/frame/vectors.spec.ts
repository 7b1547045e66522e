import {expect} from 'chai';
import {cosine, dot, norm, onGrid, plus, range, scale, times} from '../../../../scripts/lecture/frame/vectors.ts';

describe('vectors of the lecture', () => {
  it('are added, scaled and multiplied', () => {
    expect(dot([1, 2], [3, 4])).to.equal(11);
    expect(norm([3, 4])).to.equal(5);
    expect(plus([1, 2], [3, 4], -2)).to.deep.equal([-5, -6]);
    expect(plus([1, 2], [3, 4])).to.deep.equal([4, 6]);
    expect(scale([1, -2], 3)).to.deep.equal([3, -6]);
    expect(
      times(
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        [1, -1],
      ),
    ).to.deep.equal([-1, -1, -1]);
    expect(cosine([1, 0], [-2, 0])).to.equal(-1);
  });

  it('are spread over ranges and grids, a row for each y', () => {
    expect(range(-1, 1, 5)).to.deep.equal([-1, -0.5, 0, 0.5, 1]);
    expect(onGrid([1, 2, 3], [10, 20], (x, y) => x + y)).to.deep.equal([
      [11, 12, 13],
      [21, 22, 23],
    ]);
  });
});
