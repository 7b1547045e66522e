import {randomStream} from '../../../../lib/base/random.ts';
import type {LabelledImages} from '../../../../lib/data/index.ts';
import {dot, norm, scale, type Vector} from '../../frame/vectors.ts';

/** Inputs that begin with x0 = 1, and labels 0 or 1. */
export interface Labelled {
  readonly inputs: readonly Vector[];
  readonly labels: readonly number[];
}

/** Of a perceptron whose threshold is its weight w0: y = [w . x >= 0]. */
const predict = (weights: Vector, x: Vector): number => Number(dot(weights, x) >= 0);

/**
 * Learns from mistakes, w <- w + (t - y) x, until a pass has none.
 *
 * @param mostPasses where it gives up
 */
export function learn({inputs, labels}: Labelled, mostPasses: number) {
  const weights = new Float64Array(inputs[0]!.length);
  const mistakesByPass: number[] = [];
  for (let pass = 0; pass < mostPasses; pass++) {
    let mistakes = 0;
    for (const [i, x] of inputs.entries()) {
      let net = 0;
      for (let j = 0; j < weights.length; j++) net += weights[j]! * x[j]!;
      const error = labels[i]! - Number(net >= 0);
      if (error === 0) continue;
      mistakes++;
      for (let j = 0; j < weights.length; j++) weights[j]! += error * x[j]!;
    }
    mistakesByPass.push(mistakes);
    if (mistakes === 0) break;
  }
  return {
    weights: [...weights],
    mistakesByPass,
    mistakes: mistakesByPass.reduce((sum, each) => sum + each, 0),
    isDone: mistakesByPass.at(-1) === 0,
  };
}

/** Points of the square whose distance, in terms of a random unit vector u of weights, is at least the margin: |u . x| >= margin. */
export function withMargin(count: number, margin: number, seed: number): Labelled & {margin: number; radius: number} {
  const random = randomStream(seed, 'margin');
  // With a small w0 the line goes through the square.
  const drawn = [0.3 * (random.uniform() - 0.5), random.normal(), random.normal()];
  const u = scale(drawn, 1 / norm(drawn));
  const inputs: number[][] = [];
  while (inputs.length < count) {
    const x = [1, 2 * random.uniform() - 1, 2 * random.uniform() - 1];
    if (Math.abs(dot(u, x)) >= margin) inputs.push(x);
  }
  return {
    inputs,
    labels: inputs.map((x) => predict(u, x)),
    margin: Math.min(...inputs.map((x) => Math.abs(dot(u, x)))),
    radius: Math.max(...inputs.map(norm)),
  };
}

/** In how many of the draws a threshold theta and a weight w0 = -theta decide differently. */
export function countDifferent(draws: number, seed: number): number {
  const random = randomStream(seed, 'thresholds');
  return Array.from({length: draws}, () => {
    // Whole numbers, so that net and threshold are often equal, and no rounding is in the way.
    const draw = () => random.integer(11) - 5;
    const [theta, w, x] = [draw(), [draw(), draw(), draw()], [draw(), draw(), draw()]];
    return Number(dot(w, x) >= theta) === predict([-theta, ...w], [1, ...x]) ? 0 : 1;
  }).reduce((sum: number, each) => sum + each, 0);
}

/** Up to `count` images of two classes as pixels in [0, 1] after x0 = 1; label 1 for class b. */
export function pairOf({images, labels, rows, columns}: LabelledImages, a: number, b: number, count: number): Labelled {
  const pixels = rows * columns;
  const chosen = [...labels.keys()].filter((i) => labels[i] === a || labels[i] === b).slice(0, count);
  return {
    inputs: chosen.map((i) => [1, ...Array.from(images.subarray(i * pixels, (i + 1) * pixels), (byte) => byte / 255)]),
    labels: chosen.map((i) => Number(labels[i] === b)),
  };
}

/** Share of right answers. */
export const accuracyOf = (weights: Vector, {inputs, labels}: Labelled): number =>
  inputs.filter((x, i) => predict(weights, x) === labels[i]).length / inputs.length;
