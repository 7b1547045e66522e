import {estimate, intervalFactor} from '../estimate.ts';

/** The mean of random samples with its error. */
export interface SampledMean {
  readonly value: number;
  readonly standardError: number;
  /** Half the width of the interval that holds the mean at least 95 times of 100. */
  readonly margin: number;
  readonly samples: number;
  /** Whether the margin is within what was asked for; true where nothing was. */
  readonly reached: boolean;
}

/** How much wider than Student's interval: the samples are not normal, and where they stop depends on their spread. */
const caution = 1.25;

/** Samples taken before the error is judged: the spread of fewer is too uncertain to stop on. */
export const leastSamples = 10;

/**
 * Draws until the interval of the mean is as narrow as asked for, or as many as allowed.
 *
 * @param draw gives one sample
 * @param options `allowed`: the margin asked for, given the mean so far, or null where all samples are to be taken; `most` samples
 */
export async function sampleMean(
  draw: () => Promise<number>,
  {allowed, most}: {allowed: ((mean: number) => number) | null; most: number},
): Promise<SampledMean> {
  const values: number[] = [];
  for (;;) {
    values.push(await draw());
    const samples = values.length;
    const {value, standardError} = estimate(values);
    const error = standardError ?? Infinity;
    const margin = error * caution * intervalFactor(samples);
    const reached = allowed === null || margin <= allowed(value);
    const isEnough = allowed !== null && reached && samples >= leastSamples;
    if (isEnough || samples >= most) return {value, standardError: error, margin, samples, reached};
  }
}
