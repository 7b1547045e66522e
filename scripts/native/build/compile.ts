import {mkdir, rm, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {complaint, run} from '../run.ts';
import {adamFlags, adamSource} from './adam-source.ts';
import {quietSource} from './quiet-source.ts';
import {sharedRunSource} from './shared-run-source.ts';
import {sessionRunFlag, sessionRunSource} from './session-run-source.ts';
import {Setback} from '../setback.ts';
import type {Tools} from './tools.ts';

async function compile(compiler: readonly string[], argv: readonly string[]): Promise<void> {
  const [program, ...first] = compiler;
  const flags = ['-std=c++17', '-fPIC', '-O2', '-DNAPI_VERSION=8'];
  const outcome = await run(program!, [...first, ...flags, ...argv], {limit: 600});
  if (outcome.code !== 0) throw new Setback(`${program} could not compile the native binding (${complaint(outcome)})`);
}

/** Sources that need TensorFlow's C++ headers, with their flags; the binding works without each of them. */
const extras: readonly {readonly name: string; readonly source: string; readonly flags: readonly string[]}[] = [
  {name: 'adam', source: adamSource, flags: adamFlags},
  {name: 'shared-run', source: sharedRunSource, flags: ['-w']},
];

/** Compiles the extras; where this compiler or these headers are not up to one, the binding does without. */
async function extraObjects(compiler: readonly string[], include: string, output: string): Promise<string[]> {
  const objects: string[] = [];
  for (const {name, source, flags} of extras) {
    const [text, object] = [join(output, `${name}.cc`), join(output, `${name}.o`)];
    await writeFile(text, source);
    try {
      await compile(compiler, [...flags, `-I${include}`, '-c', text, '-o', object]);
      objects.push(object);
    } catch (error) {
      if (!(error instanceof Setback)) throw error;
    }
  }
  return objects;
}

/** What of a build is this package's own; a build of other sources is another one. */
export const ownSources: readonly string[] = [
  quietSource,
  sessionRunSource,
  sessionRunFlag,
  ...extras.flatMap(({source, flags}) => [source, ...flags]),
];

/**
 * Compiles tfjs-node's own sources, with our ways to run a session and our kernel, and the addon that keeps loading silent, into `target/lib/napi-v8`, against the libraries in
 * `target/deps/lib`, where the binding will look for them.
 *
 * @param include the folder of TensorFlow's headers
 * @throws Setback where the compiler refuses
 */
export async function compileBinding(
  {compiler, headers}: Pick<Tools, 'compiler' | 'headers'>,
  packageFolder: string,
  include: string,
  target: string,
): Promise<void> {
  const libraries = join(target, 'deps', 'lib');
  const output = join(target, 'lib', 'napi-v8');
  await mkdir(output, {recursive: true});
  for (const [link, file] of [
    ['libtensorflow.so', 'libtensorflow_cc.so.2'],
    ['libtensorflow_framework.so', 'libtensorflow_framework.so.2'],
  ] as const) {
    await symlink(file, join(libraries, link));
  }
  const quiet = join(output, 'quiet.cc');
  const sessionRun = join(output, 'session-run.cc');
  await writeFile(quiet, quietSource);
  await writeFile(sessionRun, sessionRunSource);
  const binding = async (): Promise<void> => {
    const objects = await extraObjects(compiler, include, output);
    await compile(compiler, [
      '-shared',
      sessionRunFlag,
      `-I${packageFolder}`,
      `-I${include}`,
      `-I${headers}`,
      join(packageFolder, 'binding', 'tfjs_backend.cc'),
      join(packageFolder, 'binding', 'tfjs_binding.cc'),
      sessionRun,
      ...objects,
      `-L${libraries}`,
      '-ltensorflow',
      '-ltensorflow_framework',
      '-Wl,-rpath,$ORIGIN/../../deps/lib',
      '-o',
      join(output, 'tfjs_binding.node'),
    ]);
    for (const object of objects) await rm(object, {force: true});
  };
  await Promise.all([
    binding(),
    compile(compiler, ['-shared', `-I${headers}`, quiet, '-o', join(output, 'quiet.node')]),
  ]);
}
