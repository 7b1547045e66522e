import * as tf from '@tensorflow/tfjs';
import {signatureOf, type Trace, traceCall, traceDifference} from '../trace/index.ts';
import {nativeBackend} from '../binding.ts';
import {type CallWatch, RunState, UntraceableError} from '../../update/index.ts';

/**
 * Notices by its trace that a function does other things than before, such as a loss that uses another weight of a penalty.
 *
 * What was compiled goes on with the numbers of JavaScript that it was recorded with, so that it has to be recorded anew then.
 */
export class TraceWatch implements CallWatch {
  readonly #fn: (...args: unknown[]) => unknown;
  #last: Trace | null = null;
  #isUntraceable = false;

  constructor(fn: (...args: never[]) => unknown) {
    this.#fn = fn as (...args: unknown[]) => unknown;
  }

  /**
   * Calls the function once, and says whether what it did differs from the time before.
   *
   * @param given tensors of the same shapes each time; the function keeps nothing of them
   */
  hasChanged(...given: unknown[]): boolean {
    const backend = nativeBackend();
    if (backend === null || this.#isUntraceable) return false;
    const before = new RunState(null);
    try {
      const {args} = signatureOf(given);
      const {made, trace} = traceCall(backend, this.#fn, args, false);
      tf.dispose(made);
      const changed = this.#last !== null && traceDifference(this.#last, trace) !== null;
      this.#last = trace;
      return changed;
    } catch (error) {
      // Then the function cannot be compiled either, and says so itself.
      if (!(error instanceof UntraceableError)) throw error;
      this.#isUntraceable = true;
      return false;
    } finally {
      before.restore();
    }
  }
}
