import {type ChildProcess, spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {runCommandLine} from '../../../scripts/command-line.ts';
import {captured} from '../../support/console.ts';

/** Runs a command line in this process; paths may hold spaces, words may not. */
export const run = (...words: string[]) => captured(() => runCommandLine(words));

/** Every file below a folder with the checksum of its content. */
export function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort();
  return Object.fromEntries(
    files
      .filter((file) => statSync(join(folder, file)).isFile())
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ]),
  );
}

export interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<{code: number | null; signal: NodeJS.Signals | null; out: string; err: string}>;
}

/** Starts the program as a process of its own. */
export function start(words: readonly string[], {cwd, env = {}}: {cwd: string; env?: NodeJS.ProcessEnv}): Child {
  const program = new URL('../../../scripts/cli.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx/esm'), program, ...words], {
    cwd,
    // Options of the specs' own process, such as its loader, are not for this one.
    env: {...process.env, NODE_OPTIONS: '', ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = {out: '', err: ''};
  child.stdout.on('data', (part: Buffer) => (text.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (text.err += part.toString()));
  const ended = new Promise<Awaited<Child['ended']>>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({code, signal, ...text}));
  });
  return {process: child, ended};
}
