import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {adagrad, sgd} from '../../../../optimizers/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {trainSmall} from '../../frame/small-digits.ts';
import {dot, type Vector} from '../../frame/vectors.ts';

interface Example {
  readonly x: Vector;
  readonly y: 1 | -1;
}

/**
 * Examples with three features: a frequent one (in nine of ten examples, 1 or -1) that says nothing of the label, and two rare
 * ones (in one of fifty each), of which the first implies the label 1 and the second -1.
 */
function sparseExamples(seed: number, count: number): Example[] {
  const random = randomStream(seed, 'sparse features', count);
  const sign = (): 1 | -1 => (random.uniform() < 0.5 ? 1 : -1);
  return Array.from({length: count}, () => {
    const chance = random.uniform();
    const frequent = random.uniform() < 0.9 ? sign() : 0;
    if (chance < 0.02) return {x: [frequent, 1, 0], y: 1};
    if (chance < 0.04) return {x: [frequent, 0, 1], y: -1};
    return {x: [frequent, 0, 0], y: sign()};
  });
}

/** What logistic regression learned from the examples one by one. */
export interface Learned {
  readonly weights: Vector;
  /** Mean logistic loss log(1 + e^(-y w x)) on other examples, over ten times of the second half: one time alone may be luck. */
  readonly loss: number;
  /** Rate that each weight has at the end: of Adagrad, or the same for all. */
  readonly rates: Vector;
  /** Mean size of the gradient of each weight over all examples. */
  readonly gradients: Vector;
}

const mean = (list: Vector): number => list.reduce((sum, value) => sum + value, 0) / list.length;

/** Logistic regression, one update an example; the rate of a weight without any gradient so far is that of a first one of 1/2. */
export function learnSparse(
  rule: 'sgd' | 'adagrad',
  seed: number,
  {rate, count}: {rate: number; count: number},
): Learned {
  let weights: Vector = [0, 0, 0];
  let sums: Vector = [0, 0, 0];
  let sizes: Vector = [0, 0, 0];
  const ratesOf = (): number[] => sums.map((sum) => (rule === 'sgd' ? rate : rate / Math.sqrt(sum > 0 ? sum : 0.25)));
  const others = sparseExamples(seed + 1000, 1000);
  const losses: number[] = [];
  for (const [k, {x, y}] of sparseExamples(seed, count).entries()) {
    const pull = -y / (1 + Math.exp(y * dot(weights, x)));
    const gradient = x.map((value) => pull * value);
    sums = sums.map((sum, i) => sum + gradient[i]! ** 2);
    sizes = sizes.map((size, i) => size + Math.abs(gradient[i]!) / count);
    const rates = ratesOf();
    weights = weights.map((w, i) => w - rates[i]! * gradient[i]!);
    if (2 * (k + 1) > count && (k + 1) % Math.ceil(count / 20) === 0) {
      losses.push(mean(others.map((other) => Math.log1p(Math.exp(-other.y * dot(weights, other.x))))));
    }
  }
  return {weights, loss: mean(losses), rates: ratesOf(), gradients: sizes};
}

/** For softmax regression on digits: how often each pixel is lit, and the mean rate of its weights under Adagrad. */
export function pixelRates(
  digits: Examples,
  {updates, seed}: {updates: number; seed: number},
): {lit: number[]; rates: number[]} {
  const lit = tf.tidy(() => Array.from(digits.x.greater(0.1).mean(0).dataSync()));
  let sums: number[] = [];
  let classes = 1;
  trainSmall(digits, {
    optimizer: adagrad(0.3),
    updates,
    seed,
    widths: [],
    onUpdate(_, [kernel], gradients) {
      classes = kernel!.shape[1]!;
      const squares = gradients[kernel!.name]!.dataSync();
      sums = Array.from(squares, (g, i) => (sums[i] ?? 0) + g * g);
    },
  });
  // A weight that never had a gradient still has the rate of its first step, which is none.
  const rates = lit.map((_, pixel) => {
    const own = sums.slice(pixel * classes, (pixel + 1) * classes).filter((sum) => sum > 0);
    return own.length === 0 ? 0 : own.reduce((total, sum) => total + 0.3 / Math.sqrt(sum), 0) / own.length;
  });
  return {lit, rates};
}

/** Kendall's share of pairs that are ordered the other way round: 1 where the more frequent always has the smaller rate. */
export function shareReversed(a: Vector, b: Vector): number {
  let [reversed, all] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      if (a[i] === a[j] || b[i] === b[j]) continue;
      all++;
      if (a[i]! > a[j]! !== b[i]! > b[j]!) reversed++;
    }
  }
  return reversed / all;
}

/** The rate of every weight in one update of a network on digits: what it moved by, over its gradient. */
export function ratesOfUpdate(
  digits: Examples,
  rule: 'sgd' | 'adagrad',
  {updates, seed}: {updates: number; seed: number},
): number[] {
  let before: number[] = [];
  let rates: number[] = [];
  trainSmall(digits, {
    optimizer: rule === 'sgd' ? sgd(0.1) : adagrad(0.1),
    updates,
    seed,
    onUpdate(_, variables, gradients) {
      const now = variables.flatMap((variable) => Array.from(variable.dataSync()));
      const g = variables.flatMap(({name}) => Array.from(gradients[name]!.dataSync()));
      // Weights whose gradient is so small that their move is lost in float32 tell nothing.
      if (before.length > 0) rates = now.flatMap((w, i) => (Math.abs(g[i]!) > 1e-3 ? [(before[i]! - w) / g[i]!] : []));
      before = now;
    },
  });
  return rates.toSorted((a, b) => a - b);
}
