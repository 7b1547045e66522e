import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {locatePackage} from '../../../lib/native/start/index.ts';
import {Setback} from '../setback.ts';

/** The folder with the C headers of Node-API: those of the running Node, of the machine, or of the package `node-api-headers`. */
export function nodeHeaders(
  candidates: readonly (string | null)[] = [
    join(dirname(process.execPath), '..', 'include', 'node'),
    '/usr/include/node',
    locatePackage('node-api-headers'),
  ],
): string {
  for (const candidate of candidates) {
    if (candidate === null) continue;
    const found = [candidate, join(candidate, 'include')].find((folder) => existsSync(join(folder, 'node_api.h')));
    if (found !== undefined) return found;
  }
  throw new Setback('the header node_api.h is nowhere on this machine', {first: 'npm install node-api-headers && '});
}
