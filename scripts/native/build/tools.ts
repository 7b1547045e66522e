import {glibcVersion} from './glibc.ts';
import {nodeHeaders} from './node-headers.ts';
import {firstThatRuns} from '../run.ts';
import {Setback} from '../setback.ts';
import {installFirst} from './system-package.ts';

/** The programs with which the library is fetched and the binding is compiled. */
export interface Tools {
  pip: string[];
  python: string[];
  compiler: string[];
  headers: string;
}

/**
 * Finds everything that building from the wheel needs, before anything is downloaded.
 *
 * @throws Setback naming what is missing and the command that installs it
 */
export async function findTools(
  platform: string = `${process.platform}-${process.arch}`,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Tools> {
  if (platform !== 'linux-x64' || glibcVersion() === null) {
    const name = platform === 'linux-x64' ? 'linux-x64 without glibc' : platform;
    throw new Setback(`the TensorFlow wheel that could replace it is for linux-x64 with glibc, this is ${name}`);
  }
  const missing = async (what: 'compiler' | 'pip', reason: string): Promise<Setback> => {
    return new Setback(reason, {first: await installFirst(what)});
  };
  const asked = environment['CXX']?.trim();
  const compiler = await firstThatRuns([
    ...(asked === undefined || asked === '' ? [] : [asked.split(/\s+/)]),
    ['g++'],
    ['c++'],
    ['clang++'],
  ]);
  if (compiler === null) throw await missing('compiler', 'there is no C++ compiler (g++, c++ or clang++)');
  const pip = await firstThatRuns([['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']]);
  if (pip === null) throw await missing('pip', 'there is no pip, which fetches the TensorFlow library');
  const python = await firstThatRuns([['python3'], ['python']]);
  if (python === null) throw await missing('pip', 'there is no Python, which unpacks the TensorFlow library');
  return {pip, python, compiler, headers: nodeHeaders()};
}
