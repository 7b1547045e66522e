import {readFileSync, readdirSync} from 'node:fs';
import {createContext, runInContext} from 'node:vm';
import {expect} from 'chai';
import {learningRateSearch} from '../../lib/training/learning-rate-search.ts';
import * as schedules from '../../schedules/index.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** The code of every `@example` in a source file. */
function exampleBlocks(source: string): string[] {
  return [...source.matchAll(/\* @example\n((?: \* .+\n)+)/g)].map(([, block]) => block!.replaceAll(/^ \* /gm, ''));
}

/** Runs a block in which a line `expression; // value` states a value to as many decimals as it shows; gives their number. */
async function run(block: string): Promise<number> {
  let checked = 0;
  const check = (received: unknown, stated: string) => {
    if (Number.isNaN(Number(stated))) {
      expect(received).to.deep.equal(JSON.parse(JSON.stringify(runInContext(`(${stated})`, createContext({})))));
    } else {
      const decimals = stated.split('.')[1]?.length ?? 0;
      expect(received).to.be.closeTo(Number(stated), decimals === 0 ? 1e-12 : 0.51 * 10 ** -decimals);
    }
    checked++;
  };
  const code = block
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/^((?!const |for |let ).+); \/\/ (\S+|'.*')$/gm, (_, line: string, stated: string) => {
      return `check(${line}, ${JSON.stringify(stated)});`;
    });
  await runInContext(`(async () => {${code}\n})()`, createContext({...schedules, learningRateSearch, check, console}));
  return checked;
}

describe('examples', () => {
  const files = ['decays', 'cycles', 'combinators', 'watching'].flatMap((folder) =>
    readdirSync(new URL(`schedules/${folder}/`, root)).map((name) => `schedules/${folder}/${name}`),
  );

  it('stand in every schedule', () => expect(files).to.have.length(24));

  for (const file of [
    ...files,
    'schedules/from-config.ts',
    'schedules/catalogue.ts',
    'lib/training/learning-rate-search.ts',
  ]) {
    it(`of ${file} give what they say`, async () => {
      const blocks = exampleBlocks(read(file));
      expect(blocks, file).to.have.length(1);
      expect(await run(blocks[0]!)).to.be.greaterThan(0);
    });
  }

  it('of docs/schedules.md give what they say', async () => {
    const blocks = [...read('docs/schedules.md').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block!);
    const runnable = blocks.filter((block) => !block.includes('tfjs-optim/optimizers'));
    let checked = 0;
    for (const block of runnable) checked += await run(block);
    expect(runnable.length).to.be.greaterThan(4);
    expect(checked).to.be.greaterThan(15);
  });

  it('are told apart from wrong ones', async () => {
    for (const wrong of ['constant(0.1)(3); // 0.11', "constant(0.1).config.name; // 'other'"]) {
      const failure = await run(wrong).catch((error: unknown) => error);
      expect(String(failure)).to.match(/^AssertionError/);
    }
  });
});
