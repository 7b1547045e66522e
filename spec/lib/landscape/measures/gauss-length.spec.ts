import {expect} from 'chai';
import {gaussLength} from '../../../../lib/landscape/index.ts';

describe('gaussLength', () => {
  it('is the angle that a curve turns: half a turn for half a circle, none for a straight line', () => {
    const circle = Array.from({length: 101}, (_, k) => [Math.cos((Math.PI * k) / 100), Math.sin((Math.PI * k) / 100)]);
    // 100 chords turn 99 times by pi / 100.
    expect(gaussLength(circle, 2)).to.be.closeTo((99 * Math.PI) / 100, 1e-12);
    const line = Array.from({length: 9}, (_, k) => [3 * k, -k, 0.1 * k]);
    expect(gaussLength(line, 3)).to.be.lessThan(1e-6);
    expect(gaussLength([[0], [1], [0]], 1)).to.be.closeTo(Math.PI, 1e-12);
  });

  it('is the mean over the examples, and outputs that rest do not turn', () => {
    const points = [
      [0, 0, 5, 5],
      [1, 0, 5, 5],
      [1, 1, 5, 5],
    ];
    expect(gaussLength(points, 2)).to.be.closeTo(Math.PI / 4, 1e-12);
  });

  it('refuses fewer than three points and ragged ones', () => {
    expect(() => gaussLength([[1], [2]], 1)).to.throw(RangeError, /at least three points, received 2/);
    expect(() => gaussLength([[1], [2, 3], [1]], 1)).to.throw(RangeError, /same number of values/);
  });
});
