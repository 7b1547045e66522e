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
  /** Keeps signals away from this thread and from those that it makes. */
  shield(): void;
}

/**
 * Loads an addon out of reach of signals and with standard error turned off, by means of the small addon `quiet.node` that set-up
 * compiles beside it; simply loads it where that is not there. Where the log level asks for TensorFlow's messages, they stay.
 *
 * TensorFlow 2.21 writes about oneDNN while it is being loaded, whatever its log level.
 *
 * @param addon the path of the addon
 * @param level the value of TF_CPP_MIN_LOG_LEVEL that holds
 */
export function loadQuietly(addon: string, level: string | undefined): void {
  const require = createRequire(import.meta.url);
  let quiet: Quiet | undefined;
  try {
    quiet = require(join(dirname(addon), 'quiet.node')) as Quiet;
  } catch {
    // tfjs-node's own build has no such addon.
  }
  quiet?.shield();
  if (level !== '0') quiet?.mute();
  try {
    require(addon);
  } finally {
    if (level !== '0') quiet?.unmute();
  }
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
