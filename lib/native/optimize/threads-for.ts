import type {Threads} from '../graph/build-graph.ts';

/**
 * Operations on numbers up to which the calling thread runs a graph alone, about half a millisecond's: to wake other threads, and to
 * be woken by them, takes a tenth of one.
 */
const short = 40e6;

/** From here on, some twenty milliseconds on two threads, that time is nothing, and threads that wait had better sleep. */
const long = 3e9;

/**
 * Chooses the threads of a graph.
 *
 * @param count how many operations on numbers it takes in all
 * @param parts into how many parts its large operations are split; 1 where TensorFlow shares them out by itself
 */
export function threadsFor(count: number, parts: number): Threads {
  if (count < short) return 'caller';
  return parts === 2 && count < long ? 'shared' : undefined;
}
