import {type MatrixSource, spectralDensity} from '../../lib/curvature/index.ts';
import {mean} from '../../lib/base/statistics.ts';
import {duration} from '../terminal/style.ts';
import type {HessianOptions} from './hessian-options.ts';
import {smallestSteps, type Subject, traceProducts} from './probe.ts';

/** Probes of a matrix that take about as many products each. */
interface Runs {
  readonly runs: number;
  readonly products: number;
  /** Whether each step makes a vector orthogonal to those of all steps before. */
  readonly isLanczos: boolean;
}

/** What a moment takes, about: for the time that is said beforehand. */
function expectedRuns(
  {probes, k, draws, steps}: HessianOptions,
  {hasGaussNewton, isLast}: Pick<Subject, 'hasGaussNewton' | 'isLast'>,
): Runs[] {
  const lanczos = (runs: number, products: number): Runs => ({runs, products, isLanczos: true});
  const ofMatrices = (one: Runs): Runs[] => (hasGaussNewton ? [one, one] : [one]);
  const of = {
    top: [...ofMatrices(lanczos(1, 3 * k + 16)), lanczos(1, smallestSteps)],
    density: isLast ? ofMatrices(lanczos(draws, steps)) : [],
    trace: [{runs: 1, products: traceProducts, isLanczos: false}],
    taylor: [{runs: 1, products: 8, isLanczos: false}],
  };
  return probes.flatMap((probe) => of[probe]);
}

/** Products with a vector that a moment takes, about. */
export const expectedProducts = (options: HessianOptions, subject: Parameters<typeof expectedRuns>[1]): number =>
  expectedRuns(options, subject).reduce((sum, {runs, products}) => sum + runs * products, 0);

/** How fast products with a vector go on a machine as it is now, in seconds. */
export interface Pace {
  /** Beyond those of other products, of the first ones of a probe, which are recorded and compiled. */
  readonly start: number;
  /** Of a product. */
  readonly product: number;
  /** What a step of Lanczos takes longer than the one before: it makes a vector orthogonal to one more. */
  readonly growth: number;
}

/** Products of a probe that are recorded and compiled. */
const first = 3;

/** Steps of the trial, and after how many seconds it may end with fewer. */
const trial = {steps: 24, least: first + 4, seconds: 3} as const;

/**
 * Measures the pace on the first products of a spectral density, which are thrown away.
 *
 * The longest step does not count, as the machine may have done something else; that it is busy all along does.
 *
 * @param now milliseconds
 * @returns null where not even the first product can be made: the probe itself will say why
 */
export async function measurePace(source: MatrixSource, now = () => performance.now()): Promise<Pace | null> {
  const ended = new AbortController();
  const started = now();
  const times: number[] = [];
  const onProgress = (): void => {
    times.push((now() - started) / 1000);
    if (times.length >= trial.least && times.at(-1)! > trial.seconds) ended.abort();
  };
  try {
    await spectralDensity({...source, draws: 1, steps: trial.steps, seed: 0, signal: ended.signal, onProgress});
  } catch {
    // Ended after enough steps, or by a product that overflows at weights that are not those of the run.
    if (times.length === 0) return null;
  }
  const steps = times.map((time, i) => time - (times[i - 1] ?? 0));
  const steady = steps.length > first ? steps.slice(first) : steps;
  const half = Math.ceil(steady.length / 2);
  const [early, late] = [trimmedMean(steady.slice(0, half)), trimmedMean(steady.slice(-half))];
  // The middles of the halves are so many steps apart.
  const growth = Math.max(0, late - early) / Math.max(1, steady.length - half);
  const product = Math.max(0, early - growth * (first + half / 2));
  const start = Math.max(0, (times[first - 1] ?? 0) - first * product);
  return {start, product, growth};
}

/** The mean of all values but the greatest and the least, where there are more than two. */
function trimmedMean(values: readonly number[]): number {
  const ordered = [...values].sort((one, other) => one - other);
  return mean(ordered.length > 2 ? ordered.slice(1, -1) : ordered);
}

/** Seconds that moments take at a pace. */
export function secondsOfTasks(
  tasks: readonly Pick<Subject, 'hasGaussNewton' | 'isLast'>[],
  options: HessianOptions,
  {start, product, growth}: Pace,
): number {
  let seconds = 0;
  for (const {products, runs, isLanczos} of tasks.flatMap((task) => expectedRuns(options, task)))
    seconds += start + runs * (products * product + (isLanczos ? (growth * products * (products + 1)) / 2 : 0));
  return seconds;
}

/** How long moments take, as it is told beforehand. */
export function timeWords(
  tasks: Parameters<typeof secondsOfTasks>[0],
  options: HessianOptions,
  pace: Pace | null,
): string {
  if (tasks.length === 0) return 'none';
  const told = 'told as it goes';
  return pace === null ? told : `about ${duration(secondsOfTasks(tasks, options, pace))} by a few products; ${told}`;
}
