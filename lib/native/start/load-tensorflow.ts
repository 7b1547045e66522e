import util from 'node:util';
import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {type Absence, firstLineOf, nativeRemedy} from './backend-choice.ts';
import {bindingPath, locatePackage} from './packages.ts';
import {applySettings} from './tensorflow-settings.ts';

interface Quiet {
  mute(): void;
  unmute(): void;
  /** Ends the process at once. */
  leave(code: number): never;
}

let quiet: Quiet | undefined;

/**
 * Loads an addon with standard error turned off, by means of the small addon `quiet.node` that set-up compiles beside it;
 * simply loads it where that is not there or where the log level asks for TensorFlow's messages.
 *
 * TensorFlow 2.21 writes about oneDNN while it is being loaded, whatever its log level.
 *
 * @param addon the path of the addon
 * @param level the value of TF_CPP_MIN_LOG_LEVEL that holds
 */
export function loadQuietly(addon: string, level: string | undefined): void {
  const require = createRequire(import.meta.url);
  try {
    quiet = require(join(dirname(addon), 'quiet.node')) as Quiet;
  } catch {
    // tfjs-node's own build has no such addon, and a TensorFlow that needs none.
  }
  const muted = level === '0' ? undefined : quiet;
  muted?.mute();
  try {
    require(addon);
  } finally {
    muted?.unmute();
  }
}

/**
 * Has the process end, when its time comes, without taking TensorFlow apart: its threads may still look at what is freed then, and
 * crash a process that has done all of its work. For programs of this package's own: listeners of 'exit' that are added later do not
 * run. Does nothing where TensorFlow was not loaded.
 */
export function leaveAtExit(): void {
  process.on('exit', (code) => quiet?.leave(code));
}

/**
 * Gives `node:util` the two functions that tfjs-node 4.22 still calls: Node 23 removed them, Node 22 warns at each first call.
 *
 * @param target the module object to complete
 */
export function shimUtil(target: object = util): void {
  Object.assign(target, {
    isArray: (value: unknown): boolean => Array.isArray(value),
    isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
  });
}

/** Loads tfjs-node, which registers the backend 'tensorflow'; returns why not where it cannot. */
export function loadTensorflow(): Absence | null {
  const folder = locatePackage('@tensorflow/tfjs-node');
  if (folder === null)
    return {reason: 'the package @tensorflow/tfjs-node is not installed', remedy: nativeRemedy(false)};
  // Looking first keeps a half-installed tfjs-node from registering kernels that no backend will ever run.
  if (!existsSync(bindingPath(folder))) {
    return {reason: "tfjs-node's native part is not there yet", remedy: nativeRemedy(true)};
  }
  const settings = applySettings();
  shimUtil();
  try {
    loadQuietly(bindingPath(folder), settings['TF_CPP_MIN_LOG_LEVEL']);
    createRequire(join(folder, 'package.json'))('@tensorflow/tfjs-node');
    return null;
  } catch (error) {
    return {reason: `tfjs-node does not load (${firstLineOf(error)})`, remedy: nativeRemedy(true)};
  }
}
