import {expect} from 'chai';
import {keyOf} from '../../../../scripts/report/figures/key.ts';

const curve = (high: number, lost: boolean) => ({
  label: 'a',
  points: [{x: 0, mean: 1, low: 1, high}],
  diverged: lost,
  end: lost ? {x: 1, value: 1} : null,
});

describe('keyOf', () => {
  it('explains only what is seen', () => {
    expect(keyOf([{name: 'Training', line: 'solid', curves: [curve(1, false)]}])).to.deep.equal([]);
    const both = keyOf([
      {name: 'Training', line: 'solid', curves: [curve(1, false)]},
      {name: 'Test', line: 'dashed', curves: [curve(2, true)]},
    ]);
    expect(both.map(({label, line, shape}) => [label, line, shape])).to.deep.equal([
      ['training', 'solid', null],
      ['test', 'dashed', null],
      ['band: lowest to highest, line: mean', 'band', null],
      ['diverged', 'none', 'x'],
    ]);
  });
});
