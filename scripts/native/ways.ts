import {mkdir, readlink, rename, rm, symlink} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {cachedBuild, otherBuilds} from './build/cached-build.ts';
import type {Wheel} from './build/wheel.ts';
import {whyNotLoading} from './loading.ts';
import {ownInstall} from './own-install.ts';
import type {Progress} from './progress.ts';
import {Setback} from './setback.ts';

async function linkFolder(target: string, link: string): Promise<void> {
  if ((await readlink(link).catch(() => null)) === target) return;
  await mkdir(dirname(link), {recursive: true});
  const suffix = `${process.pid}-${Date.now().toString(36)}`;
  const fresh = `${link}.new-${suffix}`;
  const old = `${link}.old-${suffix}`;
  await symlink(target, fresh);
  try {
    // A link replaces a link in one step; a real folder has to go aside first.
    await rename(fresh, link).catch(async () => {
      await rename(link, old);
      await rename(fresh, link);
    });
  } finally {
    await rm(fresh, {force: true});
    await rm(old, {recursive: true, force: true});
  }
}

/** Whether the links lead into the cache, but not to this build: an older version of this package has made them. */
export async function isLinkedToOther(build: string, packageFolder: string): Promise<boolean> {
  const target = await readlink(join(packageFolder, 'lib', 'napi-v8')).catch(() => null);
  return target !== null && dirname(dirname(dirname(target))) === dirname(build) && dirname(dirname(target)) !== build;
}

/** Whether the links lead to this build. */
export async function isLinkedTo(build: string, packageFolder: string): Promise<boolean> {
  const target = await readlink(join(packageFolder, 'lib', 'napi-v8')).catch(() => null);
  return target === join(build, 'lib', 'napi-v8');
}

/** Puts a build of the cache where tfjs-node looks for it, as links; what was there before is removed. */
export async function linkBuild(build: string, packageFolder: string): Promise<void> {
  await linkFolder(join(build, 'deps', 'lib'), join(packageFolder, 'deps', 'lib'));
  await linkFolder(join(build, 'lib', 'napi-v8'), join(packageFolder, 'lib', 'napi-v8'));
}

/**
 * Runs tfjs-node's own install script.
 *
 * @throws Setback where that does not lead to a backend that loads
 */
export async function fromInstall(packageFolder: string, progress: Progress): Promise<void> {
  await ownInstall(packageFolder, progress);
  const problem = await whyNotLoading(packageFolder);
  if (problem !== null) throw new Setback(`what tfjs-node's own install script made does not load (${problem})`);
}

/**
 * Links the build in the user's cache, which is made from the wheel first where it is not there or no longer loads.
 *
 * @throws Setback where that does not lead to a backend that loads
 */
export async function fromWheel(packageFolder: string, progress: Progress, wheel: Wheel): Promise<void> {
  let problem: string | null = null;
  for (const rebuild of [false, true]) {
    const {folder, fresh} = await cachedBuild(packageFolder, progress, {wheel, rebuild});
    await linkBuild(folder, packageFolder);
    problem = await whyNotLoading(packageFolder);
    if (problem === null) return;
    if (fresh) break;
  }
  throw new Setback(`the binding compiled for TensorFlow ${wheel.version} does not load (${problem})`);
}

/**
 * Links a build that another version of this package has left in the user's cache: slower perhaps, but there.
 *
 * @throws Setback where there is none that loads
 */
export async function fromOtherVersion(packageFolder: string, wheel: Wheel): Promise<void> {
  for (const folder of await otherBuilds(packageFolder, wheel)) {
    await linkBuild(folder, packageFolder);
    if ((await whyNotLoading(packageFolder)) === null) return;
  }
  throw new Setback('the cache has no build of another version');
}
