import {expect} from 'chai';
import {matchSaved} from '../../../optimizers/base/match-saved.ts';

type Named = readonly (readonly [name: string, shape: readonly number[]])[];

const states = (list: Named) => list.map(([name, shape]) => ({name, shapes: {m: shape, v: shape}}));

/** The pairs as `saved>wanted`, sorted. */
const pairs = (saved: Named, wanted: Named, mayRename = true) =>
  matchSaved(states(saved), states(wanted), mayRename)
    .map((match) => `${match.saved.name}>${match.wanted.name}`)
    .sort();

const same = (...names: string[]): Named => names.map((name) => [name, [2]]);

describe('matchSaved', () => {
  it('goes by the exact name, whatever the order', () => {
    expect(pairs(same('a', 'b'), same('b', 'a'))).to.deep.equal(['a>a', 'b>b']);
    expect(pairs(same('w', 'w_1'), same('w_1', 'w'))).to.deep.equal(['w>w', 'w_1>w_1']);
  });

  it('gives nothing to strangers, however much alike they are', () => {
    for (const [saved, wanted, expected] of [
      [['block_1/kernel', 'block_2/kernel'], ['block_2/kernel', 'block_3/kernel'], ['block_2/kernel>block_2/kernel']],
      [['block_1/kernel', 'block_2/kernel'], ['block_3/kernel', 'block_4/kernel'], []],
      [['a', 'b'], ['x', 'y'], []],
      [['w'], ['w_1'], []],
      [['w_1', 'w_2'], ['w_2', 'w_3'], ['w_2>w_2']],
      [['w1', 'w2'], ['w2', 'w3'], ['w2>w2']],
      [['hidden/kernel', 'output/kernel'], ['encoder/kernel', 'output/kernel_1'], []],
      [['d/kernel', 'e/kernel'], ['d/kernel', 'e/kernel_1'], ['d/kernel>d/kernel']],
      [['dense_Dense1/kernel', 'a/b'], ['dense_Dense2/kernel', 'a/c'], []],
      [['d/kernel', 'd/kernel_1'], ['d/kernel_2', 'd/kernel_3'], []],
    ] as const) {
      expect(pairs(same(...saved), same(...wanted)), `${saved.join()} for ${wanted.join()}`).to.deep.equal([
        ...expected,
      ]);
    }
  });

  it('knows a copy of the model beside the first, by all of its names', () => {
    const first = same('d/kernel', 'e/kernel');
    const copied = ['d/kernel>d/kernel_1', 'e/kernel>e/kernel_1'];
    expect(pairs(first, same('e/kernel_1', 'd/kernel_1'))).to.deep.equal(copied);
    expect(pairs(first, same('e/kernel_1', 'd/kernel_1'), false)).to.deep.equal([]);
    // A layer that was frozen then, and one that is frozen now.
    expect(pairs(first, same('d/kernel_1', 'x/kernel_1', 'e/kernel_1'))).to.deep.equal(copied);
    expect(pairs(first, same('e/kernel_1'))).to.deep.equal(['e/kernel>e/kernel_1']);
    // A second generation.
    expect(pairs(same('d/kernel_1'), same('d/kernel_2'))).to.deep.equal(['d/kernel_1>d/kernel_2']);
    expect(pairs([['d/kernel', [2]]], [['d/kernel_1', [3]]])).to.deep.equal([]);
  });

  it('goes by the order of all layers where TensorFlow.js has counted their names from another start', () => {
    const layers = (first: number): Named => [
      [`dense_Dense${first}/kernel`, [4, 4]],
      [`dense_Dense${first}/bias`, [4]],
      ['mine/kernel', [4]],
      [`dense_Dense${first + 1}/kernel`, [4, 4]],
      [`dense_Dense${first + 1}/bias`, [4]],
      [`conv2d_Conv2D${first + 2}/kernel`, [4, 2]],
    ];
    for (const first of [1, 2, 3, 9, 10]) {
      const expected = layers(2).map(([name], i) => `${name}>${layers(first)[i]![0]}`);
      expect(pairs(layers(2), layers(first))).to.deep.equal(expected.sort());
    }
    const numbers = (first: number): Named => same(`${first}`, `${first + 1}`);
    expect(pairs(numbers(8), numbers(9))).to.deep.equal(['8>9', '9>10']);
    // All exact names together are no chance.
    expect(pairs(numbers(8), [...numbers(8)].reverse())).to.deep.equal(['8>8', '9>9']);
    expect(pairs(numbers(8), numbers(9), false)).to.deep.equal(['9>9']);
  });

  it('compares only the slots that both have', () => {
    const saved = [{name: 'a', shapes: {m: [2]}}];
    const wanted = [{name: 'a', shapes: {m: [2], vmax: [2]}}];
    expect(matchSaved(saved, wanted, true)).to.have.length(1);
  });

  it('refuses shapes that contradict the name', () => {
    expect(() => pairs([['d/k', [2]]], [['d/k', [3]]])).to.throw(
      RangeError,
      /the saved m of "d\/k" has shape \[2\], but the variable of this name needs \[3\]; restore into a model/,
    );
  });
});
