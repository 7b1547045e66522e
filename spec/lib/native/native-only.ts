import {nativeBackend} from '../../../lib/native/binding.ts';

/** Skips the tests of a suite on other backends, where functions are not compiled. */
export function nativeOnly(context: Mocha.Context): void {
  if (nativeBackend() === null) context.skip();
}

/** Numbers in (-1, 1) that look random and are the same everywhere. */
export function wave(seed: number, length: number): Float32Array {
  return Float32Array.from({length}, (_, i) => Math.sin(seed * 7.31 + i * 12.9898 + Math.sin(i * 78.233)));
}
