import {loadBackend} from '../../lib/native/backend.ts';

const warn = console.warn;

/** Fails the test in which TensorFlow.js itself warns; a spec that wants a warning puts its own function in the place. */
function failOnWarning(...words: unknown[]): void {
  const from = new Error(`TensorFlow.js warned: ${words.join(' ')}`);
  // tfjs's own warn() is the caller's caller; warnings of other origin are let through.
  const caller = from.stack?.split('\n').slice(2, 5).join('\n') ?? '';
  if (/@tensorflow[\\/]/.test(caller)) throw from;
  warn(...words);
}

export const mochaHooks = {
  async beforeAll(): Promise<void> {
    await loadBackend();
    console.warn = failOnWarning;
  },
  afterAll(): void {
    console.warn = warn;
  },
};
