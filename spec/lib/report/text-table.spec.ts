import {expect} from 'chai';
import {rankUnits} from '../../../lib/report/ranking.ts';
import {formatTable} from '../../../lib/report/text-table.ts';
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
});
