import {readdirSync, readFileSync} from 'node:fs';
import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {mlp} from '../../../lib/models/index.ts';
import * as optimizers from '../../../optimizers/index.ts';
import {asOptimizer} from '../../../optimizers/wrappers/inner-optimizer.ts';
import {linearDecay} from '../../../schedules/index.ts';

const folder = new URL('../../../optimizers/wrappers/', import.meta.url);
const names = {tf, mlp, linearDecay, asOptimizer, ...optimizers};

/** Runs an example; a remark that ends in `w is 1, 2` states what w is after its line, `// 1` what the line gives. */
async function run(code: string): Promise<number> {
  let checked = 0;
  const check = (received: unknown, stated: string): void => {
    const numbers = received instanceof tf.Tensor ? [...received.dataSync()] : [received as number];
    for (const [i, value] of stated.split(', ').entries()) expect(numbers[i]).to.be.closeTo(Number(value), 1e-6);
    checked++;
  };
  const checking = code
    .replaceAll(/^(.*;) \/\/ .*w is ([-\d., ]+)$/gm, '$1 check(w, "$2");')
    .replaceAll(/^(.*); \/\/ ([-\d.]+)$/gm, 'check($1, "$2");');
  // eslint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- it is our own text
  await new Function('check', ...Object.keys(names), `return (async () => {${checking}\n})()`)(
    check,
    ...Object.values(names),
  );
  return checked;
}

describe('examples of wrappers', () => {
  const files = readdirSync(folder).filter((name) => /\* @example/.test(readFileSync(new URL(name, folder), 'utf8')));
  for (const name of files) {
    it(`in ${name} run, and state what is so`, async () => {
      const source = readFileSync(new URL(name, folder), 'utf8');
      const examples = [...source.matchAll(/\* @example\n((?: \* .+\n)+)/g)];
      let checked = 0;
      for (const [, block] of examples) checked += await run(block!.replaceAll(/^ \* /gm, ''));
      expect(checked, name).to.be.at.least(
        ['evaluation-weights.ts', 'inner-optimizer.ts', 'partitioned.ts'].includes(name) ? 0 : 1,
      );
    });
  }
});
