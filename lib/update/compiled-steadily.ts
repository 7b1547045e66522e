import * as tf from '@tensorflow/tfjs';
import {compile, type Compiled} from './compile.ts';
import {hasCompiler} from './compiler.ts';

/** Calls in a row that are recorded, operation by operation, before one runs as a graph; after more of them there will be none. */
const mostRecordings = 3;

/**
 * Compiles a function without effects so that its recorded calls, whose last digits may differ from those of the graph, are made
 * again as the graph: every result is that of the graph then, also in a run that is resumed and records anew.
 *
 * @param fn a function of tensors that gives new ones
 */
export function compiledSteadily<Arguments extends unknown[], Result extends tf.TensorContainer>(
  fn: (...args: Arguments) => Result,
): Compiled<(...args: Arguments) => Result> {
  let isRecorded = false;
  let recordings = 0;
  const fast = compile((...args: Arguments): Result => {
    isRecorded = true;
    return fn(...args);
  });
  const call = (...args: Arguments): Result => {
    for (;;) {
      isRecorded = false;
      const result = fast(...args);
      recordings = isRecorded ? recordings + 1 : 0;
      if (!isRecorded || !hasCompiler() || recordings > mostRecordings) return result;
      tf.dispose(result);
    }
  };
  const dispose = (): void => {
    recordings = 0;
    fast.dispose();
  };
  return Object.assign(call, {dispose});
}
