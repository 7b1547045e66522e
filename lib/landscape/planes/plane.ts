import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import {asGiven, option, type OptionsOf, readOptions} from '../../base/options.ts';
import {rangeOption, toNumbers} from '../range.ts';
import type {BatchNormMode} from '../scan/batch-norm.ts';
import {type Measurement, type PointEvaluator, pointEvaluator} from '../scan/point-evaluator.ts';
import {scan, type ScanControl} from '../scan/scan.ts';
import {scanTable} from '../scan/scan-options.ts';
import {type Point, type ScanWeights, scanWeights, toPoint, withWeightsRestored} from '../scan/weights.ts';

const planeTable = scanTable({
  origin: option(
    asGiven<Point>,
    undefined,
    'a tensor for every weight, in the order of `model.getWeights()`, or a model; the weights as they are when left out',
  ),
  directions: option(
    asGiven<readonly (readonly tf.Tensor[])[]>,
    'two directions, or one for a line; a tensor for every weight each',
  ),
  x: rangeOption('-1:1:25', 'coordinates along the first direction: numbers or a range'),
  y: option(
    asGiven<readonly number[] | string>,
    '-1:1:25',
    'coordinates along the second direction: numbers or a range; none for a line',
  ),
});

/** Options of {@link plane}. */
export interface PlaneOptions extends OptionsOf<typeof planeTable> {}

/** The loss over a grid of a plane. */
export interface Surface {
  readonly x: readonly number[];
  /** [0] for a line. */
  readonly y: readonly number[];
  /** What was measured: measurements[j][i] at x[i], y[j]. */
  readonly measurements: readonly (readonly Measurement[])[];
  /** The same for the loss alone: `loss` of `evaluate`, or `trainLoss`. */
  readonly loss: readonly (readonly number[])[];
  /** How batch normalisation was treated; null for a model without it. */
  readonly batchNorm: BatchNormMode | null;
}

/** The coefficients of the points of a grid, row by row: those of a row have the same y. */
function gridPoints(x: readonly number[], y: readonly number[], dimensions: number): number[][] {
  return y.flatMap((v) => x.map((u) => (dimensions === 1 ? [1, u] : [1, u, v])));
}

/** Measures the points of a grid, all or those of some groups; the others are undefined. */
export async function scanGrid(
  weights: ScanWeights,
  evaluator: PointEvaluator,
  {basis, x, y}: {basis: readonly (readonly tf.Tensor[])[]; x: readonly number[]; y: readonly number[]},
  control: ScanControl,
  only?: (group: number) => boolean,
): Promise<(Measurement | undefined)[]> {
  const points = gridPoints(x, y, basis.length - 1);
  return withWeightsRestored(weights.variables, () => scan(basis, points, evaluator, control, only));
}

const lossOf = (measurement: Measurement): number =>
  (measurement['trainLoss'] ?? measurement['loss'] ?? Number.NaN) as number;

/** A surface out of the measurements of its points, row by row. */
export function toSurface(
  {x, y}: {x: readonly number[]; y: readonly number[]},
  measured: readonly Measurement[],
  batchNorm: BatchNormMode | null,
): Surface {
  const measurements = y.map((_, j) => measured.slice(j * x.length, (j + 1) * x.length));
  return {x, y, measurements, loss: measurements.map((row) => row.map(lossOf)), batchNorm};
}

/**
 * Measures a loss over a grid of a plane of weight space, or of a line.
 *
 * theta(x, y) = origin + x directions[0] + y directions[1]
 *
 * Every point is computed from these; the weights are as before afterwards. What is measured, dropout, batch normalisation, and
 * going on after a break are as in `interpolate`; point number j n + i is the one at x[i], y[j], n the number of x.
 *
 * @param options see {@link PlaneOptions}
 * @returns coordinates and measurements, a row for each y
 * @throws TypeError, RangeError for options that do not fit; rejects with what `evaluate` throws, and with an AbortError
 * @example
 * const {x, y, loss} = await plane({model, ...randomPlane({model, seed: 1}), x: '-1:1:31', y: '-0.5:0.5:11', data});
 * loss[0][30]; // at x = 1, y = -0.5
 *
 * Goodfellow, Vinyals & Saxe 2015; Li, Xu, Taylor, Studer & Goldstein 2018.
 */
export async function plane(options: PlaneOptions): Promise<Surface> {
  // Of what is no object of options, such as a model, a copy would be one.
  if (Object.getPrototypeOf(options ?? 0) !== Object.prototype) readOptions('plane', planeTable, options);
  // What makes planes may give more than is scanned.
  const {
    cosine: _cosine,
    points: _points,
    explainedVariance: _explained,
    values: _values,
    residuals: _residuals,
    ...own
  } = options as PlaneOptions & Record<string, unknown>;
  const {x, directions: received, ...rest} = readOptions('plane', planeTable, own);
  // The tensors of one direction are a line.
  const isFlat = Array.isArray(received) && received.length > 0 && received.every((each) => each instanceof tf.Tensor);
  const directions = (isFlat ? [received] : received) as PlaneOptions['directions'];
  if (!Array.isArray(directions) || directions.length < 1 || directions.length > 2) {
    const received = Array.isArray(directions) ? `${directions.length}` : show(directions);
    throw new RangeError(`plane: directions must be one or two lists of tensors, received ${received}`);
  }
  const isLine = directions.length === 1;
  if (isLine && options.y !== undefined) {
    throw new RangeError('plane: y must be left out where there is one direction');
  }
  const y = isLine ? [0] : toNumbers('plane', 'y', rest.y);
  const weights = scanWeights('plane', options);
  const origin = toPoint('plane', 'origin', options.origin ?? weights.variables, weights.variables);
  const basis = [
    origin,
    ...directions.map((direction, d) => toPoint('plane', `directions[${d}]`, direction, weights.variables)),
  ].map((tensors) => tensors.map((tensor) => tf.clone(tensor)));
  const evaluator = pointEvaluator('plane', weights, options);
  try {
    const measured = await scanGrid(weights, evaluator, {basis, x, y}, options);
    return toSurface({x, y}, measured as Measurement[], evaluator.batchNorm);
  } finally {
    evaluator.dispose();
    tf.dispose(basis);
  }
}
