import {expect} from 'chai';
import {rankUnits} from '../../../../scripts/report/ranking.ts';
import {head, summary} from '../../../../scripts/report/sections/head.ts';
import {sampleReport, sampleUnits} from '../sample-report.ts';

describe('head', () => {
  it('shows title, command and facts, escaped', () => {
    const report = {...sampleReport(), title: 'A & B', command: 'x --out "a<b"', header: {'<k>': "it's"}};
    const {text} = head(report, rankUnits(report.units));
    expect(text).to.contain('<h1>A &amp; B</h1>');
    expect(text).to.contain('<code>x --out &quot;a&lt;b&quot;</code>');
    expect(text).to.match(/<dt>&lt;k&gt;<\/dt>\s*<dd>it&#39;s<\/dd>/);
  });
});

describe('summary', () => {
  const of = (options: Parameters<typeof sampleUnits>[0]) => summary(rankUnits(sampleUnits(options)));

  it('tells who came first, and what diverged', () => {
    expect(of({labels: ['a', 'b'], seeds: 2, diverged: ['b/1']})).to.match(
      /^a comes first of 2, with a test loss of 0\.\d{4} ± 0\.\d{4} and \d\d\.\d\d % right answers\. 1 of 4 runs diverged\.$/,
    );
    expect(of({labels: ['a'], seeds: 1, accuracy: false})).to.match(/^a ends with a test loss of 0\.\d{4}\.$/);
  });

  it('tells if nothing is left', () => {
    expect(of({labels: ['a'], seeds: 1, diverged: ['a/1']})).to.equal('Every run diverged (1 run).');
    expect(summary([])).to.equal('Nothing was trained.');
  });
});
