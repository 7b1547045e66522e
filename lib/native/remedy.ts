import {isCheckout} from './package-root.ts';

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
