import * as tf from '@tensorflow/tfjs';
import {flatten} from '../../../../lib/autograd/index.ts';
import {batches} from '../../../../lib/data/index.ts';
import {mlp, softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {sgd} from '../../../../optimizers/index.ts';
import {norm, plus, range, type Vector} from '../../frame/vectors.ts';

/** Where the narrow well is, which is the global minimum to a hundredth. */
export const well: Vector = [2.5, 1.5];

const [width, depth] = [0.6, 2];

const inWell = (x: number, y: number): number =>
  depth * Math.exp(-((x - well[0]!) ** 2 + (y - well[1]!) ** 2) / (2 * width ** 2));

/** A wide bowl around (-1, -1/2) with a narrow and deeper well aside: 0.05 |p - c|^2 - 2 exp(-|p - w|^2 / (2 0.6^2)). */
export const height = (x: number, y: number): number => 0.05 * ((x + 1) ** 2 + (y + 0.5) ** 2) - inWell(x, y);

const slope = ([x, y]: Vector): number[] => {
  const pull = inWell(x!, y!) / width ** 2;
  return [0.1 * (x! + 1) + pull * (x! - well[0]!), 0.1 * (y! + 0.5) + pull * (y! - well[1]!)];
};

/** The way of descent from a point, at a rate that is small enough for the well. */
export function wayFrom(start: Vector, steps = 400): Vector[] {
  const points: Vector[] = [start];
  for (let k = 0; k < steps; k++) points.push(plus(points.at(-1)!, slope(points.at(-1)!), -0.2));
  return points;
}

/** Of starts on a grid of [-4, 4]^2: how many first go away from the global minimum, and how many find it. */
export function shares(count: number): {away: number; found: number} {
  const grid = range(-4, 4, count).flatMap((x) => range(-4, 4, count).map((y): Vector => [x, y]));
  const away = grid.filter((start) => {
    const [g, way] = [slope(start), plus(well, start, -1)];
    return g[0]! * way[0]! + g[1]! * way[1]! > 0;
  });
  const found = grid.filter((start) => norm(plus(wayFrom(start).at(-1)!, well, -1)) < 0.5);
  return {away: away.length / grid.length, found: found.length / grid.length};
}

/** A training, seen from its end. */
export interface Seen {
  /** Degrees between each update and the straight way to the end. */
  readonly angles: number[];
  readonly losses: number[];
  /** Length of the way over the distance of its ends. */
  readonly detour: number;
}

/** Trains on batches and tells for every update how far its direction is from that to the point where the training ends. */
export function seenFromTheEnd(
  {x, y}: Examples,
  {seed, epochs, batchSize, units}: {seed: number; epochs: number; batchSize: number; units: number},
): Seen {
  const model = mlp({inputs: x.shape[1]!, widths: [units], seed});
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const optimizer = sgd(0.1);
  const place = (): Float32Array => tf.tidy(() => flatten(variables).dataSync() as Float32Array);
  const [places, losses] = [[place()], [] as number[]];
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (const indices of batches(x.shape[0], {batchSize, seed, epoch})) {
        const update = (): number => {
          const picked = tf.tensor1d(indices, 'int32');
          const [inputs, labels] = [tf.gather(x, picked), tf.gather(y, picked)];
          const loss = (): tf.Scalar => softmaxCrossEntropy(labels, model.apply(inputs, {training: true}) as tf.Tensor);
          return optimizer.minimize(loss, true, variables)!.dataSync()[0]!;
        };
        losses.push(tf.tidy(update));
        places.push(place());
      }
    }
  } finally {
    model.dispose();
    optimizer.dispose();
  }
  const end = places.at(-1)!;
  const between = (a: Float32Array, b: Float32Array) => {
    let [squared, along, ahead] = [0, 0, 0];
    for (let i = 0; i < end.length; i++) {
      const [step, way] = [b[i]! - a[i]!, end[i]! - a[i]!];
      squared += step * step;
      along += step * way;
      ahead += way * way;
    }
    return {length: Math.sqrt(squared), cosine: along / Math.sqrt(squared * ahead), ahead: Math.sqrt(ahead)};
  };
  const steps = places.slice(1).map((next, i) => between(places[i]!, next));
  // The last update goes straight to the end, because the end is where it goes.
  const angles = steps.slice(0, -1).map((step) => (Math.acos(step.cosine) * 180) / Math.PI);
  return {angles, losses, detour: steps.reduce((sum, {length}) => sum + length, 0) / steps[0]!.ahead};
}
