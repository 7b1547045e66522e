import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {transform} from 'esbuild';
import * as library from '../../index.ts';

/** The TypeScript of a page, block by block. */
export const blocksOf = (page: string): string[] =>
  Array.from(page.matchAll(/```ts\n([^]*?)```/g), ([, block]) => block!);

/** How many lines of a block state what they give. */
export const statementsIn = (block: string): number => (block.match(/^(?!const |let | ).+; \/\/ \S/gm) ?? []).length;

/** Runs a block whose lines `expression; // value` state what they give; gives how many there were. */
export async function runBlock(block: string): Promise<number> {
  let checked = 0;
  const check = (received: unknown, stated: string): void => {
    expect(received, stated).to.deep.equal(JSON.parse(stated.replaceAll("'", '"')));
    checked++;
  };
  const checking = block
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/^((?!const |let | ).+); \/\/ (\S.*)$/gm, (_, line: string, stated: string) => {
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
