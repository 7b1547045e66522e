import {batches} from '../../../../lib/data/index.ts';
import {permutation, randomStream} from '../../../../lib/base/random.ts';
import {dot, plus, scale, type Vector} from '../../frame/vectors.ts';

/** Examples of linear regression in two weights; the loss of one is (w'x - y)^2 / 2. */
export interface Regression {
  readonly x: readonly Vector[];
  readonly y: readonly number[];
}

/** The weights that the examples were made from, but for the noise. */
const madeFrom: Vector = [2, -1];

/** Draws examples y = 2 x1 - x2 + noise; each of them stands in the list so many times. */
export function drawRegression(seed: number, count: number, noise: number, copies = 1): Regression {
  const random = randomStream(seed, 'regression');
  const x = Array.from({length: count}, () => [random.normal(), 0.6 * random.normal()]);
  const y = x.map((each) => dot(madeFrom, each) + noise * random.normal());
  const all = {length: count * copies};
  return {x: Array.from(all, (_, i) => x[i % count]!), y: Array.from(all, (_, i) => y[i % count]!)};
}

/** The gradient of one example: (w'x - y) x. */
const gradientOfOne = ({x, y}: Regression, i: number, w: Vector): Vector => scale(x[i]!, dot(w, x[i]!) - y[i]!);

/** The gradient of the mean loss of some examples, summed in their order. */
function meanGradient(data: Regression, indices: ArrayLike<number>, w: Vector): Vector {
  let sum: Vector = [0, 0];
  for (let k = 0; k < indices.length; k++) sum = plus(sum, gradientOfOne(data, indices[k]!, w));
  return scale(sum, 1 / indices.length);
}

/** The mean loss of all examples. */
export const lossOf = ({x, y}: Regression, w: Vector): number =>
  x.reduce((sum, each, i) => sum + (dot(w, each) - y[i]!) ** 2, 0) / (2 * x.length);

/** The least point, from the two normal equations. */
export function leastPoint({x, y}: Regression): Vector {
  const sum = (f: (each: Vector, i: number) => number): number => x.reduce((all, each, i) => all + f(each, i), 0);
  const [a, b, d] = [sum(([u]) => u! * u!), sum(([u, v]) => u! * v!), sum(([, v]) => v! * v!)];
  const [p, q] = [sum(([u], i) => u! * y[i]!), sum(([, v], i) => v! * y[i]!)];
  const determinant = a * d - b * b;
  return [(d * p - b * q) / determinant, (a * q - b * p) / determinant];
}

/** How a descent goes. */
export interface Way {
  readonly start: Vector;
  readonly rate: number;
  readonly epochs: number;
}

/** Batch gradient descent as it is told: all gradients are added up, averaged, and then there is one update. */
export function batchDescent(data: Regression, {start, rate, epochs}: Way): Vector[] {
  const points = [start];
  for (let epoch = 0; epoch < epochs; epoch++) {
    let sum: Vector = [0, 0];
    for (let i = 0; i < data.x.length; i++) sum = plus(sum, gradientOfOne(data, i, points.at(-1)!));
    points.push(plus(points.at(-1)!, scale(sum, 1 / data.x.length), -rate));
  }
  return points;
}

/** Stochastic gradient descent as it is told: shuffle, and update after each example. */
export function stochasticDescent(
  data: Regression,
  {start, rate, epochs, orders}: Way & {orders: (epoch: number) => ArrayLike<number>},
): Vector[] {
  const points = [start];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const i of Array.from(orders(epoch))) {
      points.push(plus(points.at(-1)!, gradientOfOne(data, i, points.at(-1)!), -rate));
    }
  }
  return points;
}

/**
 * Mini-batch descent w <- w - rate * mean of the gradients of a batch, with the library's batches; or with their sum.
 *
 * @param batchSize m: 1 is stochastic, as many as there are is batch gradient descent
 */
export function miniBatchDescent(
  data: Regression,
  {
    start,
    rate,
    epochs,
    batchSize,
    seed,
    sampling = 'shuffle',
    isSum = false,
  }: Way & {batchSize: number; seed: number; sampling?: 'shuffle' | 'replacement'; isSum?: boolean},
): Vector[] {
  const points = [start];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const indices of batches(data.x.length, {batchSize, seed, epoch, sampling})) {
      const w = points.at(-1)!;
      const factor = isSum ? indices.length : 1;
      points.push(plus(w, scale(meanGradient(data, indices, w), factor), -rate));
    }
  }
  return points;
}

/** The squared distance to a point, on average over the second half of a way. */
export function tailVariance(points: readonly Vector[], to: Vector): number {
  const tail = points.slice(Math.floor(points.length / 2));
  return tail.reduce((sum, [u, v]) => sum + (u! - to[0]!) ** 2 + (v! - to[1]!) ** 2, 0) / tail.length;
}

/** The greatest difference between two ways, coordinate by coordinate. */
export const greatestDifference = (a: readonly Vector[], b: readonly Vector[]): number =>
  a.length === b.length
    ? Math.max(...a.map((point, k) => Math.max(...point.map((value, i) => Math.abs(value - b[k]![i]!)))))
    : Number.MAX_VALUE;

/** Gradients of examples until the loss is within `share` of the first excess over the least loss; -1 where it never is. */
export function gradientsUntil(data: Regression, points: readonly Vector[], batchSize: number, share: number): number {
  const least = lossOf(data, leastPoint(data));
  const first = lossOf(data, points[0]!) - least;
  const update = points.findIndex((point) => lossOf(data, point) - least <= share * first);
  return update < 0 ? -1 : update * Math.min(batchSize, data.x.length);
}

/** Two orders of the examples: that of their labels, always the same one, and a new one for each epoch. */
export const ordersOf = ({y}: Regression, seed: number) => {
  const byLabel = Array.from(y.keys()).sort((a, b) => y[a]! - y[b]!);
  return {
    sorted: () => byLabel,
    shuffled: (epoch: number) => permutation(y.length, randomStream(seed, 'order', epoch)),
  };
};
