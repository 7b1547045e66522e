import {mean, standardDeviation} from '../../base/statistics.ts';
import type {SolutionPath, Study, TrainingPath} from './study-types.ts';

const digits = (value: number): string => (value === 0 ? '0' : String(Number(value.toPrecision(2))));

/** Mean and sample standard deviation in words. */
function spread(values: readonly number[]): string {
  const deviation = standardDeviation(values);
  return deviation === null ? digits(mean(values)) : `${digits(mean(values))} +- ${digits(deviation)}`;
}

/** The paths that are monotone, of how many, and the largest bump of all. */
function monotone(paths: readonly TrainingPath[], split: 'train' | 'test'): string {
  const measures = paths.map((path) => path[split]!);
  const bumps = measures.map(({largestBump}) => largestBump);
  const largest = bumps.some(Number.isNaN) ? Number.NaN : Math.max(...bumps);
  return `${measures.filter((each) => each.monotone).length} of ${paths.length} runs; largest bump ${digits(largest)}`;
}

const heights = (pairs: readonly SolutionPath[], aligned: boolean): number[] =>
  pairs.filter((pair) => pair.aligned === aligned).map(({train}) => train.barrier);

/**
 * What a study found, in words: how many training losses fall all along, the same for the controls, and the barriers.
 *
 * @param study of `interpolationStudy`
 * @example
 * studyVerdict(study); // 'monotone: 9 of 9 runs; largest bump 0; barrier between seeds 0.31 +- 0.04, after alignment 0.02 +- 0.01'
 */
export function studyVerdict({paths, pairs}: Pick<Study, 'paths' | 'pairs'>): string {
  const real = paths.filter(({control}) => control === null);
  const parts = [`monotone: ${monotone(real, 'train')}`];
  if (pairs.length > 0) {
    const aligned = heights(pairs, true);
    const after = aligned.length === 0 ? '' : `, after alignment ${spread(aligned)}`;
    parts.push(`barrier between seeds ${spread(heights(pairs, false))}${after}`);
  }
  for (const control of ['noise', 'zeros'] as const) {
    const controlled = paths.filter((path) => path.control === control);
    if (controlled.length > 0)
      parts.push(`from ${control} instead of the start: monotone ${monotone(controlled, 'train')}`);
  }
  return parts.join('; ');
}
