/** The backends in order of preference: TensorFlow's C++ kernels, WebAssembly, plain JavaScript. */
export const backendNames = ['tensorflow', 'wasm', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

/** The environment variable that forces a backend. */
export const backendVariable = 'TFJS_OPTIM_BACKEND';

/**
 * Reads which backend is asked for: the option if given, else the environment variable, else none.
 *
 * @throws RangeError for a name that is no backend
 * @example
 * requestedBackend(undefined, {TFJS_OPTIM_BACKEND: 'wasm'}); // 'wasm'
 */
export function requestedBackend(
  option?: string,
  environment: NodeJS.ProcessEnv = process.env,
): BackendName | undefined {
  const name = option ?? environment[backendVariable];
  if (name === undefined || name === '') return undefined;
  const known = backendNames.find((candidate) => candidate === name);
  if (known !== undefined) return known;
  const source = option === undefined ? backendVariable : 'backend';
  throw new RangeError(
    `${source} must be one of ${backendNames.join(', ')}; received "${name}". ` +
      `Leave it out to take the fastest backend that this machine has.`,
  );
}
