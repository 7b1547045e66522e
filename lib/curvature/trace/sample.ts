import {estimate, intervalFactor} from '../estimate.ts';

/** The mean of random samples with its error. */
export interface SampledMean {
  readonly value: number;
  readonly standardError: number;
  /** Half the width of the 95 % interval. */
  readonly margin: number;
  readonly samples: number;
  /** Whether the margin is within what was asked for; true where nothing was. */
  readonly reached: boolean;
}

/** Samples taken before the error is judged: the spread of fewer is too uncertain to stop on. */
export const leastSamples = 10;

/**
 * Draws until the 95 % interval of the mean is as narrow as asked for, or as many as allowed.
 *
 * @param draw gives one sample
 * @param options `allowed`: the margin asked for, given the mean so far, or null where all samples are to be taken; `most` samples
 */
export async function sampleMean(
  draw: (sample: number) => Promise<number>,
  {allowed, most}: {allowed: ((mean: number) => number) | null; most: number},
): Promise<SampledMean> {
  const values: number[] = [];
  for (;;) {
    values.push(await draw(values.length));
    const samples = values.length;
    const {value, standardError} = estimate(values);
    const error = standardError ?? Infinity;
    const margin = error * intervalFactor(samples);
    const reached = allowed === null || margin <= allowed(value);
    const isEnough = allowed !== null && reached && samples >= leastSamples;
    if (isEnough || samples >= most) return {value, standardError: error, margin, samples, reached};
  }
}
