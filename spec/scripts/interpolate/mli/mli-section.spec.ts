import {expect} from 'chai';
import {mliMarkup, mliText} from '../../../../scripts/interpolate/mli/mli-section.ts';
import type {MliCell} from '../../../../scripts/interpolate/mli/mli-table.ts';

const cell = (changes: Partial<MliCell>): MliCell => ({
  optimizer: 'sgd',
  rate: 0.1,
  batchNorm: false,
  count: 2,
  trained: 3,
  violations: 0,
  meanBump: null,
  ...changes,
});

const cells = [
  cell({}),
  cell({rate: 1, optimizer: 'adam', batchNorm: true, violations: 0.5, meanBump: 0.3}),
  cell({rate: 1, count: 0, violations: null}),
];

describe('the table of the preset', () => {
  it('as text has a line for each rate, the greatest first, and tells of how many networks', () => {
    const [head, first, second, ...others] = mliText(cells).split('\n');
    expect(others).to.deep.equal([]);
    expect(head).to.match(/^rate +SGD +SGD, batch norm +Adam +Adam, batch norm$/);
    expect(first).to.match(/^ +1 +\S+ \(0 of 3\) .*50 % \(2 of 3\), bump 0\.3$/);
    expect(second).to.match(/^ 0\.1 +0 % \(2 of 3\)/);
    expect(first).to.have.length(head!.length);
  });

  it('on the page marks the cells with violations', () => {
    const html = String(mliMarkup(cells));
    expect(html.match(/<td class="bad">/g)).to.have.length(1);
    expect(html).to.contain('50 % (2 of 3), bump 0.3');
  });
});
