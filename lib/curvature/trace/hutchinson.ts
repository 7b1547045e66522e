import {randomStream} from '../../base/random.ts';
import type {ProbedOperator} from '../operator.ts';
import {dot, orthogonalize, randomSigns} from '../vectors.ts';
import {type SampledMean, sampleMean} from './sample.ts';

/**
 * Hutchinson's estimate of the trace of (I - QQ') A (I - QQ'): the mean of y'A y, y = z - QQ'z, z random signs.
 *
 * Without Q it is that of A. Hutchinson, 1990.
 *
 * @param deflated the orthonormal columns of Q, possibly none
 */
export function hutchinson(
  operator: ProbedOperator,
  {
    deflated = [],
    seed,
    ...stop
  }: {
    deflated?: readonly Float32Array[];
    seed: number;
    allowed: ((mean: number) => number) | null;
    most: number;
  },
): Promise<SampledMean> {
  // One stream for all samples: the first numbers of streams with neighbouring seeds are not independent.
  const random = randomStream(seed, 'hutchinson');
  return sampleMean(async () => {
    const z = Float64Array.from(randomSigns(operator.size, random));
    if (deflated.length > 0) orthogonalize(z, deflated);
    const y = Float32Array.from(z);
    return dot(y, await operator.apply(y));
  }, stop);
}
