import {access} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {CommandError} from '../../scripts/arguments/errors.ts';
import {complaint, nativeCache, run} from '../../scripts/native/index.ts';
import {contenders} from '../contenders.ts';

/** A Python and which of the frameworks it has. */
export interface Python {
  readonly path: string;
  readonly modules: readonly string[];
}

/** The Python environment that `--peers` makes. */
export function peersFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(dirname(nativeCache(environment)), 'peers');
}

/** The interpreter of an environment. */
export const interpreter = (folder: string): string => join(folder, 'bin', 'python');

const wanted = [...new Set(Object.values(contenders).flatMap((each) => ('modules' in each ? each.modules : [])))];

const program = `import importlib.util as u, json; print(json.dumps([n for n in ${JSON.stringify(wanted)} if u.find_spec(n)]))`;

/**
 * Asks a Python which frameworks it has.
 *
 * @throws CommandError where it does not run
 */
async function ask(path: string): Promise<Python> {
  const outcome = await run(path, ['-c', program], {limit: 60});
  if (outcome.code !== 0) throw new CommandError(`${path} does not run: ${complaint(outcome)}`);
  return {path, modules: JSON.parse(outcome.stdout) as string[]};
}

/**
 * Finds a Python with at least one of the frameworks: the one that is asked for, else the environment of `--peers`, else the
 * `python3` of the path; null where none has any.
 *
 * @throws CommandError where the one that is asked for does not run
 */
export async function findPython(asked?: string, folder = peersFolder()): Promise<Python | null> {
  if (asked !== undefined) return ask(asked);
  const made = interpreter(folder);
  if (
    await access(made).then(
      () => true,
      () => false,
    )
  )
    return ask(made);
  const found = await ask('python3').catch(() => null);
  return found === null || found.modules.length === 0 ? null : found;
}
