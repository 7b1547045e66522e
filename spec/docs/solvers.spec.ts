import {readFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {transform} from 'esbuild';
import * as library from '../../index.ts';

const page = readFileSync(new URL('../../docs/solvers.md', import.meta.url), 'utf8');
const blocks = Array.from(page.matchAll(/```ts\n([^]*?)```/g), ([, block]) => block!);

/** Runs a block whose lines `expression; // value` state what they give; gives how many there were. */
async function run(block: string): Promise<number> {
  let checked = 0;
  const check = (received: unknown, stated: string): void => {
    expect(received, stated).to.deep.equal(JSON.parse(stated.replaceAll("'", '"')));
    checked++;
  };
  const checking = block
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/^((?!const |let ).+); \/\/ (\S.*)$/gm, (_, line: string, stated: string) => {
      return `check(${line}, ${JSON.stringify(stated)});`;
    });
  const {code} = await transform(`async () => {${checking}}`, {loader: 'ts'});
  const names = Object.keys(library);
  // eslint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- it is our own text
  await (new Function('tf', 'check', ...names, `return (${code.replace(/;\s*$/, '')})()`)(
    tf,
    check,
    ...Object.values(library),
  ) as Promise<void>);
  return checked;
}

describe('docs/solvers.md', () => {
  it('has blocks', () => expect(blocks).to.have.length.above(6));

  for (const [i, block] of blocks.entries()) {
    it(`runs block ${i + 1}, and it gives what it says`, async () => {
      expect(await run(block)).to.equal((block.match(/^(?!const |let ).+; \/\/ \S/gm) ?? []).length);
    });
  }

  it('names the reasons to stop', () => {
    const reasons: library.SolverStop[] = ['tolerance', 'stalled', 'maxIterations', 'aborted', 'diverged'];
    for (const reason of reasons) expect(page).to.contain(`| \`'${reason}'\` `);
  });
});
