import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

/**
 * Finds the folder of an installed package as seen from this package, then as seen from the working directory,
 * without loading it; `null` where neither has it.
 *
 * @param name the package, for example `@tensorflow/tfjs-node`
 * @param bases files or folders from whose `node_modules` to look
 */
export function locatePackage(
  name: string,
  bases: readonly (string | URL)[] = [import.meta.url, join(process.cwd(), 'package.json')],
): string | null {
  for (const base of bases) {
    for (const folder of createRequire(base).resolve.paths(name) ?? []) {
      const manifest = join(folder, name, 'package.json');
      if (existsSync(manifest)) return dirname(manifest);
    }
  }
  return null;
}

/** The folder of this package, a checkout or an installed package. */
export function packageRoot(): string {
  return dirname(createRequire(import.meta.url).resolve('tfjs-optim/package.json'));
}

/** Whether this package runs from its sources, where its npm scripts exist. */
export function isCheckout(root: string = packageRoot()): boolean {
  return existsSync(join(root, 'scripts', 'setup', 'main.ts'));
}

/** The compiled part of tfjs-node in its package folder. */
export function bindingPath(packageFolder: string): string {
  // tfjs-node builds for the highest N-API version it knows, 8; every Node this package supports has it.
  return join(packageFolder, 'lib', 'napi-v8', 'tfjs_binding.node');
}
