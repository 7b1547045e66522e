import {expect} from 'chai';
import {diagnosis} from '../../../../scripts/report/sections/diagnosis-list.ts';
import {sampleUnits} from '../sample-report.ts';

const lines = (text: string) =>
  [...text.matchAll(/<li>([^]*?)<\/li>/g)].map(([, line]) => line!.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' '));

describe('diagnosis', () => {
  it('has a line for each finding, with label, seeds, evidence and advice', () => {
    const units = sampleUnits({labels: ['a<b', 'adam'], seeds: 2, diverged: ['a<b/2']});
    const {text} = diagnosis(units);
    expect(lines(text)[0]).to.match(/^a&lt;b \(seed 2\): divergence: .*415.*\. To try: .*rate/);
    expect(lines(text).every((line) => line.startsWith('a&lt;b'))).to.equal(true);
    const alone = diagnosis(sampleUnits({labels: ['sgd'], seeds: 1, diverged: ['sgd/1']}));
    expect(lines(alone.text)[0]).to.match(/^sgd: divergence/);
  });

  it('says so where nothing was found', () => {
    expect(diagnosis(sampleUnits({seeds: 1})).text).to.match(/Nothing found/);
  });
});
