import {mean} from '../../../../lib/base/statistics.ts';
import {permutation, randomStream} from '../../../../lib/base/random.ts';

const examples = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
] as const;

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** One training of the network on exclusive or. */
export interface XorRun {
  /** Mean squared error of each epoch, over its examples as they came. */
  readonly errors: readonly number[];
  /** Whether all four answers are right by .3 at the end. */
  readonly isSolved: boolean;
}

/** How the network is trained. */
export interface XorPlan {
  readonly epochs: number;
  readonly rate: number;
  readonly seed: number;
  /** Weights start evenly between - spread and spread. */
  readonly spread: number;
}

/**
 * Trains a network of two inputs, two sigmoid units and one sigmoid output on exclusive or by stochastic gradient descent on (y - t)^2 / 2,
 * an update an example.
 */
export function trainXor({epochs, rate, seed, spread}: XorPlan, isStopped: (errors: number[]) => boolean): XorRun {
  const random = randomStream(seed, 'xor');
  // Two units (w1, w2, bias), then the output (v1, v2, bias).
  const w = Float64Array.from({length: 9}, () => spread * (2 * random.uniform() - 1));
  const forward = (a: number, b: number) => {
    const h = sigmoid(w[0]! * a + w[1]! * b + w[2]!);
    const k = sigmoid(w[3]! * a + w[4]! * b + w[5]!);
    return {h, k, y: sigmoid(w[6]! * h + w[7]! * k + w[8]!)};
  };
  const errors: number[] = [];
  for (let epoch = 0; epoch < epochs && !isStopped(errors); epoch++) {
    let sum = 0;
    for (const i of permutation(4, random)) {
      const [a, b, target] = examples[i]!;
      const {h, k, y} = forward(a, b);
      sum += (y - target) ** 2;
      const delta = (y - target) * y * (1 - y);
      const [p, q] = [delta * w[6]! * h * (1 - h), delta * w[7]! * k * (1 - k)];
      for (const [j, value] of [p * a, p * b, p, q * a, q * b, q, delta * h, delta * k, delta].entries())
        w[j]! -= rate * value;
    }
    errors.push(sum / 4);
  }
  return {errors, isSolved: examples.every(([a, b, target]) => Math.abs(forward(a, b).y - target) < 0.3)};
}

/** Root mean square of a list about its mean. */
const deviation = (list: readonly number[]): number => {
  const middle = mean(list);
  return Math.sqrt(mean(list.map((value) => (value - middle) ** 2)));
};

/** Whether the error fluctuates more than it falls: over the second half of the first epochs, its quarters compared. */
export function goesBadly(errors: readonly number[]): boolean {
  const quarter = Math.floor(errors.length / 4);
  const [before, last] = [errors.slice(2 * quarter, 3 * quarter), errors.slice(3 * quarter)];
  return mean(before) - mean(last) < deviation(last);
}

/**
 * Trains within a budget of epochs; whenever the look after the first epochs finds that it goes badly, from another start.
 *
 * @param look after how many epochs
 */
export function withRestarts(plan: XorPlan, look: number): XorRun & {starts: number} {
  let left = plan.epochs;
  for (let start = 0; ; start++) {
    const run = trainXor(
      {...plan, epochs: left, seed: start === 0 ? plan.seed : plan.seed + 1000 * start},
      // The last start goes on to the end of the budget.
      (errors) => errors.length === look && left > 2 * look && goesBadly(errors),
    );
    left -= run.errors.length;
    if (left <= 0) return {...run, starts: start + 1};
  }
}
