import '../../doors/development.ts';
import {loadBackend} from '../../lib/native/index.ts';

const warn = console.warn;

/** Fails the test in which TensorFlow.js itself warns; a spec that wants a warning puts its own function in the place. */
function failOnWarning(...words: unknown[]): void {
  const from = new Error(`TensorFlow.js warned: ${words.join(' ')}`);
  const [, , caller = ''] = from.stack?.split('\n') ?? [];
  // With source maps a frame of @tensorflow/tfjs-core reads tfjs-core/src. Warnings of other origin are let through.
  if (/@tensorflow[\\/]|tfjs-[a-z-]+[\\/]src[\\/]/.test(caller)) throw from;
  warn(...words);
}

// Before any spec is read: some make their tensors outside the tests.
await loadBackend();

export const mochaHooks = {
  beforeAll(): void {
    console.warn = failOnWarning;
  },
  afterAll(): void {
    console.warn = warn;
  },
};
