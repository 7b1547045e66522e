import * as tf from '@tensorflow/tfjs';
import {checkDevice} from './device-loss.ts';
import {orDeviceLost} from './or-device-lost.ts';
import {readsAtOnce} from './read.ts';

/**
 * Work that needs numbers of tensors on its way: it yields a tensor, which is read and disposed of, and goes on with the numbers.
 *
 * The same work runs at once where a backend can be read so, and waits for each read where it cannot. Between two reads anything
 * may happen, so that no tf.tidy spans one: what lives longer is kept, and freed by hand.
 */
export type Reading<T> = Generator<tf.Tensor, T, Float32Array>;

/**
 * Does the work, and reads at once.
 *
 * @throws DeviceLostError where the device of a page was lost, which gives zeros then, and what the work throws
 */
export function readAtOnce<T>(work: Reading<T>): T {
  let next = work.next();
  while (next.done !== true) {
    const tensor = next.value;
    let values: Float32Array;
    try {
      values = tensor.dataSync() as Float32Array;
      checkDevice();
    } catch (error) {
      // What the work holds, it frees itself.
      next = work.throw(error);
      continue;
    } finally {
      tensor.dispose();
    }
    next = work.next(values);
  }
  return next.value;
}

/**
 * Does the work, and waits for each read.
 *
 * @throws DeviceLostError where the device of a page is lost meanwhile, and what the work throws
 */
export async function readLater<T>(work: Reading<T>): Promise<T> {
  let next = work.next();
  while (next.done !== true) {
    const tensor = next.value;
    let values: Float32Array;
    try {
      values = (await orDeviceLost(tensor.data())) as Float32Array;
    } catch (error) {
      next = work.throw(error);
      continue;
    } finally {
      tensor.dispose();
    }
    next = work.next(values);
  }
  return next.value;
}

/** Does the work: at once where the backend can be read so, else it waits for each read. */
export async function finished<T>(work: Reading<T>): Promise<T> {
  return readsAtOnce() ? readAtOnce(work) : readLater(work);
}

/** Computes tensors that live on until the caller disposes of them, whatever tf.tidy is around. */
export function kept<Kept extends tf.Tensor>(compute: () => Kept[]): Kept[] {
  return tf.tidy(() => compute().map((tensor) => tf.keep(tensor)));
}
