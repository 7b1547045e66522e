import {readFileSync} from 'node:fs';
import {expect} from 'chai';
import {blocksOf, runBlock, statementsIn} from './blocks.ts';

const page = readFileSync(new URL('../../docs/optimizers.md', import.meta.url), 'utf8');

describe('docs/optimizers.md', () => {
  for (const title of ['### Evaluating an average', '## Callbacks of `fit`']) {
    it(`gives what it says in ${title}`, async () => {
      const [section] = page.split(`\n${title}\n`)[1]!.split(/^##+ /m);
      const blocks = blocksOf(section!);
      expect(blocks).to.have.length(1);
      expect(statementsIn(blocks[0]!)).to.be.at.least(3);
      expect(await runBlock(blocks[0]!)).to.equal(statementsIn(blocks[0]!));
    });
  }
});
