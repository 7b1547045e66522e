import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

interface Quiet {
  mute(): void;
  unmute(): void;
}

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
  let quiet: Quiet | undefined;
  if (level !== '0') {
    try {
      quiet = require(join(dirname(addon), 'quiet.node')) as Quiet;
    } catch {
      // tfjs-node's own build has no such addon, and a TensorFlow that needs none.
    }
  }
  quiet?.mute();
  try {
    require(addon);
  } finally {
    quiet?.unmute();
  }
}
