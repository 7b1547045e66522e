import {randomStream} from '../../../../lib/base/random.ts';
import {mean, standardDeviation} from '../../../../lib/base/statistics.ts';
import {
  bootstrap,
  bootstrap632,
  holdout,
  kFold,
  leaveOneOut,
  randomSubsampling,
  type Split,
} from '../../../../lib/data/index.ts';

/** Points with labels 0 and 1. */
export interface Points {
  readonly x: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

/** Learns from chosen points; an index that comes twice counts twice. */
export type Learner = (points: Points, chosen: Int32Array) => (x: readonly number[]) => number;

/** Normal clouds around 0 and `gap` in each dimension; a point is of class 1 with probability `share`. */
export function clouds(count: number, seed: number, {dimensions = 10, gap = 0.6, share = 0.5} = {}): Points {
  const random = randomStream(seed, 'clouds', count);
  const labels = Array.from({length: count}, () => Number(random.uniform() < share));
  return {labels, x: labels.map((label) => Array.from({length: dimensions}, () => random.normal() + label * gap))};
}

const squared = (a: readonly number[], b: readonly number[]): number => {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j]! - b[j]!) ** 2;
  return sum;
};

/** The class whose mean is nearest. */
export const nearestMean: Learner = ({x, labels}, chosen) => {
  const means = [0, 1].map((label) => {
    const members = [...chosen].filter((i) => labels[i] === label).map((i) => x[i]!);
    return x[0]!.map((_, j) => (members.length === 0 ? Infinity : mean(members.map((member) => member[j]!))));
  });
  return (point) => Number(squared(point, means[1]!) < squared(point, means[0]!));
};

/** The majority of the k nearest points. */
export const nearest =
  (k: number): Learner =>
  ({x, labels}, chosen) =>
  (point) => {
    const near = [...chosen]
      .map((i) => ({distance: squared(point, x[i]!), label: labels[i]!}))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, k);
    return Number(2 * near.filter(({label}) => label === 1).length > near.length);
  };

/** The class that is more frequent, whatever the point. */
export const majority: Learner =
  ({labels}, chosen) =>
  () =>
    Number(2 * [...chosen].filter((i) => labels[i] === 1).length > chosen.length);

/** Share of right answers to the points with these indices. */
export const accuracyOf = (say: (x: readonly number[]) => number, {x, labels}: Points, tested: Int32Array): number =>
  mean([...tested].map((i) => Number(say(x[i]!) === labels[i])));

export const allOf = ({labels}: Points): Int32Array => Int32Array.from(labels.keys());

/** Accuracy of each split; an empty test set is left out. */
export const accuraciesOf = (points: Points, learn: Learner, splits: readonly Split[]): number[] =>
  splits.filter(({test}) => test.length > 0).map(({train, test}) => accuracyOf(learn(points, train), points, test));

/** The accuracy of what is learned from all points, on fresh ones: what the schemes estimate. */
export const trueAccuracy = (points: Points, learn: Learner, fresh: Points): number =>
  accuracyOf(learn(points, allOf(points)), fresh, allOf(fresh));

/** The schemes by name: each estimates the accuracy from the points alone. */
export const schemes: Readonly<Record<string, (points: Points, learn: Learner, seed: number) => number>> = {
  'training set': (points, learn) => trueAccuracy(points, learn, points),
  holdout: (points, learn, seed) =>
    mean(accuraciesOf(points, learn, [holdout(points.labels.length, {seed, fraction: 0.3})])),
  subsampling: (points, learn, seed) =>
    mean(accuraciesOf(points, learn, randomSubsampling(points.labels.length, {seed, fraction: 0.3, repeats: 10}))),
  '10-fold': (points, learn, seed) => mean(accuraciesOf(points, learn, kFold(points.labels.length, {seed, k: 10}))),
  'leave-one-out': (points, learn) => mean(accuraciesOf(points, learn, leaveOneOut(points.labels.length))),
  bootstrap: (points, learn, seed) =>
    mean(accuraciesOf(points, learn, bootstrap(points.labels.length, {seed, repeats: 10}))),
  'balanced bootstrap': (points, learn, seed) =>
    mean(accuraciesOf(points, learn, bootstrap(points.labels.length, {seed, repeats: 10, balanced: 'examples'}))),
  '.632 bootstrap': (points, learn, seed) =>
    bootstrap632(
      accuraciesOf(points, learn, bootstrap(points.labels.length, {seed, repeats: 10})),
      trueAccuracy(points, learn, points),
    ),
};

/** How an estimate differs from the truth over many sets of points. */
export interface Quality {
  /** Mean of estimate less truth. */
  readonly bias: number;
  /** Standard deviation of estimate less truth. */
  readonly spread: number;
  /** Root of the mean square of estimate less truth. */
  readonly error: number;
}

/** The quality of estimates, from each of them less the truth. */
const qualityOf = (differences: readonly number[]): Quality => ({
  bias: mean(differences),
  spread: standardDeviation(differences)!,
  error: Math.sqrt(mean(differences.map((each) => each * each))),
});

/** The quality of several estimates over sets of n clouds of points, on the same sets for all. */
export function study(
  estimates: readonly ((points: Points, seed: number) => number)[],
  learn: Learner,
  {sets, n, seed}: {sets: number; n: number; seed: number},
): Quality[] {
  const differences = Array.from({length: sets}, (_, set) => {
    const points = clouds(n, seed + 1000 + set);
    const truth = trueAccuracy(points, learn, clouds(400, seed + 100_000 + set));
    return estimates.map((estimate) => estimate(points, seed + set) - truth);
  });
  return estimates.map((_, i) => qualityOf(differences.map((row) => row[i]!)));
}

/** The correlation of two lists. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const sum = (f: (i: number) => number) => a.reduce((total, _, i) => total + f(i), 0);
  return (
    sum((i) => (a[i]! - ma) * (b[i]! - mb)) / Math.sqrt(sum((i) => (a[i]! - ma) ** 2) * sum((i) => (b[i]! - mb) ** 2))
  );
}
