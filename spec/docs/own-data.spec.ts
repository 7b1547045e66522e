import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {writeFlowers} from '../scripts/support/own-files.ts';
import {run} from '../scripts/support/run.ts';
import {blocksOf, runBlock, statementsIn} from './blocks.ts';

const page = readFileSync(new URL('../../docs/own-data.md', import.meta.url), 'utf8');
const [network, ...blocks] = blocksOf(page);

describe('docs/own-data.md', () => {
  // What the blocks import of Node.
  before(() => void Object.assign(globalThis, {mkdtemp, rm, writeFile, join, tmpdir}));
  after(() => {
    for (const name of ['mkdtemp', 'rm', 'writeFile', 'join', 'tmpdir']) Reflect.deleteProperty(globalThis, name);
  });

  for (const [i, block] of blocks.entries()) {
    it(`runs block ${i + 1}, and it gives what it says`, async () => {
      expect(await runBlock(block)).to.equal(statementsIn(block));
    });
  }

  it('has a network that trains', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-docs-'));
    writeFileSync(join(folder, 'network.ts'), network!);
    const words = ['--target', 'kind', '--model', join(folder, 'network.ts'), '--optimizers', 'adam', '--epochs', '1'];
    const {result, err} = await run(
      'train',
      '--data',
      writeFlowers(folder),
      ...words,
      '--out',
      join(folder, 'run'),
      '--quiet',
    );
    expect(result, err.join('\n')).to.equal(0);
    rmSync(folder, {recursive: true});
  });
});
