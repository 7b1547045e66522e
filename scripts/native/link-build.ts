import {mkdir, readlink, rename, rm, symlink} from 'node:fs/promises';
import {dirname, join} from 'node:path';

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

/** Puts a build of the cache where tfjs-node looks for it, as links; what was there before is removed. */
export async function linkBuild(build: string, packageFolder: string): Promise<void> {
  await linkFolder(join(build, 'deps', 'lib'), join(packageFolder, 'deps', 'lib'));
  await linkFolder(join(build, 'lib', 'napi-v8'), join(packageFolder, 'lib', 'napi-v8'));
}
