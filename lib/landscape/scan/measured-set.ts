import * as tf from '@tensorflow/tfjs';
import {compile} from '../../update/index.ts';
import type {Objective} from '../../training/objective/index.ts';
import type {Examples} from '../../training/index.ts';
import {tidied} from '../../base/tidied.ts';
import type {EvaluationSet, SetResult} from './sets.ts';
import {warmed} from './warmed.ts';

/**
 * Makes a function that gives mean loss and accuracy of a set at the present weights, a compiled call for each piece.
 *
 * @param objective what to measure
 */
export function setMeasure(objective: Objective): {measure(set: EvaluationSet): SetResult; dispose(): void} {
  const evaluate = warmed(compile((batch: Examples) => objective.measure(batch)));
  return {
    measure(set) {
      return tidied(() => {
        let loss = 0;
        let correct: number | null = 0;
        for (const piece of set.pieces) {
          const measured = evaluate(piece);
          loss += measured.loss.dataSync()[0]! * piece.x.shape[0];
          const right: number | null = measured.correct?.dataSync()[0] ?? null;
          correct = correct === null || right === null ? null : correct + right;
          tf.dispose([measured.loss, ...(measured.correct ? [measured.correct] : [])]);
        }
        return {loss: loss / set.count, accuracy: correct === null ? null : correct / set.count};
      });
    },
    dispose: () => evaluate.dispose(),
  };
}
