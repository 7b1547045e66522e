import {parser} from '../scripts/arguments/words.ts';
import {benchOptions} from './bench-options.ts';
import {works} from './works.ts';

/** The help of `npm run bench`. */
export async function benchHelp(columns = process.stdout.columns || 110): Promise<string> {
  let program = (await parser([])).scriptName('npm run bench --').wrap(Math.min(110, columns));
  program = program.usage(
    `npm run bench -- [options]\n\nMeasures this package, stock TensorFlow.js and Python frameworks side by side.\n\n` +
      `Works: ${Object.keys(works).join(', ')}; groups: ${[...new Set(Object.values(works).map(({group}) => group))].join(', ')}.`,
  );
  for (const [name, {describe, kind, default: fallback}] of Object.entries(benchOptions)) {
    program = program.option(name, {
      describe,
      type: kind === 'flag' ? 'boolean' : 'string',
      ...(fallback !== undefined && {default: fallback, defaultDescription: fallback}),
    });
  }
  return program.getHelp();
}
