import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {mlp} from '../../../../lib/models/index.ts';
import {type Examples, train} from '../../../../lib/training/index.ts';
import {sgd} from '../../../../optimizers/index.ts';
import {dot, norm, plus, type Vector} from '../../frame/vectors.ts';

/** A regression with two features, the second one in units `ratio` times as fine. */
export function features(ratio: number, isStandardised: boolean, seed: number) {
  const random = randomStream(seed, 'features');
  const rows = Array.from({length: 200}, () => [random.normal(), ratio * random.normal()]);
  const y = rows.map(([a, b]) => 2 * a! - b! / ratio + 0.1 * random.normal());
  const x = isStandardised ? standardised(rows) : rows;
  const n = x.length;
  const column = (i: number) => x.map((row) => row[i]!);
  const [a, b] = [column(0), column(1)];
  const [aa, ab, bb] = [dot(a, a) / n, dot(a, b) / n, dot(b, b) / n];
  const root = Math.sqrt(((aa - bb) / 2) ** 2 + ab ** 2);
  const [low, high] = [(aa + bb) / 2 - root, (aa + bb) / 2 + root];
  const [ay, by] = [dot(a, y) / n, dot(b, y) / n];
  const gradientAt = ([u, v]: Vector): number[] => [aa * u! + ab * v! - ay, ab * u! + bb * v! - by];
  let w: number[] = [0, 0];
  const first = gradientAt(w);
  let steps = 0;
  // The least point, by the normal equations, tells when descent has arrived.
  const determinant = aa * bb - ab * ab;
  const best = [(ab * first[1]! - bb * first[0]!) / determinant, (ab * first[0]! - aa * first[1]!) / determinant];
  const excess = ([u, v]: Vector): number => {
    const [p, q] = [u! - best[0]!, v! - best[1]!];
    return (aa * p * p + 2 * ab * p * q + bb * q * q) / 2;
  };
  const start = excess(w);
  while (steps < 100_000 && excess(w) > start / 1e6) {
    w = plus(w, gradientAt(w), -2 / (low + high));
    steps++;
  }
  return {condition: high / low, steps, steepness: Math.abs(first[1]! / first[0]!)};
}

/** Each column with mean 0 and deviation 1. */
function standardised(rows: readonly Vector[]): number[][] {
  const columns = [0, 1].map((i) => rows.map((row) => row[i]!));
  const moments = columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    return {mean, deviation: norm(column.map((value) => value - mean)) / Math.sqrt(column.length)};
  });
  return rows.map((row) => row.map((value, i) => (value - moments[i]!.mean) / moments[i]!.deviation));
}

/** Digits whose pixels are in units from a tenth to ten times the usual one, and the same standardised. */
export function digitsInUnits({x, y}: Examples, seed: number): {mixed: Examples; standardised: Examples} {
  const random = randomStream(seed, 'units');
  const units = Float32Array.from({length: x.shape[1]!}, () => 10 ** (2 * random.uniform() - 1));
  return tf.tidy(() => {
    const mixed = x.mul(tf.tensor1d(units));
    const {mean, variance} = tf.moments(mixed, 0);
    // A pixel that is always white has no deviation and stays 0.
    const scaled = mixed.sub(mean).div(variance.sqrt().maximum(1e-3));
    return {mixed: {x: mixed, y: y.clone()}, standardised: {x: scaled, y: y.clone()}};
  });
}

/** Training losses after some epochs, by rate. */
export async function lossesByRate(
  data: Examples,
  rates: readonly number[],
  {seed, epochs, width}: {seed: number; epochs: number; width: number},
): Promise<number[]> {
  const losses: number[] = [];
  for (const rate of rates) {
    const model = mlp({inputs: data.x.shape[1]!, widths: [width], seed});
    const optimizer = sgd(rate);
    try {
      const {history, divergence} = await train({model, data, optimizer, epochs, batchSize: 50, seed, compile: false});
      // A run that left the numbers counts as one that learnt nothing.
      losses.push(divergence === null ? history.at(-1)!.trainLoss : Math.max(Math.log(10), history[0]!.trainLoss));
    } finally {
      model.dispose();
      optimizer.dispose();
    }
  }
  return losses;
}
