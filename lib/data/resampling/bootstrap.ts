import {checkNumbers, checkOptions, show} from '../../base/arguments.ts';
import {permutation, type RandomStream, randomStream} from '../../base/random.ts';
import {classMembers, countOf, type ExamplesOrCount, joined, shuffled, type Split} from './split.ts';

export interface BootstrapOptions {
  /** Number of samples, >= 1; default 10. */
  repeats?: number;
  /** Default 0. */
  seed?: number;
  /**
   * false (default): plain draws. 'classes': as many draws of every class, for unbalanced sets; needs labels. 'examples': every
   * example comes `repeats` times over all samples together. true: 'classes' where there are labels, 'examples' for a count.
   */
  balanced?: boolean | 'classes' | 'examples';
}

const drawFrom = (members: Int32Array, size: number, random: RandomStream) =>
  Int32Array.from({length: size}, () => members[random.integer(members.length)]!);

function sampler(
  examples: ExamplesOrCount,
  count: number,
  options: Required<BootstrapOptions>,
): (repeat: number) => Int32Array {
  const {repeats, seed} = options;
  const balanced =
    options.balanced === true ? (typeof examples === 'number' ? 'examples' : 'classes') : options.balanced;
  const stream = (repeat: number) => randomStream(seed, 'bootstrap', repeat);
  if (balanced === 'examples') {
    const deck = permutation(count * repeats, randomStream(seed, 'bootstrap')).map((card) => card % count);
    return (repeat) => deck.slice(repeat * count, (repeat + 1) * count);
  }
  if (balanced === 'classes') {
    const classes = classMembers('bootstrap', "balanced 'classes'", examples);
    const [share, rest] = [Math.floor(count / classes.length), count % classes.length];
    return (repeat) => {
      const random = stream(repeat);
      const drawn = classes.map((members, index) => drawFrom(members, share + (index < rest ? 1 : 0), random));
      return shuffled(joined(drawn), random);
    };
  }
  const all = Int32Array.from({length: count}, (_, i) => i);
  return (repeat) => drawFrom(all, count, stream(repeat));
}

/**
 * Draws samples of n out of n examples with replacement; those that a sample misses test it (out of bag).
 *
 * A sample of n contains 1 - (1 - 1/n)^n of the examples on average, .632 for large n; hence `bootstrap632`, which turns
 * the accuracies into an estimate. Two senses of "balanced" are in use, and both are here: equal numbers of draws from every class,
 * to train on unbalanced sets (their accuracy is then one for balanced classes), and equal use of every example
 * over all samples, which takes out a part of the chance.
 *
 * Limits: a sample repeats examples, so that a model that memorises does badly out of bag and well in it; it needs examples
 * that are independent of each other (not several of one person or a series in time); results may be poor for very small sets, where
 * `test` may also be empty.
 *
 * @param examples their number n, >= 2, or the label of each
 * @param options `repeats` >= 1, default 10; `seed`, default 0; `balanced`, default false
 * @returns for every sample its n indices `train`, repetitions included, in random order, and `test`, increasing
 * @throws RangeError, TypeError for arguments outside these ranges, and for balancing classes without labels
 * @example
 * const [sample] = bootstrap(1000, {repeats: 1, seed: 1});
 * new Set(sample?.train).size; // about 632
 * @see Efron and Tibshirani, An Introduction to the Bootstrap, 1993; Davison, Hinkley and Schechtman, Efficient bootstrap
 *   simulation, 1986, for equal use of every example
 */
export function bootstrap(examples: ExamplesOrCount, options: BootstrapOptions = {}): Split[] {
  checkOptions('bootstrap', options, ['repeats', 'seed', 'balanced']);
  const {repeats = 10, seed = 0, balanced = false} = options;
  const count = countOf('bootstrap', examples);
  checkNumbers('bootstrap', {repeats}, {from: 1, whole: true});
  if (![true, false, 'classes', 'examples'].includes(balanced)) {
    throw new RangeError(
      `bootstrap: balanced must be true, false, 'classes' or 'examples', received ${show(balanced)}`,
    );
  }
  const sample = sampler(examples, count, {repeats, seed, balanced});
  return Array.from({length: repeats}, (_, repeat) => {
    const train = sample(repeat);
    const drawn = new Uint8Array(count);
    for (const index of train) drawn[index] = 1;
    return {train, test: Int32Array.from({length: count}, (_, i) => i).filter((index) => drawn[index] === 0)};
  });
}
