import {readFileSync} from 'node:fs';
import {expect} from 'chai';
import {entries, ratesOf} from '../../../../bench/studies/choosing/entries.ts';
import {type ProblemName, problems} from '../../../../bench/studies/choosing/problems.ts';
import {readResults, tableOf} from '../../../../bench/studies/choosing/tables.ts';
import {optimizerCatalogue} from '../../../../optimizers/index.ts';

describe('docs/choosing.md', () => {
  const page = readFileSync('docs/choosing.md', 'utf8');
  const results = readResults();
  /** Cells without the spaces that line them up. */
  const plain = (table: string): string => table.replace(/ +/g, ' ').replace(/-+/g, '-').trim();

  for (const name of Object.keys(problems) as ProblemName[]) {
    it(`has the table of ${name} that the results give; if not: bench/studies/choosing/tables.ts prints it`, () => {
      const [, table] = new RegExp(`<!-- ${name} -->\\s+(\\|[\\s\\S]*?)\\n\\n`).exec(page)!;
      expect(plain(table!)).to.equal(plain(tableOf(results, name)));
    });
  }

  it('is about every rule, six rates and three seeds', () => {
    for (const problem of ['mlp', 'cnn'] as const) {
      for (const name of Object.keys(optimizerCatalogue)) {
        const rates = ratesOf(entries[name]!);
        expect(rates).to.have.length(6);
        const seen = results.filter((each) => each.problem === problem && each.entry === name);
        expect(seen, `${problem}, ${name}`).to.have.length(18);
      }
    }
  });
});
