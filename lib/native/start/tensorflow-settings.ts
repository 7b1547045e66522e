import {availableParallelism} from 'node:os';

/**
 * The environment that TensorFlow reads once, when its library loads, with the values that this package wants.
 *
 * `TF_CPP_MIN_LOG_LEVEL` 2 keeps warnings and chatter off the terminal; errors still show.
 * `TF_ENABLE_ONEDNN_OPTS` 1 halves the time of convolutions where TensorFlow leaves oneDNN off by itself (AMD).
 * `TF_NUM_INTRAOP_THREADS` follows the processors this process may use, which in a container are fewer than the machine's. Where they
 * are two it is 1: waking a second thread for each operation costs more than it brings, and compiled graphs share out their large
 * operations among the processors themselves.
 */
const wanted: Readonly<Record<string, () => string>> = {
  TF_CPP_MIN_LOG_LEVEL: () => '2',
  TF_ENABLE_ONEDNN_OPTS: () => '1',
  TF_NUM_INTRAOP_THREADS: () => String(availableParallelism() > 2 ? availableParallelism() : 1),
};

/**
 * Into how many parts a compiled graph splits its large operations: one for each processor where TensorFlow's operations have one
 * thread each, else none, because they share their work out among threads themselves.
 */
export function sharedParts(environment: NodeJS.ProcessEnv = process.env): number {
  return environment['TF_NUM_INTRAOP_THREADS'] === '1' ? availableParallelism() : 1;
}

/**
 * Sets what is not set yet in the environment and returns the values that hold; what the user has set stays.
 *
 * @param environment the variables to complete, `process.env` by default
 * @example
 * applySettings({TF_ENABLE_ONEDNN_OPTS: '0'}).TF_ENABLE_ONEDNN_OPTS; // '0'
 */
export function applySettings(environment: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(wanted)) {
    const already = environment[name];
    settings[name] = already === undefined || already === '' ? value() : already;
    environment[name] = settings[name];
  }
  return settings;
}
