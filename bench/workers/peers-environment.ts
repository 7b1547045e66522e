import {mkdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {CommandError} from '../../scripts/arguments/errors.ts';
import {complaint, firstThatRuns, run} from '../../scripts/native/index.ts';
import {interpreter, peersFolder} from './find-python.ts';

/** What the environment of the other frameworks holds; the versions are those that the committed results were made with. */
export const requirements = [
  'torch==2.13.0',
  'jax==0.10.2',
  'optax==0.2.8',
  'keras==3.15.1',
  'tensorflow-cpu==2.21.0',
] as const;

async function step(words: string, program: string, argv: readonly string[]): Promise<void> {
  console.error(`  ${words} ...`);
  const outcome = await run(program, argv, {limit: 3600});
  if (outcome.code !== 0) throw new CommandError(`${words} failed: ${complaint(outcome)}`);
}

/**
 * Makes a Python environment with the other frameworks in the user's cache; quick where it is there already.
 *
 * @throws CommandError where there is no Python, or pip fails
 */
export async function makePeers(folder = peersFolder(), packages: readonly string[] = requirements): Promise<string> {
  const [python] = (await firstThatRuns([['python3'], ['python']])) ?? [];
  if (python === undefined) throw new CommandError('there is no Python (python3), which the other frameworks run in');
  await mkdir(dirname(folder), {recursive: true});
  await step('making a Python environment', python, ['-m', 'venv', folder]);
  const made = interpreter(folder);
  await step(`installing ${packages.join(', ')} with pip`, made, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    ...packages,
  ]);
  return made;
}
