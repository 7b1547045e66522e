import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

/** The folder of this package, a checkout or an installed package. */
export const packageRoot = dirname(createRequire(import.meta.url).resolve('tfjs-optim/package.json'));

/** Whether this package runs from its sources, where its npm scripts exist. */
export const isCheckout = existsSync(join(packageRoot, 'scripts', 'setup.ts'));
