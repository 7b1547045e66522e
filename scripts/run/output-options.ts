import {existsSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {flag, text} from '../arguments/command-options.ts';
import type {ArgumentReader} from '../arguments/reader.ts';
import {isUnused} from './folder/open-run-folder.ts';

/** Where a run is written and what is printed of it; none of this goes into `config.json`. */
export const outputOptions = (command: string) => ({
  out: text({
    describe: 'the folder of the run',
    default: undefined,
    words: `runs/${command}-<date>-<time>`,
    group: 'Output',
  }),
  resume: {
    ...text({
      describe: 'continue a run that was stopped: its folder, or that of --out, or the newest',
      default: undefined,
      group: 'Output',
    }),
    kind: 'optional' as const,
  },
  'allow-versions': flag({
    describe: 'go on with a run also under other versions of the packages, which may give other numbers',
    group: 'Output',
  }),
  config: text({
    describe: 'a JSON file with these options; the command line goes before it',
    default: undefined,
    group: 'Output',
  }),
  quiet: flag({describe: 'only the result', group: 'Output'}),
  json: flag({describe: 'the result as one JSON document on standard output', group: 'Output'}),
});

/** The folder of `--out`; a mistake where it holds anything, which nothing may overwrite. */
export function readOut(read: ArgumentReader): string | undefined {
  const out = read.text('out');
  if (out === undefined || !existsSync(out)) return out;
  if (!statSync(out).isDirectory()) read.mistakes.push(`--out ${out} is a file; give a new folder`);
  else if (!isUnused(out)) {
    const way = existsSync(join(out, 'config.json')) ? `continue it with --resume ${out}, or give` : 'give';
    read.mistakes.push(`--out ${out} holds files, which are kept; ${way} a new folder`);
  }
  return out;
}

/** What is printed of a run. */
export interface Printing {
  readonly quiet: boolean;
  readonly json: boolean;
}

export const readPrinting = (read: ArgumentReader): Printing => ({quiet: read.flag('quiet'), json: read.flag('json')});
