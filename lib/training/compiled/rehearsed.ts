import * as tf from '@tensorflow/tfjs';
import {compile, type Compiled, releasingTape, RunState} from '../../update/index.ts';

/** Says that a call would run operation by operation, to be recorded; nothing was done. */
class Unrecorded extends Error {}

/**
 * Compiles a function so that its recorded calls are rehearsals: their effects on variables and the optimizer are taken back.
 *
 * Every call that counts runs as the graph then, whose last digits may differ from those of single operations. So a run that is
 * resumed, and records anew, goes on with the bits of the run that was not interrupted. Where a call makes variables, as the very
 * first update of an optimizer does, it counts, because what they started from is unknown.
 *
 * @param fn a function that `compile` takes
 * @param optimizer the one that it updates by, which must be restorable; null where it updates nothing
 * @returns the function, with `dispose()`
 * @throws UntraceableError at the call, where the function cannot be recorded; everything is as before the call then
 */
export function rehearsed<Arguments extends unknown[], Result extends object>(
  fn: (...args: Arguments) => Result,
  optimizer: tf.Optimizer | null,
): Compiled<(...args: Arguments) => Result> {
  let isRehearsing = false;
  const compiled = compile((...args: Arguments): Result => {
    if (!isRehearsing) throw new Unrecorded('internal: a call that was not rehearsed');
    return fn(...args);
  });

  /** The result where the call counts, else null. */
  const rehearse = (args: Arguments): {result: Result} | null => {
    const before = new RunState(optimizer);
    isRehearsing = true;
    try {
      const result = releasingTape(() => compiled(...args));
      if (before.hasGrown) {
        before.dispose();
        return {result};
      }
      tf.dispose(result as tf.TensorContainer);
      before.restore();
      return null;
    } catch (error) {
      before.restore();
      throw error;
    } finally {
      isRehearsing = false;
    }
  };

  const call = (...args: Arguments): Result => {
    for (;;) {
      try {
        return compiled(...args);
      } catch (error) {
        if (!(error instanceof Unrecorded)) throw error;
      }
      const counted = rehearse(args);
      if (counted) return counted.result;
    }
  };
  return Object.assign(call, {dispose: () => compiled.dispose()});
}
