import {permutation, randomStream} from '../../../../lib/base/random.ts';
import {dot, type Vector} from '../../frame/vectors.ts';
import type {Rows} from './compute-digits.ts';

/** Weights of ten classes; the last number of each is the bias. */
export type Classifier = number[][];

const zeros = (inputs: number): Classifier => Array.from({length: 10}, () => Array.from({length: inputs + 1}, () => 0));

const scores = (classifier: Classifier, x: Vector): number[] =>
  classifier.map((weights) => dot(x, weights) + weights.at(-1)!);

const greatest = (values: Vector): number => values.indexOf(Math.max(...values));

function probabilities(classifier: Classifier, x: Vector): number[] {
  const all = scores(classifier, x);
  const top = Math.max(...all);
  const powers = all.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function add(weights: number[], x: Vector, factor: number): void {
  for (const [i, value] of x.entries()) weights[i]! += factor * value;
  weights[weights.length - 1]! += factor;
}

/** The share of digits whose class has the greatest score. */
export const accuracy = (classifier: Classifier, {x, labels}: Rows): number =>
  x.filter((row, i) => greatest(scores(classifier, row)) === labels[i]).length / x.length;

/** How a classifier learns: passes over the digits, the rate, the seed of their order, and what it starts from. */
export interface Learning {
  readonly epochs: number;
  readonly rate: number;
  readonly seed: number;
  readonly start?: Classifier;
}

function inOrder(count: number, {epochs, seed}: Learning): number[] {
  const random = randomStream(seed, 'order');
  return Array.from({length: epochs}, () => [...permutation(count, random)]).flat();
}

/** Softmax regression, updated after each digit by its label. */
export function supervised({x, labels}: Rows, learning: Learning): Classifier {
  const classifier = (learning.start ?? zeros(x[0]!.length)).map((weights) => [...weights]);
  for (const i of inOrder(x.length, learning)) {
    const p = probabilities(classifier, x[i]!);
    for (let c = 0; c < 10; c++) add(classifier[c]!, x[i]!, learning.rate * (Number(c === labels[i]) - p[c]!));
  }
  return classifier;
}

/** The perceptron rule: weights change where a digit is told wrongly. */
export function perceptron({x, labels}: Rows, learning: Learning): Classifier {
  const classifier = zeros(x[0]!.length);
  for (const i of inOrder(x.length, learning)) {
    const told = greatest(scores(classifier, x[i]!));
    if (told === labels[i]) continue;
    add(classifier[labels[i]!]!, x[i]!, 1);
    add(classifier[told]!, x[i]!, -1);
  }
  return classifier;
}

/** A class is drawn, and only whether it was right comes back: the gradient of the expected reward (REINFORCE). */
export function reinforced({x, labels}: Rows, learning: Learning): {classifier: Classifier; rewards: number[]} {
  const classifier = zeros(x[0]!.length);
  const random = randomStream(learning.seed, 'actions');
  const rewards: number[] = [];
  let baseline = 0.1;
  for (const i of inOrder(x.length, learning)) {
    const p = probabilities(classifier, x[i]!);
    let rest = random.uniform();
    let action = 0;
    while (action < 9 && rest >= p[action]!) rest -= p[action++]!;
    const reward = Number(action === labels[i]);
    for (let c = 0; c < 10; c++) {
      add(classifier[c]!, x[i]!, learning.rate * (reward - baseline) * (Number(c === action) - p[c]!));
    }
    baseline += 0.01 * (reward - baseline);
    rewards.push(reward);
  }
  return {classifier, rewards};
}

const distance = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
};

const nearest = (centres: readonly Vector[], x: Vector): number => {
  const all = centres.map((centre) => distance(centre, x));
  return all.indexOf(Math.min(...all));
};

/** k-means: centres, and the nearest one of each digit. */
export function clusters(x: readonly Vector[], k: number, seed: number): {centres: number[][]; of: number[]} {
  const order = permutation(x.length, randomStream(seed, 'centres'));
  let centres = Array.from({length: k}, (_, i) => [...x[order[i]!]!]);
  let of: number[] = [];
  for (let round = 0; round < 15; round++) {
    of = x.map((row) => nearest(centres, row));
    centres = centres.map((centre, c) => {
      const own = x.filter((_, i) => of[i] === c);
      return own.length === 0 ? centre : centre.map((_, j) => own.reduce((sum, row) => sum + row[j]!, 0) / own.length);
    });
  }
  return {centres, of};
}

/** The class that most of some digits have, -1 where there are none. */
function majority(labels: readonly number[]): number {
  const counts = Array.from({length: 10}, (_, c) => labels.filter((label) => label === c).length);
  return labels.length === 0 ? -1 : greatest(counts);
}

/** The share of test digits that have the class of their cluster, where a cluster is named by so many labels. */
export function clusterAccuracy(
  train: Rows,
  test: Rows,
  {k, labelled, seed}: {k: number; labelled: number; seed: number},
): number {
  const {centres, of} = clusters(train.x, k, seed);
  const names = centres.map((_, c) => majority(train.labels.filter((__, i) => i < labelled && of[i] === c)));
  return test.x.filter((row, i) => names[nearest(centres, row)] === test.labels[i]).length / test.x.length;
}

/**
 * Softmax regression from a few labels and many digits without one: names spread between digits that are alike.
 *
 * F <- .9 S F + .1 Y, S the mean over the 8 nearest digits (Zhou and others, 2004); then all digits learn from the greatest of F
 */
export function semiSupervised({x, labels}: Rows, labelled: number, learning: Learning): Classifier {
  const neighbours = x.map((row) => {
    const far = x.map((other) => distance(row, other));
    return [...far.keys()].sort((a, b) => far[a]! - far[b]!).slice(1, 9);
  });
  const given = x.map((_, i) => Array.from({length: 10}, (__, c) => Number(i < labelled && labels[i] === c)));
  let names = given;
  for (let round = 0; round < 30; round++) {
    names = names.map((_, i) =>
      given[i]!.map((value, c) => {
        const around = neighbours[i]!.reduce((sum, j) => sum + names[j]![c]!, 0) / neighbours[i]!.length;
        return 0.9 * around + 0.1 * value;
      }),
    );
  }
  return supervised({x, labels: names.map(greatest)}, learning);
}
