import {expect} from 'chai';
import {rankUnits} from '../../../scripts/report/ranking.ts';
import {formatTable} from '../../../scripts/report/text-table.ts';
import {sampleUnits} from './sample-report.ts';

describe('formatTable', () => {
  it('pads every column to its widest cell', () => {
    const units = sampleUnits({labels: ['sgd', 'adam lr=0.001'], seeds: 3, diverged: ['sgd/1']});
    const lines = formatTable(rankUnits(units)).split('\n');
    expect(lines).to.have.length(4);
    expect(new Set(lines.map((line) => line.length)).size).to.equal(1);
    expect(lines[1]).to.match(/^[\u2500 ]+$/);
    expect(lines[2]).to.match(/^1 {2}adam lr=0\.001 .*0 of 3$/);
    expect(lines[3]).to.match(/^2 {2}sgd .*1 of 3$/);
    expect(lines[0]!.indexOf('optimizer')).to.equal(lines[2]!.indexOf('adam'));
    expect(lines[0]!.indexOf('time') + 4).to.equal(lines[2]!.indexOf(' s ') + 2);
  });

  it('holds no colour and shows what is missing', () => {
    const text = formatTable(rankUnits(sampleUnits({labels: ['a'], seeds: 1, diverged: ['a/1']})));
    expect(text).not.to.contain('\u001b');
    expect(text.split('\n')[2]).to.match(/^1 {2}a +\u2013 +\u2013 +\u2013 +\u2013 .*1 of 1$/);
  });

  it('fits a narrow terminal: titles on two lines, then without what matters least', () => {
    const ranking = rankUnits(sampleUnits({seeds: 3}));
    const wide = formatTable(ranking).split('\n');
    const width = Math.max(...wide.map((line) => line.length));
    expect(formatTable(ranking, width).split('\n')).to.deep.equal(wide);
    for (const space of [width - 1, 90, 80]) {
      const lines = formatTable(ranking, space).split('\n');
      expect(Math.max(...lines.map((line) => line.length)), String(space)).to.be.at.most(space);
      expect(lines).to.have.length(wide.length + 1);
      expect(lines[0]).to.match(/test .*test/);
      expect(lines[1]).to.match(/^# {2}optimizer .* loss .* accuracy/);
    }
    const narrow = formatTable(ranking, 40).split('\n');
    expect(narrow.at(-1)).to.match(/^7 /);
    expect(narrow[1]).not.to.contain('updates/s');
  });
});
