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
    const [first, , last] = points.map((point) => point.slice(0, 2)) as [number[], number[], number[]];
    const corner = points.map((point) => point.slice(0, 2));
    expect(gaussLength([first, ...corner], 2)).to.be.closeTo(Math.PI / 2, 1e-12);
    expect(gaussLength([...corner, last], 2)).to.be.closeTo(Math.PI / 2, 1e-12);
  });

  it('refuses fewer than three points and ragged ones', () => {
    expect(() => gaussLength([], 1)).to.throw(RangeError, /at least three points, received 0/);
    expect(() => gaussLength([[1], [2]], 1)).to.throw(RangeError, /at least three points, received 2/);
    expect(() => gaussLength([[1], [2, 3], [1]], 1)).to.throw(RangeError, /same number of values.* received 1 and 2$/);
    expect(() => gaussLength([[], [], []], 1)).to.throw(RangeError, /received 0 and 0$/);
    expect(() =>
      gaussLength(
        [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 0],
        ],
        2,
      ),
    ).to.throw(RangeError, /a multiple of size 2/);
  });

  it('refuses points that are no arrays, and sizes that are no count', () => {
    expect(() => gaussLength([undefined as never, [1], [2]], 1)).to.throw(TypeError, /outputs\[0\] must be an array/);
    expect(() => gaussLength([[1], [1], 7 as never], 1)).to.throw(TypeError, /outputs\[2\] .* received 7$/);
    for (const size of [0, 0.5])
      expect(() => gaussLength([[1], [2], [3]], size)).to.throw(RangeError, `gaussLength: size must be a whole number`);
  });
});
