import {expect} from 'chai';
import {matchSaved} from '../../../optimizers/base/match-saved.ts';

const state = (name: string, shape: number[]) => ({name, shapes: {m: shape, v: shape}});
const pairs = (saved: [string, number[]][], wanted: [string, number[]][], byShape = true) =>
  matchSaved(
    saved.map(([name, shape]) => state(name, shape)),
    wanted.map(([name, shape]) => state(name, shape)),
    byShape,
  )
    .map((match) => `${match.saved.name}>${match.wanted.name}`)
    .sort();

describe('matchSaved', () => {
  it('goes by the exact name first, whatever the order', () => {
    expect(
      pairs(
        [
          ['a', [2]],
          ['b', [2]],
        ],
        [
          ['b', [2]],
          ['a', [2]],
        ],
      ),
    ).to.deep.equal(['a>a', 'b>b']);
    expect(
      pairs(
        [
          ['w', [2]],
          ['w_1', [2]],
        ],
        [
          ['w_1', [2]],
          ['w', [2]],
        ],
      ),
    ).to.deep.equal(['w>w', 'w_1>w_1']);
  });

  it('then by the name without its suffix, against the order of the variables', () => {
    expect(
      pairs(
        [
          ['d/kernel', [2]],
          ['e/kernel', [2]],
        ],
        [
          ['e/kernel_1', [2]],
          ['d/kernel_1', [2]],
        ],
      ),
    ).to.deep.equal(['d/kernel>d/kernel_1', 'e/kernel>e/kernel_1']);
    // A second generation, and two variables that share the plain name.
    expect(pairs([['d/kernel_1', [2]]], [['d/kernel_2', [2]]])).to.deep.equal(['d/kernel_1>d/kernel_2']);
    expect(
      pairs(
        [
          ['w', [2]],
          ['w_1', [3]],
        ],
        [
          ['w_2', [3]],
          ['w_3', [2]],
        ],
      ),
    ).to.deep.equal(['w>w_3', 'w_1>w_2']);
  });

  it('last by the shapes in order, where that is allowed', () => {
    const saved: [string, number[]][] = [
      ['a', [2]],
      ['b', [3]],
      ['c', [2]],
    ];
    const wanted: [string, number[]][] = [
      ['x', [3]],
      ['y', [2]],
      ['z', [2]],
      ['q', [9]],
    ];
    expect(pairs(saved, wanted)).to.deep.equal(['a>y', 'b>x', 'c>z']);
    expect(pairs(saved, wanted, false)).to.deep.equal([]);
    // A frozen layer between: names still decide before shapes.
    expect(
      pairs(
        [
          ['a/k', [2]],
          ['b/k', [2]],
        ],
        [['b/k_1', [2]]],
      ),
    ).to.deep.equal(['b/k>b/k_1']);
  });

  it('goes by the order where names were counted from another start', () => {
    const layers = (first: number): [string, number[]][] => [
      [`dense_Dense${first}/kernel`, [4, 4]],
      [`dense_Dense${first}/bias`, [4]],
      [`dense_Dense${first + 1}/kernel`, [4, 4]],
      [`dense_Dense${first + 1}/bias`, [4]],
      [`conv2d_Conv2D${first + 2}/kernel`, [4, 2]],
    ];
    for (const first of [1, 2, 3, 9, 10]) {
      expect(pairs(layers(2), layers(first))).to.deep.equal(
        layers(2)
          .map(([name], i) => `${name}>${layers(first)[i]![0]}`)
          .sort(),
      );
    }
    const numbers = (first: number): [string, number[]][] => [
      [`${first}`, [2]],
      [`${first + 1}`, [2]],
    ];
    expect(pairs(numbers(8), numbers(9))).to.deep.equal(['8>9', '9>10']);
    // Names that somebody chose are not counted, and all exact names together are no chance.
    expect(
      pairs(
        [
          ['w1', [2]],
          ['w2', [2]],
        ],
        [
          ['w2', [2]],
          ['w3', [2]],
        ],
      ),
    ).to.deep.equal(['w1>w3', 'w2>w2']);
    expect(pairs(numbers(8), numbers(8).reverse())).to.deep.equal(['8>8', '9>9']);
    expect(pairs(numbers(8), numbers(9), false)).to.deep.equal(['9>9']);
  });

  it('compares only the slots that both have', () => {
    const saved = [{name: 'a', shapes: {m: [2]}}];
    const wanted = [{name: 'a', shapes: {m: [2], vmax: [2]}}];
    expect(matchSaved(saved, wanted, true)).to.have.length(1);
  });

  it('refuses shapes that contradict the name', () => {
    const message =
      /the saved m of "d\/k" has shape \[2\], but the variable "d\/k(_1)?" needs \[3\]; restore into a model/;
    expect(() => pairs([['d/k', [2]]], [['d/k', [3]]])).to.throw(RangeError, message);
    expect(() => pairs([['d/k', [2]]], [['d/k_1', [3]]])).to.throw(RangeError, message);
  });
});
