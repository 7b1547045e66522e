import * as tf from '@tensorflow/tfjs';
import {valuesOf} from '../../base/read.ts';
import {compile} from '../../update/index.ts';
import type {Objective} from '../../training/objective/index.ts';
import type {Examples} from '../../training/index.ts';
import {combineScalars} from './combination.ts';
import {linearLayer, withBlendedLayer} from './linear-layer.ts';
import type {EvaluationSet, SetResult} from './sets.ts';
import {withWeights} from './substitute.ts';
import {warmed} from './warmed.ts';
import type {ScanWeights} from './weights.ts';

/** Values of all weights that the points of a scan are combinations of. */
export type Basis = readonly (readonly tf.Tensor[])[];

/** Evaluates points of a scan together. */
export interface GroupEvaluator {
  /** One result for each point; the basis must be finite, and stays the caller's. */
  measure(set: EvaluationSet, basis: Basis, points: readonly (readonly number[])[]): Promise<SetResult[]>;
  dispose(): void;
}

/**
 * Makes an evaluator in which one compiled call gives loss and accuracy of a piece of the data at several points.
 *
 * The weights of the points are combined inside of the call, and the product of the first layer is made once for all of them.
 * Only sums come back.
 *
 * @param objective of the model
 * @param layerVariables the weights of the model
 * @param kept places of weights that stay as they are in the model
 */
export function groupEvaluator(
  objective: Objective,
  layerVariables: NonNullable<ScanWeights['layerVariables']>,
  kept: readonly number[] = [],
): GroupEvaluator {
  const first = linearLayer(objective.model!);
  const compiled = compile((batch: Examples, table: tf.Tensor2D, ...flat: tf.Tensor[]) => {
    const size = layerVariables.length;
    const tensors = Array.from({length: flat.length / size}, (_, b) => flat.slice(b * size, (b + 1) * size));
    const points = tf.unstack(table).map((row) => tf.unstack(row) as tf.Scalar[]);
    const measureAt = (point: number) => {
      const values = layerVariables.map((variable, i) =>
        kept.includes(i)
          ? variable.read()
          : combineScalars(
              tensors.map((each) => each[i]!),
              points[point]!,
            ),
      );
      return withWeights(layerVariables, values, () => objective.measure(batch));
    };
    // For as few points as there are tensors in the basis there is nothing to gain.
    const measured =
      first && points.length > tensors.length
        ? withBlendedLayer(first, {layerVariables, basis: tensors, points}, measureAt)
        : points.map((_, point) => measureAt(point));
    const counted = measured.flatMap(({correct}) => correct ?? []);
    return {
      loss: tf.stack(measured.map(({loss}) => loss)),
      correct: counted.length === 0 ? null : tf.stack(counted),
    };
  });
  const evaluate = warmed(compiled);
  return {
    async measure(set, basis, points) {
      const flat = basis.flat();
      const loss = points.map(() => 0);
      const correct = points.map(() => 0);
      let isCounted = true;
      for (const piece of set.pieces) {
        const [losses, right] = await valuesOf(() => {
          const result = evaluate(piece, tf.tensor2d(points.map((row) => [...row])), ...flat);
          return [result.loss, ...(result.correct ? [result.correct] : [])];
        });
        const size = piece.x.shape[0];
        isCounted = right !== undefined;
        for (const i of points.keys()) {
          loss[i]! += losses![i]! * size;
          correct[i]! += right?.[i] ?? 0;
        }
      }
      return points.map((_, i) => ({
        loss: loss[i]! / set.count,
        accuracy: isCounted ? correct[i]! / set.count : null,
      }));
    },
    dispose: () => evaluate.dispose(),
  };
}
