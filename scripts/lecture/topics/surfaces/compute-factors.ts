import * as tf from '@tensorflow/tfjs';
import type {LabelledImages} from '../../../../lib/data/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import type {Rows} from './compute-digits.ts';
import {accuracy, perceptron, reinforced, supervised} from './compute-learning.ts';

/** The factors of the notes, and what is changed for each: more digits, knowledge from before, another feedback, another algorithm. */
export const factors = ['examples', 'background knowledge', 'feedback', 'algorithm'] as const;

const part = ({x, labels}: Rows, from: number, to: number): Rows => ({
  x: x.slice(from, to),
  labels: labels.slice(from, to),
});

/** Accuracies on new digits: of softmax regression on a few digits, and with one factor changed at a time. */
export function withFactors(
  train: Rows,
  test: Rows,
  {seed, few}: {seed: number; few: number},
): {base: number; changed: number[]} {
  const learning = {epochs: 5, rate: 0.02, seed};
  // Each seed has a few digits of its own.
  const from = ((seed - 1) * few) % (train.x.length / 2);
  const own = part(train, from, from + few);
  const others = part(train, train.x.length / 2, train.x.length);
  return {
    base: accuracy(supervised(own, learning), test),
    changed: [
      accuracy(supervised(part(train, 0, train.x.length / 2), learning), test),
      accuracy(supervised(own, {...learning, start: supervised(others, learning)}), test),
      accuracy(reinforced(own, {...learning, rate: 0.05}).classifier, test),
      accuracy(perceptron(own, learning), test),
    ],
  };
}

/** Images moved to the right by some pixels; what leaves is lost, what comes is empty. */
export function moved({images, labels, rows, columns}: LabelledImages, pixels: number, count: number): LabelledImages {
  const size = rows * columns;
  const own = Uint8Array.from({length: count * size}, (_, place) => {
    const column = (place % columns) - pixels;
    return column < 0 ? 0 : images[place - pixels]!;
  });
  return {images: own, labels: labels.slice(0, count), count, rows, columns};
}

/** The negative of images: black and white change places. */
export const negative = ({images, labels, rows, columns}: LabelledImages, count: number): LabelledImages => ({
  images: images.slice(0, count * rows * columns).map((value) => 255 - value),
  labels: labels.slice(0, count),
  count,
  rows,
  columns,
});

/** The share of examples whose class a network gives the greatest logit. */
export const accuracyOf = (model: tf.LayersModel, {x, y}: Examples): number =>
  tf.tidy(() => {
    const told = (model.predict(x) as tf.Tensor).argMax(1);
    return tf.equal(told, y.argMax(1)).mean().dataSync()[0]!;
  });
