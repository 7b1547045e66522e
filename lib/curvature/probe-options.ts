import {checkNumbers, show} from '../base/arguments.ts';

/** How far a probe is. */
export interface ProbeProgress {
  /** Products of the matrix with a vector done. */
  readonly products: number;
  /** Products expected in all; it may take fewer, where what is asked for is reached before. */
  readonly expected: number;
}

/** What every probe takes. */
export interface ProbeOptions {
  /** Of the random vectors, default 0. */
  seed?: number;
  /** Ends the probe before its next product; it then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called after every product; a promise that it gives is awaited. */
  onProgress?: (progress: ProbeProgress) => void | Promise<void>;
}

export const probeOptionNames = ['seed', 'signal', 'onProgress'] as const;

/** Checks what every probe takes. */
export function checkProbeOptions(owner: string, {seed = 0, signal, onProgress}: ProbeOptions): void {
  checkNumbers(owner, {seed}, {});
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`${owner}: signal must be an AbortSignal, received ${show(signal)}`);
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new TypeError(`${owner}: onProgress must be a function, received ${show(onProgress)}`);
  }
}
