import {mkdir, rm, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type MissingPart, missingPartsFile, type Part, parts} from '../../../lib/native/cpp/index.ts';
import {complaint, run} from '../run-program.ts';
import {Setback} from '../setback.ts';
import type {Tools} from './tools.ts';

/** Runs the compiler; returns its first line about an error where it refuses, else null. */
async function whyNotCompiled(compiler: readonly string[], argv: readonly string[]): Promise<string | null> {
  const [program, ...first] = compiler;
  const flags = ['-std=c++17', '-fPIC', '-O2', '-DNAPI_VERSION=8'];
  const outcome = await run(program!, [...first, ...flags, ...argv], {limit: 600});
  if (outcome.code === 0) return null;
  const line = outcome.stderr.split('\n').find((text) => /\berror\b/i.test(text));
  return line === undefined ? complaint(outcome) : line.trim().slice(0, 300);
}

/**
 * Compiles tfjs-node's own sources together with the parts of this package, and the addon that keeps loading silent, into
 * `target/lib/napi-v8`, against the libraries in `target/deps/lib`, where the binding will look for them.
 *
 * Where this compiler or these headers are not up to a part, the binding does without, and a file beside it says so.
 *
 * @param include the folder of TensorFlow's headers
 * @param wanted the parts, all by default
 * @returns the parts that are missing
 * @throws Setback where the compiler refuses tfjs-node's sources
 */
export async function compileBinding(
  {compiler, headers}: Pick<Tools, 'compiler' | 'headers'>,
  packageFolder: string,
  include: string,
  target: string,
  wanted: readonly Part[] = parts,
): Promise<MissingPart[]> {
  const libraries = join(target, 'deps', 'lib');
  const output = join(target, 'lib', 'napi-v8');
  await mkdir(output, {recursive: true});
  for (const [link, file] of [
    ['libtensorflow.so', 'libtensorflow_cc.so.2'],
    ['libtensorflow_framework.so', 'libtensorflow_framework.so.2'],
  ] as const) {
    await symlink(file, join(libraries, link));
  }
  const missing: MissingPart[] = [];
  const objects: string[] = [];
  const bindingFlags: string[] = [];
  const attempt = async ({name, source, flags, bindingFlags: more}: Part): Promise<void> => {
    const [file, object] = [join(output, `${name}.cc`), join(output, `${name}.o`)];
    await writeFile(file, source());
    const argv =
      more === null
        ? [...flags, '-shared', `-I${headers}`, file, '-o', join(output, `${name}.node`)]
        : [...flags, `-I${include}`, '-c', file, '-o', object];
    const reason = await whyNotCompiled(compiler, argv);
    await rm(file);
    if (reason !== null) missing.push({name, complaint: reason});
    else if (more !== null) {
      objects.push(object);
      bindingFlags.push(...more);
    }
  };
  const ofBinding = async (): Promise<void> => {
    for (const part of wanted) if (part.bindingFlags !== null) await attempt(part);
    const reason = await whyNotCompiled(compiler, [
      '-shared',
      ...bindingFlags,
      `-I${packageFolder}`,
      `-I${include}`,
      `-I${headers}`,
      join(packageFolder, 'binding', 'tfjs_backend.cc'),
      join(packageFolder, 'binding', 'tfjs_binding.cc'),
      ...objects,
      `-L${libraries}`,
      '-ltensorflow',
      '-ltensorflow_framework',
      '-Wl,-rpath,$ORIGIN/../../deps/lib',
      '-o',
      join(output, 'tfjs_binding.node'),
    ]);
    if (reason !== null) throw new Setback(`${compiler[0]} could not compile the native binding (${reason})`);
    for (const object of objects) await rm(object, {force: true});
  };
  const ofAddons = async (): Promise<void> => {
    for (const part of wanted) if (part.bindingFlags === null) await attempt(part);
  };
  await Promise.all([ofBinding(), ofAddons()]);
  if (missing.length > 0) await writeFile(join(output, missingPartsFile), JSON.stringify(missing));
  return missing;
}
