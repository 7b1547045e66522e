import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {locatePackage} from './packages.ts';

/** The versions of TensorFlow.js's parts: those that run, and the backends that are installed beside them. */
export function packageVersions(): Record<string, string> {
  const versions: Record<string, string> = {...tf.version};
  for (const name of ['tfjs-node', 'tfjs-backend-wasm']) {
    const folder = locatePackage(`@tensorflow/${name}`);
    if (folder === null) continue;
    const {version} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {version: string};
    versions[name] = version;
  }
  return versions;
}
