import {readFileSync, realpathSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {NativeBackend} from '../binding.ts';
import {missingParts, parts} from '../cpp/index.ts';
import {AbsentBackendError, backendVariable, nativeRemedy} from './backend-choice.ts';
import {bindingPath, isCheckout, locatePackage} from './packages.ts';
import {applySettings} from './tensorflow-settings.ts';
import {startBackend, type Started} from './start-backend.ts';
import {threadsVariable} from './wasm-threads.ts';

/** Something that is wrong here, and the command that mends it. */
export interface BackendProblem {
  what: string;
  remedy: string;
}

/** The versions of TensorFlow.js's parts: those that run, and the backends that are installed beside them. */
export async function packageVersions(): Promise<Record<string, string>> {
  const tf = await import('@tensorflow/tfjs');
  const versions: Record<string, string> = {...tf.version};
  for (const name of ['tfjs-node', 'tfjs-backend-wasm']) {
    const folder = locatePackage(`@tensorflow/${name}`);
    if (folder === null) continue;
    const {version} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {version: string};
    versions[name] = version;
  }
  return versions;
}

/** The folders of `@tensorflow/tfjs` as seen from this package, from the working directory and from tfjs-node. */
function copiesOfTfjs(): string[] {
  const bases: (string | URL)[] = [import.meta.url, join(process.cwd(), 'package.json')];
  const node = locatePackage('@tensorflow/tfjs-node');
  if (node !== null) bases.push(join(node, 'package.json'));
  const folders = bases.map((base) => locatePackage('@tensorflow/tfjs', [base]));
  return [...new Set(folders.filter((folder) => folder !== null).map((folder) => realpathSync(folder)))];
}

/** The folder of the binding that runs. */
function bindingFolder(): string | null {
  const folder = locatePackage('@tensorflow/tfjs-node');
  return folder === null ? null : dirname(bindingPath(folder));
}

/** Names what is wrong with the installed versions, the settings and the build of the binding, each with its remedy. */
export function findProblems({
  versions,
  settings = {},
  copies = copiesOfTfjs(),
  binding = null,
  isOwn = true,
}: {
  versions: Record<string, string>;
  settings?: Record<string, string>;
  copies?: readonly string[];
  /** The folder of the binding that runs; null on other backends. */
  binding?: string | null;
  /** Whether it is a build of this package. */
  isOwn?: boolean;
}): BackendProblem[] {
  const problems: BackendProblem[] = [];
  const distinct = [...new Set(Object.values(versions))];
  if (distinct.length > 1) {
    const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    problems.push({
      what: `the parts of TensorFlow.js have different versions: ${list.join(', ')}`,
      remedy: 'npm install @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-node@4.22.0',
    });
  }
  if (copies.length > 1) {
    problems.push({
      what: `there are ${copies.length} copies of @tensorflow/tfjs, which do not know each other's layers and optimizers: ${copies.join(', ')}`,
      remedy: 'npm dedupe',
    });
  }
  if (settings['TF_ENABLE_ONEDNN_OPTS'] === '0') {
    problems.push({
      what: 'TF_ENABLE_ONEDNN_OPTS=0 turns off the fast convolutions',
      remedy: 'unset TF_ENABLE_ONEDNN_OPTS',
    });
  }
  for (const {name, complaint} of binding === null ? [] : missingParts(binding)) {
    const without = parts.find((part) => part.name === name)?.without ?? 'it may be slower';
    const build = dirname(dirname(realpathSync(binding!)));
    problems.push({
      what: `the binding was compiled without its part ${name}, so ${without}; the compiler said: ${complaint}`,
      remedy: `install a newer C++ compiler or name one in CXX, then: rm -r '${build}' && ${nativeRemedy(true)}`,
    });
  }
  if (binding !== null && !isOwn && missingParts(binding).length === 0) {
    problems.push({
      what: "the binding that runs is tfjs-node's own: updates of optimizers go over the memory once for each operation of their equations",
      remedy: `${nativeRemedy(true)}${isCheckout() ? ' --' : ''} --build`,
    });
  }
  return problems;
}

/** What runs here, with what, and what to do about each thing that is missing. */
export interface BackendDiagnosis {
  /** 'tensorflow', 'wasm' or 'cpu'; 'none' where the one that is asked for does not start. */
  backend: string;
  /** The version of TensorFlow's C library; `null` on the other backends. */
  tensorflowVersion: string | null;
  node: string;
  platform: string;
  threads: number;
  /** The environment that the backend was started with. */
  settings: Record<string, string>;
  problems: BackendProblem[];
  versions: Record<string, string>;
}

/** What of the backends' own data is told. */
interface Running extends Partial<Pick<NativeBackend, 'binding'>> {
  readonly wasm?: {tfjs: {getThreadsCount(): number}};
}

/**
 * Starts the backend as `loadBackend` does and describes it; what does not start is reported, not thrown.
 *
 * @example
 * const {backend, problems} = await diagnoseBackend();
 */
export async function diagnoseBackend(): Promise<BackendDiagnosis> {
  const problems: BackendProblem[] = [];
  let started: Started | null = null;
  try {
    started = await startBackend();
  } catch (error) {
    problems.push({
      what: error instanceof Error ? error.message : String(error),
      remedy: error instanceof AbsentBackendError ? error.remedy : `unset ${backendVariable}`,
    });
  }
  for (const {reason, remedy} of started?.absences ?? []) {
    problems.push({what: `${reason}, so a slower backend is used`, remedy});
  }
  const native = started?.name === 'tensorflow';
  const settings: Record<string, string> = native ? applySettings() : {};
  for (const name of [backendVariable, ...(started?.name === 'wasm' ? [threadsVariable] : [])]) {
    const asked = process.env[name];
    if (asked !== undefined && asked !== '') settings[name] = asked;
  }
  const versions = await packageVersions();
  const tf = await import('@tensorflow/tfjs');
  const {binding, wasm} = started === null ? {} : (tf.backend() as Running);
  const isOwn = native && (await import('../fused/index.ts')).hasUpdates({binding: binding!});
  problems.push(...findProblems({versions, settings, binding: native ? bindingFolder() : null, isOwn}));
  return {
    backend: started?.name ?? 'none',
    tensorflowVersion: native ? (binding?.TF_Version ?? null) : null,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    threads: native ? Number(settings['TF_NUM_INTRAOP_THREADS']) : (wasm?.tfjs.getThreadsCount() ?? 1),
    settings,
    problems,
    versions,
  };
}
