import * as tf from '@tensorflow/tfjs';
import {EigenvalueDecomposition, Matrix} from 'ml-matrix';
import {show} from '../../base/arguments.ts';
import {asGiven, option, type OptionsOf, readOptions} from '../../base/options.ts';
import {statisticsOf} from '../scan/batch-norm.ts';
import {type Point, pointTensors, toPoint} from '../scan/weights.ts';
import type {Plane, PlanePoint} from './plane-types.ts';
import {cosineOf, projectPoint} from './project.ts';
import {checkReadsAtOnce} from '../../base/read.ts';

const pcaTable = {
  model: option(
    asGiven<tf.LayersModel>,
    undefined,
    'tells which weights are running statistics, along which the plane does not go',
  ),
  trajectory: option((owner, name, received: readonly Point[]) => {
    const count = Array.isArray(received) ? received.length : null;
    if (count !== null && count >= 3) return received;
    const found = count === null ? show(received) : `${count} of them`;
    throw new RangeError(`${owner}: ${name} must have at least three checkpoints, received ${found}`);
  }, 'checkpoints of a training in order, each a tensor for every weight, or a model; at least three'),
};

/** Options of {@link pcaPlane}. */
export interface PcaOptions extends OptionsOf<typeof pcaTable> {}

export interface PcaPlane extends Plane {
  /** Share of the variance of the checkpoints along each of the two directions, in [0, 1]. */
  readonly explainedVariance: readonly [number, number];
  /** Where each checkpoint lies. */
  readonly points: readonly PlanePoint[];
}

/** The inner products of the centred checkpoints, in float64. */
function gramMatrix(rows: readonly Float64Array[]): number[][] {
  return rows.map((a) => rows.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)));
}

/**
 * The plane through the last checkpoint of a training along the two directions in which its checkpoints vary most.
 *
 * G = X X', X the centred checkpoints, one a row; d_k = X' e_k / sqrt(lambda_k) of its two largest eigenvalues lambda_k
 *
 * @param options see {@link PcaOptions}
 * @returns the last checkpoint as origin, two unit directions at right angles, the share of the variance that each explains, and
 *   where the checkpoints lie, by least squares; the caller disposes the tensors
 * @throws RangeError for fewer than three checkpoints, for those on one line, and where shapes differ
 * @example
 * const {origin, directions, explainedVariance} = pcaPlane({model, trajectory});
 *
 * Li, Xu, Taylor, Studer & Goldstein, Visualizing the loss landscape of neural nets, 2018, section 7.
 */
export function pcaPlane(options: PcaOptions): PcaPlane {
  checkReadsAtOnce('pcaPlane');
  const {model, trajectory} = readOptions('pcaPlane', pcaTable, options);
  const latest = `trajectory[${trajectory.length - 1}]`;
  const like = model?.getWeights() ?? pointTensors('pcaPlane', latest, trajectory.at(-1)!);
  const points = trajectory.map((point, i) => toPoint('pcaPlane', `trajectory[${i}]`, point, like));
  const last = points.at(-1)!;
  const statistics = model === undefined ? [] : statisticsOf(model);
  const moved = last.map((_, i) => i).filter((i) => !statistics.includes(i));
  const size = moved.reduce((sum, i) => sum + last[i]!.size, 0);
  const rows = points.map((point) => {
    const row = new Float64Array(size);
    let at = 0;
    for (const i of moved) {
      row.set(point[i]!.dataSync(), at);
      at += point[i]!.size;
    }
    return row;
  });
  for (let column = 0; column < size; column++) {
    let mean = 0;
    for (const row of rows) mean += row[column]! / rows.length;
    for (const row of rows) row[column]! -= mean;
  }
  const {realEigenvalues, eigenvectorMatrix} = new EigenvalueDecomposition(new Matrix(gramMatrix(rows)), {
    assumeSymmetric: true,
  });
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const total = realEigenvalues.reduce((sum, value) => sum + Math.max(0, value), 0);
  const [first, second] = order as [number, number];
  if (!(realEigenvalues[second]! > 1e-10 * total)) {
    throw new RangeError('pcaPlane: trajectory must have checkpoints that are not all on one line');
  }
  const direction = (k: number): tf.Tensor[] => {
    const flat = new Float64Array(size);
    for (const [r, row] of rows.entries()) {
      const weight = eigenvectorMatrix.get(r, k) / Math.sqrt(realEigenvalues[k]!);
      for (let i = 0; i < size; i++) flat[i]! += weight * row[i]!;
    }
    let at = 0;
    return last.map((tensor, i) => {
      if (!moved.includes(i)) return tf.zerosLike(tensor);
      at += tensor.size;
      return tf.tensor(Float32Array.from(flat.subarray(at - tensor.size, at)), tensor.shape);
    });
  };
  const directions: [tf.Tensor[], tf.Tensor[]] = [direction(first), direction(second)];
  const plane = {origin: last.map((tensor) => tf.clone(tensor)), directions};
  return {
    ...plane,
    cosine: cosineOf(...directions),
    explainedVariance: [realEigenvalues[first]! / total, realEigenvalues[second]! / total],
    points: points.map((point, i) => projectPoint(plane, point, `checkpoint ${i}`)),
  };
}
