import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import {asGiven, option, type OptionsOf, readOptions} from '../../base/options.ts';
import {rangeOption} from '../range.ts';
import {type Measurement, type PointEvaluator, pointEvaluator} from '../scan/point-evaluator.ts';
import {scan, type ScanControl} from '../scan/scan.ts';
import {scanTable} from '../scan/scan-options.ts';
import {
  type Point,
  type ScanWeights,
  scanWeights,
  toPoint,
  type WeightSource,
  withWeightsRestored,
} from '../scan/weights.ts';

/** Two ends of a path, each a tensor for every weight, in the order of `model.getWeights()`. */
export interface PathEnds {
  from: readonly tf.Tensor[];
  to: readonly tf.Tensor[];
}

/** Two ends of a path, of which a model stands for its weights. */
interface GivenEnds {
  from: Point;
  to: Point;
}

/** What was measured at a point of a path. */
export interface PathPoint {
  readonly alpha: number;
  [measure: string]: number | string | null;
}

const shared = scanTable({
  alphas: rangeOption(
    '0:1:51',
    "positions on the path, 0 at `from` and 1 at `to`: numbers, or a range such as '-0.5:1.5:51'",
  ),
});

const interpolateTable = scanTable({
  from: option(
    asGiven<Point>,
    undefined,
    'the end at 0: a tensor for every weight, in the order of `model.getWeights()`, or a model for its weights',
  ),
  to: option(asGiven<Point>, undefined, 'the end at 1'),
  pairs: option(asGiven<readonly GivenEnds[]>, undefined, 'several pairs of ends, in place of `from` and `to`'),
  alphas: shared.alphas,
});

/** Options of {@link interpolate} for one path. */
export interface InterpolateOptions extends OptionsOf<typeof shared>, GivenEnds {}

/** Options of {@link interpolate} for several paths. */
export interface InterpolatePairsOptions extends OptionsOf<typeof shared> {
  pairs: readonly GivenEnds[];
}

/**
 * Points of one pair of ends, measured by an evaluator that other paths may share.
 *
 * @param weights put back afterwards
 */
export async function walkPath(
  weights: ScanWeights,
  evaluator: PointEvaluator,
  {from, to, alphas}: PathEnds & {alphas: readonly number[]},
  control: ScanControl,
): Promise<PathPoint[]> {
  // The weights themselves may be an end, and they move.
  const ends = [from, to].map((tensors) => tensors.map((tensor) => tf.clone(tensor)));
  try {
    const points = alphas.map((alpha) => [1 - alpha, alpha]);
    const measured = await withWeightsRestored(weights.variables, () => scan(ends, points, evaluator, control));
    const said = evaluator.batchNorm === null ? {} : {batchNorm: evaluator.batchNorm};
    return alphas.map((alpha, i) => ({alpha, ...(measured[i] as Measurement), ...said}));
  } finally {
    tf.dispose(ends);
  }
}

/** The two ends of a pair; a list of two means {from, to} as well. */
function endsOf(place: string, pair: unknown): Partial<GivenEnds> {
  if (Array.isArray(pair) && pair.length === 2) return {from: pair[0] as Point, to: pair[1] as Point};
  if (typeof pair === 'object' && pair !== null) return pair;
  throw new TypeError(`interpolate: ${place.slice(0, -1)} must be {from, to}, received ${show(pair)}`);
}

/** Where no weights to move are named, those of a model that is an end; they are put back. */
function withModel({model, variables}: WeightSource, [first]: readonly GivenEnds[]): WeightSource {
  const {from, to} = (first ?? {}) as Partial<GivenEnds>;
  const end = [from, to].find((each) => each instanceof tf.LayersModel);
  if (model !== undefined || variables !== undefined || end === undefined) {
    return {...(model !== undefined && {model}), ...(variables !== undefined && {variables})};
  }
  return {model: end};
}

/** The control of a path whose points are numbered from `first` on. */
function shifted({done, onPoints, signal}: ScanControl, first: number, count: number): ScanControl {
  const own = new Map([...(done ?? [])].map(([index, measurement]) => [index - first, measurement] as const));
  return {
    done: new Map([...own].filter(([index]) => index >= 0 && index < count)),
    ...(onPoints && {
      onPoints: (points) => onPoints(points.map(({index, measurement}) => ({index: index + first, measurement}))),
    }),
    ...(signal && {signal}),
  };
}

/**
 * Measures a loss along the straight line between two points of weight space, and beyond.
 *
 * theta(a) = (1 - a) theta_from + a theta_to
 *
 * - Every point is computed from the two ends, which are exact; the weights are as before afterwards, also after an error.
 * - `evaluate` measures the weights of the moment in any way. Without it, `loss` and, for 'softmaxCrossEntropy', the accuracy are
 *   measured over all of `data` and `test`, several points to a compiled call on the native backend.
 * - Dropout is off. Batch normalisation: see `batchNorm`; the points say which.
 * - Losses are kept as they are: NaN, infinite, zero and negative ones too.
 * - `done` and `onPoints` make a path resumable: points are known by their number in `alphas`, and for several pairs those of pair
 *   p begin at p times the number of alphas.
 *
 * @param options see {@link InterpolateOptions} and {@link InterpolatePairsOptions}
 * @returns the points in the order of `alphas`, each `{alpha, ...}` with what `evaluate` gave, or with `trainLoss`,
 *   `trainAccuracy`, `testLoss` and `testAccuracy` (null where not measured), and `batchNorm` for a model that has it; a list of
 *   them for each pair
 * @throws TypeError, RangeError for options that do not fit; rejects with what `evaluate` throws, and with an AbortError
 * @example
 * const from = model.getWeights().map((weight) => weight.clone());
 * await train({model, data, optimizer: tf.train.sgd(0.1), epochs: 5});
 * const points = await interpolate({model, from, to: model.getWeights(), alphas: '-0.5:1.5:51', data});
 * points[25].trainLoss;
 *
 * Goodfellow, Vinyals & Saxe, Qualitatively characterizing neural network optimization problems, 2015.
 */
export function interpolate(options: InterpolateOptions): Promise<PathPoint[]>;
export function interpolate(options: InterpolatePairsOptions): Promise<PathPoint[][]>;
export async function interpolate(
  options: InterpolateOptions | InterpolatePairsOptions,
): Promise<PathPoint[] | PathPoint[][]> {
  const {alphas} = readOptions('interpolate', interpolateTable, options);
  const given: readonly GivenEnds[] = 'pairs' in options ? options.pairs : [options];
  if ('pairs' in options && ('from' in options || 'to' in options)) {
    throw new TypeError('interpolate: give from and to, or pairs, received both');
  }
  if (!Array.isArray(given)) {
    throw new TypeError(`interpolate: pairs must be an array of {from, to}, received ${show(given)}`);
  }
  const weights = scanWeights('interpolate', withModel(options, given));
  const pairs = given.map((pair, p): PathEnds => {
    const place = 'pairs' in options ? `pairs[${p}].` : '';
    const {from, to} = endsOf(place, pair);
    return {
      from: toPoint('interpolate', `${place}from`, from, weights.variables),
      to: toPoint('interpolate', `${place}to`, to, weights.variables),
    };
  });
  const evaluator = pointEvaluator('interpolate', weights, options);
  try {
    const paths: PathPoint[][] = [];
    for (const [p, {from, to}] of pairs.entries()) {
      const control = shifted(options, p * alphas.length, alphas.length);
      paths.push(await walkPath(weights, evaluator, {from, to, alphas}, control));
    }
    return 'pairs' in options ? paths : paths[0]!;
  } finally {
    evaluator.dispose();
  }
}
