import {createRequire} from 'node:module';

/** The version of this package, from its own package.json wherever it is installed. */
export const packageVersion = (createRequire(import.meta.url)('tfjs-optim/package.json') as {version: string}).version;
