import {expect} from 'chai';
import {classTable} from '../../../../scripts/report/sections/class-table.ts';

describe('classTable', () => {
  const labels = Uint8Array.of(0, 0, 0, 0, 1, 1);
  const base = {label: 'adam', which: 'seed 1', confidence: new Float32Array(6), actual: labels, pictures: null};
  const cells = (predicted: Int32Array, names: string[]) =>
    classTable({...base, predicted}, names)
      .text.split('<tr>')
      .slice(2)
      .map((row) => [...row.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, cell]) => cell));

  it('gives precision, recall and F1 of each class and their means', () => {
    // class a: 3 of 4 answers right, 3 of 4 found; class b: 1 of 2, 1 of 2
    expect(cells(Int32Array.of(0, 0, 0, 1, 0, 1), ['a', 'b'])).to.deep.equal([
      ['a', '4', '75.0 %', '75.0 %', '75.0 %'],
      ['b', '2', '50.0 %', '50.0 %', '50.0 %'],
      ['mean', '6', '62.5 %', '62.5 %', '62.5 %'],
    ]);
  });

  it('writes a dash for 0/0', () => {
    const [first, second] = cells(Int32Array.of(0, 0, 0, 0, 0, 0), ['a', 'b']);
    expect(first).to.deep.equal(['a', '4', '66.7 %', '100.0 %', '80.0 %']);
    expect(second).to.deep.equal(['b', '2', '\u2013', '0.0 %', '0.0 %']);
  });
});
