import {show} from './arguments.ts';

/** Refuses what cannot end a run, such as the controller in place of its signal. */
export function checkSignal(owner: string, signal: unknown): void {
  // Not instanceof: a signal may come from another realm or from a substitute.
  if (signal === undefined) return;
  if (typeof signal === 'object' && signal !== null && 'aborted' in signal && typeof signal.aborted === 'boolean')
    return;
  throw new TypeError(
    `${owner}: signal must be an AbortSignal such as new AbortController().signal, received ${show(signal)}`,
  );
}
