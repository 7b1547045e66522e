import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {locatePackage} from './locate.ts';
import {loadQuietly} from './quietly.ts';
import {nativeRemedy} from './remedy.ts';
import {applySettings} from './settings.ts';
import {shimUtil} from './util-shim.ts';

/** Why a backend is not there, in the words that follow "because", and the command that mends it. */
export interface Absence {
  reason: string;
  remedy: string;
}

/** The compiled part of tfjs-node in its package folder. */
export function bindingPath(packageFolder: string): string {
  // tfjs-node builds for the highest N-API version it knows, 8; every Node this package supports has it.
  return join(packageFolder, 'lib', 'napi-v8', 'tfjs_binding.node');
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0]!.trim();
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
    return {reason: `tfjs-node does not load (${firstLine(error)})`, remedy: nativeRemedy(true)};
  }
}
