import {checkChoices, checkNumbers, checkOptions} from '../base/arguments.ts';
import {permutation, randomStream} from '../base/random.ts';

export interface BatchOptions {
  /** Examples of a batch, >= 1; 'full', or as many as there are, takes all at once. */
  batchSize: number | 'full';
  /** Default 0. */
  seed?: number;
  /** Which epoch, 0, 1, 2, ...; default 0. */
  epoch?: number;
  /** 'shuffle' (default): every example once an epoch; 'replacement': every example of every batch drawn from all. */
  sampling?: 'shuffle' | 'replacement';
}

function* draw(count: number, size: number, options: Required<BatchOptions>): Generator<Int32Array, void> {
  const {seed, epoch, sampling} = options;
  if (size >= count) {
    yield Int32Array.from({length: count}, (_, i) => i);
    return;
  }
  const random = randomStream(seed, 'batches', sampling, epoch);
  if (sampling === 'replacement') {
    for (let i = 0; i < count; i += size) yield Int32Array.from({length: size}, () => random.integer(count));
    return;
  }
  const order = permutation(count, random);
  for (let i = 0; i < count; i += size) yield order.slice(i, i + size);
}

/**
 * Draws the batches of one epoch, as indices of examples.
 *
 * With m = `batchSize` and n = `count`, an epoch has ceil(n / m) batches:
 * - 'shuffle': a permutation of all examples cut into pieces; the last is smaller where m does not divide n, so that losses of
 *   batches are averaged with their sizes as weights
 * - 'replacement': every batch is m independent draws from all examples, the last too, so that some examples come several times
 *   in an epoch and some never
 * - m = 1 is stochastic gradient descent; m >= n, or 'full', is batch gradient descent: one batch with every example in its
 *   natural order, whatever the sampling
 *
 * The batches depend on seed and epoch only, so every optimizer sees the same ones. They are for mean losses: the sum over a
 * batch at rate a is the mean at rate a m.
 *
 * @param count n, number of examples, >= 1
 * @param options `batchSize`; `seed`, default 0; `epoch`, default 0; `sampling`, default 'shuffle'
 * @returns a generator of index arrays, each of them the caller's own
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options, before the first batch
 * @example
 * for (const indices of batches(10, {batchSize: 4, seed: 1, epoch: 0})) console.log(indices.length); // 4, 4, 2
 */
export function batches(count: number, options: BatchOptions): Generator<Int32Array, void> {
  checkOptions('batches', options, ['batchSize', 'seed', 'epoch', 'sampling']);
  const {batchSize, seed = 0, epoch = 0, sampling = 'shuffle'} = options;
  checkNumbers('batches', {count}, {from: 1, whole: true});
  checkNumbers('batches', {seed}, {});
  checkNumbers('batches', {epoch}, {from: 0, whole: true});
  checkChoices('batches', {sampling}, ['shuffle', 'replacement']);
  if (typeof batchSize === 'string') checkChoices('batches', {batchSize}, ['full']);
  else if (batchSize !== Infinity) checkNumbers('batches', {batchSize}, {from: 1, whole: true});
  return draw(count, batchSize === 'full' ? count : batchSize, {batchSize, seed, epoch, sampling});
}
