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
