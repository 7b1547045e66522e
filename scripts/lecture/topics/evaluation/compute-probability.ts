import {randomStream} from '../../../../lib/base/random.ts';
import {range} from '../../frame/vectors.ts';

/** p / (1 - p) */
export const oddsOf = (p: number): number => p / (1 - p);

/** odds / (1 + odds) */
export const probabilityOf = (odds: number): number => odds / (1 + odds);

/** P(A | B) = P(B | A) P(A) / P(B), with P(B) from P(B | A) and P(B | not A). */
export const bayes = (prior: number, ifSo: number, ifNot: number): number =>
  (ifSo * prior) / (ifSo * prior + ifNot * (1 - prior));

/** Draws people, some ill, and a test; the share of those with a positive test that are ill, and how many these are. */
export function simulateTest(
  {prior, sensitivity, specificity}: {prior: number; sensitivity: number; specificity: number},
  people: number,
  seed: number,
): {share: number; positives: number} {
  const random = randomStream(seed, 'test');
  let [ill, positives] = [0, 0];
  for (let i = 0; i < people; i++) {
    const isIll = random.uniform() < prior;
    const isPositive = random.uniform() < (isIll ? sensitivity : 1 - specificity);
    if (!isPositive) continue;
    positives++;
    if (isIll) ill++;
  }
  return {share: ill / positives, positives};
}

/** n! / (k! (n - k)!) p^k (1 - p)^(n - k) */
export function binomial(k: number, n: number, p: number): number {
  let log = 0;
  for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
  return Math.exp(log + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** The normal density. */
export const normal = (x: number, mean: number, deviation: number): number =>
  Math.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI));

/** Probabilities of a grid of values, given their prior ones and k successes in n trials. */
export function update(prior: readonly number[], values: readonly number[], k: number, n: number): number[] {
  const products = prior.map((probability, i) => probability * binomial(k, n, values[i]!));
  const sum = products.reduce((a, b) => a + b, 0);
  return products.map((product) => product / sum);
}

/** Mean and standard deviation of a distribution on a grid. */
export function momentsOf(
  probabilities: readonly number[],
  values: readonly number[],
): {mean: number; deviation: number} {
  const mean = probabilities.reduce((sum, probability, i) => sum + probability * values[i]!, 0);
  const square = probabilities.reduce((sum, probability, i) => sum + probability * (values[i]! - mean) ** 2, 0);
  return {mean, deviation: Math.sqrt(square)};
}

/** The integral of f from 0 to 1 by the midpoint rule. */
export const integral = (f: (p: number) => number, steps = 2000): number =>
  range(0.5 / steps, 1 - 0.5 / steps, steps).reduce((sum, p) => sum + f(p) / steps, 0);

/** Shares of draws of three distributions with mean 0 and deviation 1 that lie within 1, 2 and 3 deviations. */
export function within(draws: number, seed: number): {normal: number[]; uniform: number[]; laplace: number[]} {
  const random = randomStream(seed, 'within');
  const shares = (draw: () => number): number[] => {
    const values = Array.from({length: draws}, draw);
    return [1, 2, 3].map((k) => values.filter((value) => Math.abs(value) <= k).length / draws);
  };
  return {
    normal: shares(() => random.normal()),
    uniform: shares(() => Math.sqrt(3) * (2 * random.uniform() - 1)),
    // The difference of two exponential draws, scaled to deviation 1.
    laplace: shares(() => (Math.log1p(-random.uniform()) - Math.log1p(-random.uniform())) / Math.SQRT2),
  };
}

/** Draws without replacement: the mean over a random sample of each of `samples` repetitions. */
export function sampleMeans(values: ArrayLike<number>, size: number, samples: number, seed: number): number[] {
  const random = randomStream(seed, 'samples', size);
  return Array.from({length: samples}, () => {
    const chosen = new Set<number>();
    while (chosen.size < size) chosen.add(random.integer(values.length));
    let sum = 0;
    for (const i of chosen) sum += values[i]!;
    return sum / size;
  });
}
