import {readFileSync} from 'node:fs';
import {expect} from 'chai';
import type * as library from '../../index.ts';
import {blocksOf, runBlock, statementsIn} from './blocks.ts';

const page = readFileSync(new URL('../../docs/solvers.md', import.meta.url), 'utf8');
const blocks = blocksOf(page);

describe('docs/solvers.md', () => {
  it('has blocks', () => expect(blocks).to.have.length.above(6));

  for (const [i, block] of blocks.entries()) {
    it(`runs block ${i + 1}, and it gives what it says`, async () => {
      expect(await runBlock(block)).to.equal(statementsIn(block));
    });
  }

  it('names the reasons to stop', () => {
    const reasons: library.SolverStop[] = ['tolerance', 'stalled', 'maxIterations', 'aborted', 'diverged'];
    for (const reason of reasons) expect(page).to.contain(`| \`'${reason}'\` `);
  });
});
