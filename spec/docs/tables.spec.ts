import {readFileSync} from 'node:fs';
import {expect} from 'chai';
import {pages, renew} from '../../docs/tables.ts';

describe('tables of the pages', () => {
  for (const path of Object.keys(pages)) {
    it(`of ${path} are those of the code; npm run docs:tables renews them`, async () => {
      const {page, renewed} = await renew(path);
      expect(renewed).to.equal(page);
      for (const title of Object.keys(pages[path]!)) {
        expect(page).to.match(
          new RegExp(String.raw`<!-- ${title} -->\n\n(\| (of .*\| option|topic and page) |After 20 minutes)`),
        );
      }
    });
  }

  it('say of the autoencoder who was ahead, by the losses that were measured', async () => {
    const {page} = await renew('docs/solvers.md');
    const lines = readFileSync(new URL('../../bench/results/autoencoder.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const points = lines.map((line) => JSON.parse(line) as {name: string; loss: number});
    const ends = ['newtonCG', 'adam', 'nesterov'].map((name) => points.findLast((point) => point.name === name)!);
    const [first, ...others] = ends.sort((a, b) => a.loss - b.loss);
    expect(page).to.contain(`\`${first!.name}\` has the least training loss, ${first!.loss.toFixed(1)}`);
    for (const {name, loss} of others) expect(page).to.contain(`\`${name}\` ${loss.toFixed(1)}`);
  });

  it('hold every option, with its default, its range or choices and its words', async () => {
    const {page} = await renew('docs/schedules.md');
    const cells = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    const row = (name: string): string[] => cells.find(([, , option]) => option === `\`${name}\``)!.slice(3, -1);
    expect(row('peakFactor')).to.deep.equal([
      '`1`',
      '> 0 and <= 1',
      'height of every peak above the end value over that of the one before',
    ]);
    expect(row('drop').slice(0, 2)).to.deep.equal(['required', '>= 0']);
    expect(row('thresholdMode').slice(0, 2)).to.deep.equal(["`'rel'`", "`'rel'`, `'abs'`"]);
    expect(row('patience').slice(0, 2)).to.deep.equal(['`10`', 'whole number >= 0']);
  });
});
