import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {readdir, realpath, stat} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {bindingPath} from '../../lib/native/start/index.ts';
import {whyChanged} from './build/digests.ts';
import {rememberLoading, wasSeenToLoad} from './cache.ts';
import {complaint, run} from './run-program.ts';

/**
 * A fingerprint of the native files of one tfjs-node folder and of the Node that loads them, from their names, sizes, times
 * and places on the disk alone, which takes no time; `null` where a file is missing.
 */
export async function fingerprint(packageFolder: string): Promise<string | null> {
  try {
    const libraries = await realpath(join(packageFolder, 'deps', 'lib'));
    const files = [
      await realpath(bindingPath(packageFolder)),
      ...(await readdir(libraries)).sort().map((name) => join(libraries, name)),
    ];
    const hash = createHash('sha256').update([process.version, process.platform, process.arch].join(' '));
    for (const file of files) {
      // A dangling link fails here, which is what makes the set incomplete.
      // The time of the last change is the one that no program sets back by itself.
      const {size, mtimeMs, ctimeMs, ino} = await stat(file);
      hash.update(`\n${[file, size, mtimeMs, ctimeMs, ino].join(' ')}`);
    }
    return files.length > 1 ? hash.digest('hex') : null;
  } catch {
    return null;
  }
}

const program = `
const util = require('node:util');
util.isArray = Array.isArray;
util.isNullOrUndefined = (value) => value === null || value === undefined;
const tf = require(process.argv[1]);
const values = tf.tidy(() => tf.tensor([3, 4]).square().sum().dataSync());
if (tf.getBackend() !== 'tensorflow' || values[0] !== 25) throw new Error('wrong result ' + values[0]);
`;

/** Loads tfjs-node in a process of its own and computes with it; returns why not where that fails. */
export async function checkLoad(packageFolder: string): Promise<string | null> {
  // Options of this process, a loader for instance, are no business of that one.
  const environment = {...process.env, NODE_OPTIONS: '', TF_CPP_MIN_LOG_LEVEL: '3'};
  const outcome = await run(process.execPath, ['-e', program, packageFolder], {environment, limit: 120});
  return outcome.code === 0 ? null : complaint(outcome);
}

/**
 * Why nobody has checked the native files of a tfjs-node folder; null where they are those that a build or an install has made and
 * written down, or somebody's own library, which `custom-binary.json` names.
 */
async function whyUnverified(packageFolder: string): Promise<string | null> {
  const root = dirname(dirname(await realpath(join(packageFolder, 'deps', 'lib'))));
  const bindingRoot = dirname(dirname(dirname(await realpath(bindingPath(packageFolder)))));
  if (root !== bindingRoot) return 'its library and its binding are not of one build';
  const changed = await whyChanged(root);
  if (changed === null || root !== (await realpath(packageFolder))) return changed;
  return existsSync(join(packageFolder, 'scripts', 'custom-binary.json')) ? null : changed;
}

/**
 * Whether the native files of a tfjs-node folder load on this Node: known at once where this very set was seen to, else they are
 * checked byte for byte and tried in a process of its own. Returns why not where they are not to be loaded.
 */
export async function whyNotLoading(packageFolder: string): Promise<string | null> {
  const files = await fingerprint(packageFolder);
  if (files === null) return 'files are missing';
  if (wasSeenToLoad(files)) return null;
  const reason = (await whyUnverified(packageFolder)) ?? (await checkLoad(packageFolder));
  if (reason === null) await rememberLoading(files);
  return reason;
}
