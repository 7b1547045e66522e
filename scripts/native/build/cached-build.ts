import {readFileSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {nativeCache} from '../cache.ts';
import {compileBinding} from './compile-binding.ts';
import {sourcesDigest} from '../../../lib/native/cpp/index.ts';
import {withLock} from '../../../lib/base/node/lock.ts';
import type {Progress} from '../progress.ts';
import {recordDigests, whyChanged} from './digests.ts';
import {findTools, glibcVersion} from './tools.ts';
import {fetchWheel, unpackWheel, verifyWheel, type Wheel} from './wheel.ts';

/**
 * The folder in the user's cache for this combination of versions, machine and own sources. The version of the C library belongs to it,
 * because a home folder may be shared by containers with different ones.
 */
export function buildFolder(packageFolder: string, wheel: Pick<Wheel, 'version'>): string {
  return join(nativeCache(), `${combination(packageFolder, wheel)}_own-${sourcesDigest().slice(0, 8)}`);
}

function combination(packageFolder: string, {version}: Pick<Wheel, 'version'>): string {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {version: string};
  const machine = `${process.platform}-${process.arch}-glibc-${glibcVersion() ?? 'none'}`;
  return `tensorflow-${version}_tfjs-node-${manifest.version}_${machine}_napi-8`;
}

/** Complete builds of the same combination in the cache that other versions of this package have made. */
export async function otherBuilds(
  packageFolder: string,
  wheel: Pick<Wheel, 'version' | 'libraries'>,
): Promise<string[]> {
  const [start, current] = [combination(packageFolder, wheel), buildFolder(packageFolder, wheel)];
  const names = await readdir(nativeCache()).catch(() => []);
  const folders = names.filter((name) => name.startsWith(start)).map((name) => join(nativeCache(), name));
  const complete = await Promise.all(folders.map((folder) => isComplete(folder, wheel)));
  return folders.filter((folder, i) => complete[i] && folder !== current);
}

/** Whether a build in the cache is there, every file byte for byte as it was made. */
export async function isComplete(build: string, wheel?: Pick<Wheel, 'libraries'>): Promise<boolean> {
  return (await whyChanged(build, wheel)) === null;
}

async function build(packageFolder: string, work: string, progress: Progress, wheel: Wheel): Promise<void> {
  const tools = await findTools();
  const size = `${Math.round(wheel.size / 1e6)} MB`;
  const download = `downloading ${wheel.requirement} (${size})`;
  const file = await progress.step(download, () => fetchWheel(tools.pip, work, wheel));
  await progress.step('verifying it', () => verifyWheel(file, wheel));
  const unpacked = join(work, 'unpacked');
  await progress.step('unpacking the library', () => unpackWheel(tools.python, file, unpacked));
  await rm(file);
  const target = join(work, 'build');
  await mkdir(join(target, 'deps', 'lib'), {recursive: true});
  for (const name of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']) {
    await rename(join(unpacked, 'tensorflow', name), join(target, 'deps', 'lib', name));
  }
  const include = join(unpacked, 'tensorflow', 'include');
  const missing = await progress.step('compiling the binding', () =>
    compileBinding(tools, packageFolder, include, target),
  );
  for (const {name, complaint} of missing) progress.note(`its part ${name} does not compile: ${complaint}`);
  await recordDigests(target);
}

async function replace(final: string, packageFolder: string, progress: Progress, wheel: Wheel): Promise<void> {
  const cache = dirname(final);
  // Under the lock, a folder of this kind can only be what a killed process has left.
  for (const name of await readdir(cache)) {
    if (name.startsWith('work-')) await rm(join(cache, name), {recursive: true, force: true});
  }
  const work = await mkdtemp(join(cache, 'work-'));
  try {
    await build(packageFolder, work, progress, wheel);
    await rm(final, {recursive: true, force: true});
    await rename(join(work, 'build'), final);
  } finally {
    await rm(work, {recursive: true, force: true});
  }
}

/**
 * Makes sure that the cache holds a complete build of the binding and returns its folder. It is built in a folder of its own
 * and renamed at the end, by one process at a time.
 *
 * @param options.rebuild builds it anew although one is there
 * @throws Setback where this machine cannot build it
 */
export async function cachedBuild(
  packageFolder: string,
  progress: Progress,
  {wheel, rebuild = false}: {wheel: Wheel; rebuild?: boolean},
): Promise<{folder: string; fresh: boolean}> {
  const folder = buildFolder(packageFolder, wheel);
  const usable = async (): Promise<boolean> => !rebuild && (await isComplete(folder, wheel));
  if (await usable()) return {folder, fresh: false};
  const make = async (): Promise<{folder: string; fresh: boolean}> => {
    if (await usable()) return {folder, fresh: false};
    await replace(folder, packageFolder, progress, wheel);
    return {folder, fresh: true};
  };
  const onWait = (): void => progress.note('another set-up is at work; waiting for it');
  // One lock for the whole cache, since whoever holds it clears what others have left.
  return await withLock(join(dirname(folder), 'set-up.lock'), make, {onWait});
}
