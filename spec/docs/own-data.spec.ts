import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {writeFlowers} from '../scripts/support/own-files.ts';
import {run} from '../scripts/support/run.ts';
import {blocksOf, runBlock, statementsIn} from './blocks.ts';

const page = readFileSync(new URL('../../docs/own-data.md', import.meta.url), 'utf8');
const [network, loading, ...blocks] = blocksOf(page);
const ofNode = {mkdtemp, readFile, rm, writeFile, join, tmpdir};

describe('docs/own-data.md', () => {
  // What the blocks import of Node.
  before(() => void Object.assign(globalThis, ofNode));
  after(() => {
    for (const name of Object.keys(ofNode)) Reflect.deleteProperty(globalThis, name);
  });

  for (const [i, block] of blocks.entries()) {
    it(`runs block ${i + 3}, and it gives what it says`, async () => {
      expect(await runBlock(block)).to.equal(statementsIn(block));
    });
  }

  it('has a network that trains, and lines that load it without tfjs-node', async () => {
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
      '--save',
      join(folder, 'best'),
      '--quiet',
    );
    expect(result, err.join('\n')).to.equal(0);
    const lines = loading!.replace("'DIR'", JSON.stringify(join(folder, 'best')));
    expect(lines).not.to.equal(loading);
    expect(await runBlock(`${lines}network.dispose();`)).to.equal(1);
    rmSync(folder, {recursive: true});
  });
});
