import {expect} from 'chai';
import type {RangeTest} from '../../../scripts/rates/rates-figure.ts';
import {suggestions, writeRates} from '../../../scripts/rates/rates-page.ts';
import type {RunFolder} from '../../../scripts/run/folder/run-folder.ts';

const test = (label: string, suggested: number | null): RangeTest => ({
  label,
  suggested,
  rates: [1e-3, 1e-2],
  losses: [2, 1],
  smoothed: [2, 1],
});

const words =
  /too much for the rest of a run; take 0\.4 of the suggestion, a tenth of the rate of the least loss, or search/;

describe('suggestions', () => {
  it('have one line for each optimizer', () => {
    expect(suggestions([test('sgd', 0.1), test('adam beta2=0.9', null)])).to.equal(
      'sgd             0.1\nadam beta2=0.9  no rate made the loss fall',
    );
  });

  it('say of lamb and muon that they mislead, where there is a suggestion', () => {
    const lines = suggestions([test('sgd', 0.1), test('muon momentum=0.9', 0.1), test('lamb', 0.02)]).split('\n');
    expect(lines.slice(3, 4)).to.deep.equal(['']);
    expect(lines[4])
      .to.match(/^muon momentum=0\.9, lamb: falls as fast/)
      .and.to.match(words);
    expect(suggestions([test('muon', null)])).to.not.match(words);
  });
});

describe('writeRates', () => {
  it('says the same on the page', () => {
    let page = '';
    const folder = {
      file: (name: string) => name,
      writeFigure: (name: string) => name,
      writeReport(text: string) {
        page = text;
        return 'report.html';
      },
    } as unknown as RunFolder;
    const texts = {command: 'tfjs-optim rates', header: {}};
    writeRates(folder, [test('lamb', 0.02)], texts);
    expect(page).to.match(words).and.to.contain('suggested rates: lamb 0.02. lamb: falls');
    writeRates(folder, [test('sgd', 0.02)], texts);
    expect(page).to.not.match(words);
  });
});
