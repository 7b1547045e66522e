import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {locatePackage} from '../../../lib/native/start/index.ts';
import {firstThatRuns} from '../run-program.ts';
import {installFirst, Setback} from '../setback.ts';

/** The version of the GNU C library that Node runs on; `null` where it runs on another one. */
export function glibcVersion(): string | null {
  // Without this the report looks up the names of all network peers, which can take seconds; Node 20 has no such setting.
  Object.assign(process.report, {excludeNetwork: true});
  const report = process.report.getReport() as {header?: {glibcVersionRuntime?: string}};
  return report.header?.glibcVersionRuntime ?? null;
}

/** The folder with the C headers of Node-API: those of the running Node, of the machine, or of the package `node-api-headers`. */
export function nodeHeaders(
  candidates: readonly (string | null)[] = [
    join(dirname(process.execPath), '..', 'include', 'node'),
    '/usr/include/node',
    locatePackage('node-api-headers'),
  ],
): string {
  for (const candidate of candidates) {
    if (candidate === null) continue;
    const found = [candidate, join(candidate, 'include')].find((folder) => existsSync(join(folder, 'node_api.h')));
    if (found !== undefined) return found;
  }
  throw new Setback('the header node_api.h is nowhere on this machine', {first: 'npm install node-api-headers && '});
}

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
