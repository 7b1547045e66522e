import {expect} from 'chai';
import {cut, rowFormat} from '../../../scripts/terminal/row-format.ts';

describe('rowFormat', () => {
  it('never makes a row wider than the terminal', () => {
    const labelSets = [['sgd', 'nesterov'], ['momentum lr=0.05 momentum=0.8 biasCorrection=true weightDecay=0.01']];
    for (const columns of [80, 100, 114, 115, 120, 200]) {
      for (const labels of labelSets) {
        for (const total of [1, 10, 5000]) {
          const {format, barsize, labelWidth, noteWidth} = rowFormat(columns, labels, total);
          const note =
            'diverged at update 2 at rate 1000000: the loss is above 2375.8, 1000 times max(initial loss, 1)';
          const row = format
            .replace('{label}', cut(labels[0]!, labelWidth).padEnd(labelWidth))
            .replace('{bar}', '#'.repeat(barsize))
            .replace('{value}', String(total))
            .replace('{total}', String(total))
            .replace('{loss}', '0.01234')
            .replace('{accuracy}', '99.99 %')
            .replace('{note}', cut(note, noteWidth));
          expect(row.length, `${columns} columns: ${row}`).to.be.below(columns);
          if (columns >= 100) expect(noteWidth).to.be.at.least(15);
        }
      }
    }
  });

  it('has the words on a wide terminal only', () => {
    expect(rowFormat(120, ['sgd'], 10).format)
      .to.contain('test loss')
      .and.to.contain('epochs');
    expect(rowFormat(80, ['sgd'], 10).format).not.to.contain('epochs');
  });
});

describe('cut', () => {
  it('marks what is lost', () => {
    expect(cut('abc', 3)).to.equal('abc');
    expect(cut('abcd', 3)).to.equal('ab…');
    expect(cut('abcd', 0)).to.equal('');
  });
});
