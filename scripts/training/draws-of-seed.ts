import {replaceMethods} from '../../lib/base/replace-methods.ts';
import {randomStream} from '../../lib/base/random.ts';

/**
 * Makes `Math.random` give the numbers of a seed, from the beginning of each epoch on: layers of TensorFlow.js that draw, such as
 * dropout, take theirs from there, and a training that is resumed draws as one that went on.
 */
export function drawsOfSeed(seed: number): {startEpoch: (epoch: number) => void; stop: () => void} {
  let stream = randomStream(seed, 'layers', 0);
  const undo = replaceMethods(Math, {random: () => stream.uniform()});
  return {startEpoch: (epoch) => void (stream = randomStream(seed, 'layers', epoch)), stop: undo};
}
