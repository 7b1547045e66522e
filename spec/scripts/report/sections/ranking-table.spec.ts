import {expect} from 'chai';
import {rankUnits} from '../../../../scripts/report/ranking.ts';
import {rankingTable} from '../../../../scripts/report/sections/ranking-table.ts';
import {sampleUnits} from '../sample-report.ts';

describe('rankingTable', () => {
  const units = sampleUnits({labels: ['a<b', 'c'], seeds: 2, diverged: ['c/1']});
  const {text} = rankingTable(rankUnits(units), ['a<b', 'c']);

  it('has a scope on every header and a row for each label', () => {
    expect(text.match(/<th scope="col"/g)).to.have.length(9);
    expect(text.match(/<th scope="row"/g)).to.have.length(2);
    expect(text).not.to.match(/<th(?! scope|ead)/);
    expect(text).to.contain('a&lt;b').and.not.to.contain('a<b');
  });

  it('shows the colour of the figures, marks the best and the diverged', () => {
    const rows = text.split('<tr').slice(2);
    expect(rows[0])
      .to.match(/^ class="best"/)
      .and.to.contain('#0072B2');
    expect(rows[1])
      .to.contain('#D55E00')
      .and.to.match(/class="bad">1 of 2/);
  });

  it('calls nothing the best if all diverged', () => {
    const lost = sampleUnits({labels: ['a'], seeds: 1, diverged: ['a/1']});
    expect(rankingTable(rankUnits(lost), ['a']).text).not.to.contain('best');
  });
});
