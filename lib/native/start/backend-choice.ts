import {isCheckout} from './packages.ts';

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

/** Why a backend is not there, in the words that follow "because", and the command that mends it. */
export interface Absence {
  reason: string;
  remedy: string;
}

/** The first line of an error's message, for words that go on after it. */
export function firstLineOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0]!.trim();
}

/** A backend that was asked for by name is not available; `remedy` is the command that makes it so. */
export class AbsentBackendError extends Error {
  readonly remedy: string;

  constructor(source: string, reason: string, remedy: string) {
    super(
      `${source} asks for a backend that is not here: ${reason}. ` +
        `Make it available with: ${remedy}, or leave the setting out to take the fastest backend that is.`,
    );
    this.name = 'AbsentBackendError';
    this.remedy = remedy;
  }
}

/** The exact command that makes the WebAssembly backend available. */
export const wasmRemedy = 'npm install @tensorflow/tfjs-backend-wasm@4.22.0';

/**
 * The exact command that makes the native backend available.
 *
 * @param installed whether the package `@tensorflow/tfjs-node` is there
 * @param checkout whether this package runs from its sources
 */
export function nativeRemedy(installed: boolean, checkout: boolean = isCheckout()): string {
  if (checkout) return installed ? 'npm run setup' : 'npm ci && npm run setup';
  const setup = 'npx tfjs-optim setup';
  return installed ? setup : `npm install --ignore-scripts @tensorflow/tfjs-node@4.22.0 && ${setup}`;
}

const told = {fallback: false};

/**
 * Writes the one line that says why the native backend is not used; only the first call in a process writes.
 *
 * @param write where the line goes, standard error by default
 */
export function tellFallback(line: string, write: (line: string) => void = console.error): void {
  if (told.fallback) return;
  told.fallback = true;
  write(line);
}
