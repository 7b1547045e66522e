import * as tf from '@tensorflow/tfjs';
import {
  eigenvectorPlane,
  linearRange,
  parseRange,
  pcaPlane,
  type Plane,
  type PlanePoint,
  randomPlane,
  threePointPlane,
} from '../../lib/landscape/index.ts';
import {lossCatalogue} from '../../lib/models/index.ts';
import type {Examples} from '../../lib/training/index.ts';
import {CommandError} from '../arguments/errors.ts';
import type {ModelSource} from '../model/model-source.ts';
import type {SurfaceOptions} from './surface-options.ts';

/** A plane that is going to be scanned, and what is known of it. */
export interface ChosenPlane extends Plane {
  readonly points: readonly PlanePoint[];
  readonly explainedVariance: readonly [number, number] | null;
  readonly eigenvalues: readonly [number, number] | null;
}

/** The points of weight space that a plane is made of. */
export interface PlaneSource {
  readonly model: tf.LayersModel;
  readonly loss: Pick<ModelSource, 'loss' | 'lossName'>;
  readonly data: Examples;
  /** The points in order: the trained weights, three solutions, or the checkpoints of a training. */
  readonly points: readonly (readonly tf.Tensor[])[];
  readonly names: readonly string[];
  readonly seed: number;
}

/** Makes the plane of a kind; the caller disposes its tensors. */
export async function choosePlane(kind: SurfaceOptions['plane'], source: PlaneSource): Promise<ChosenPlane> {
  const {model, loss, data, points, names, seed} = source;
  const bare = {explainedVariance: null, eigenvalues: null};
  const middle = [{name: names.at(-1)!, x: 0, y: 0, distance: 0}];
  if (kind === 'random') return {...randomPlane({model, weights: points.at(-1)!, seed}), ...bare, points: middle};
  if (kind === 'eigenvectors') {
    if (loss.lossName === null) {
      throw new CommandError(
        `the eigenvectors need a loss that can be differentiated twice (${Object.keys(lossCatalogue).join(', ')}), this is ${loss.loss.name}`,
      );
    }
    model.setWeights([...points.at(-1)!]);
    const {values, residuals: _, ...plane} = await eigenvectorPlane({model, data, loss: loss.lossName, seed});
    return {...plane, ...bare, eigenvalues: values, points: middle};
  }
  if (kind === 'three-points') {
    const plane = threePointPlane(points as never);
    return {...plane, ...bare, points: plane.points.map((point, i) => ({...point, name: names[i]!}))};
  }
  const plane = pcaPlane({model, trajectory: points});
  return {
    ...plane,
    ...bare,
    explainedVariance: plane.explainedVariance,
    points: plane.points.map((point, i) => ({...point, name: names[i]!})),
  };
}

/** Coordinates along an axis: as asked for, or around all points of the plane with room to spare. */
export function axisOf(asked: string, points: readonly PlanePoint[], axis: 'x' | 'y'): number[] {
  if (asked !== 'auto') return parseRange(asked);
  const values = points.map((point) => point[axis]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return linearRange(-1, 1, 25);
  const room = 0.3 * (high - low);
  const round = (value: number): number => Number(value.toPrecision(3));
  return linearRange(round(low - room), round(high + room), 25);
}
