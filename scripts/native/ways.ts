import {cachedBuild, otherBuilds} from './build/cached-build.ts';
import type {Wheel} from './build/wheel.ts';
import {whyNotLoading} from './confirm-load.ts';
import {linkBuild} from './link-build.ts';
import {ownInstall} from './own-install.ts';
import type {Progress} from './progress.ts';
import {Setback} from './setback.ts';

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
