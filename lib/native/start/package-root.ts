import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

/** The folder of this package, a checkout or an installed package. */
export function packageRoot(): string {
  return dirname(createRequire(import.meta.url).resolve('tfjs-optim/package.json'));
}

/** Whether this package runs from its sources, where its npm scripts exist. */
export function isCheckout(root: string = packageRoot()): boolean {
  return existsSync(join(root, 'scripts', 'setup', 'main.ts'));
}
