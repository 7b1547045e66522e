import * as tf from '@tensorflow/tfjs';
import {signatureOf, type Trace, traceCall, traceDifference} from '../../native/trace/index.ts';
import {nativeBackend} from '../../native/binding.ts';
import type {BatchLoss, Examples} from '../types.ts';
import {RunState, UntraceableError} from '../../update/index.ts';

/**
 * Notices that a loss function does other things than before, such as using another weight of a penalty.
 *
 * What was compiled goes on with the numbers of JavaScript that it was recorded with, so that it has to be recorded anew then.
 */
export class LossWatch {
  readonly #loss: BatchLoss;
  #last: Trace | null = null;
  #isUntraceable = false;

  constructor(loss: BatchLoss) {
    this.#loss = loss;
  }

  /**
   * Computes the loss once, and says whether what it did differs from the time before.
   *
   * @param batch of the same shapes each time; the loss keeps nothing of it
   */
  hasChanged(batch: Examples): boolean {
    const backend = nativeBackend();
    if (backend === null || this.#isUntraceable) return false;
    const before = new RunState(null);
    try {
      const {args} = signatureOf([{x: batch.x, y: batch.y}]);
      const loss = this.#loss as (...args: unknown[]) => unknown;
      const {made, trace} = traceCall(backend, loss, args, false);
      tf.dispose(made);
      const changed = this.#last !== null && traceDifference(this.#last, trace) !== null;
      this.#last = trace;
      return changed;
    } catch (error) {
      // Then the update cannot be compiled either, and says so itself.
      if (!(error instanceof UntraceableError)) throw error;
      this.#isUntraceable = true;
      return false;
    } finally {
      before.restore();
    }
  }
}
