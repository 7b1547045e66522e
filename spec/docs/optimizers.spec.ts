import {readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
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

  it('resumes without tfjs-node as ## Saving and resuming has it', async () => {
    const [section] = page.split('\n## Saving and resuming\n')[1]!.split(/^##+ /m);
    const block = blocksOf(section!).find((each) => each.includes('saveCheckpoint'))!;
    const ofNode = {mkdtemp, rm, join, tmpdir};
    Object.assign(globalThis, ofNode);
    try {
      expect(await runBlock(`${block}tf.dispose([x, y]);await rm(folder, {recursive: true});`)).to.equal(1);
    } finally {
      for (const name of Object.keys(ofNode)) Reflect.deleteProperty(globalThis, name);
    }
  });
});
