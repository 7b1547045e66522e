import {availableParallelism} from 'node:os';

/** The environment variable that says with how many threads the WebAssembly backend computes. */
export const threadsVariable = 'TFJS_OPTIM_WASM_THREADS';

/** As many as the program of the package can have. */
const most = 8;

/**
 * With how many threads the WebAssembly backend shall compute: as the environment says, else one less than there are
 * processors for this process.
 *
 * Every operation waits for all threads. Where another program takes the processor of one, each small operation waits for
 * its turn, and a training step takes several times as long instead of a half; so one processor is left to the others.
 *
 * @param environment the variables, `process.env` by default
 * @param processors how many this process may use
 * @returns 1 to 8
 * @throws RangeError where the variable is not a whole number from 1 to 8
 * @example
 * threadCount({}, 4); // 3
 */
export function threadCount(
  environment: NodeJS.ProcessEnv = process.env,
  processors: number = availableParallelism(),
): number {
  const wanted = environment[threadsVariable];
  if (wanted === undefined || wanted === '') return Math.min(Math.max(processors - 1, 1), most);
  const threads = Number(wanted);
  if (Number.isInteger(threads) && threads >= 1 && threads <= most) return threads;
  throw new RangeError(
    `${threadsVariable} must be a whole number from 1 to ${most}, received "${wanted}". ` +
      'Leave it out for one less than there are processors.',
  );
}
