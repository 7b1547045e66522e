import {compile, UntraceableError} from '../../update/index.ts';

/** A function that runs compiled where that is possible, and as it is elsewhere. */
export interface LenientlyCompiled<Args extends unknown[], Result> {
  (...args: Args): Result;
  /** Frees what was compiled. */
  dispose(): void;
}

/**
 * Compiles a function of tensors; one that cannot be compiled, such as a loss that draws constants anew, runs operation by operation.
 *
 * @returns the function; the caller disposes it
 */
export function compileLeniently<Args extends unknown[], Result>(
  fn: (...args: Args) => Result,
): LenientlyCompiled<Args, Result> {
  const compiled = compile(fn as (...args: never[]) => unknown);
  let isPlain = false;
  const call = (...args: Args): Result => {
    if (isPlain) return fn(...args);
    try {
      // Its arguments are those of the function, whatever they are.
      return (compiled as unknown as (...args: Args) => Result)(...args);
    } catch (error) {
      if (!(error instanceof UntraceableError)) throw error;
      isPlain = true;
      return fn(...args);
    }
  };
  return Object.assign(call, {dispose: () => compiled.dispose()});
}
