import {compile} from '../../update/index.ts';
import type {Objective} from '../../training/objective/index.ts';
import type {Examples} from '../../training/index.ts';
import {valuesOf} from '../../base/read.ts';
import type {EvaluationSet, SetResult} from './sets.ts';
import {warmed} from './warmed.ts';

/**
 * Makes a function that gives mean loss and accuracy of a set at the present weights, a compiled call for each piece.
 *
 * @param objective what to measure
 */
export function setMeasure(objective: Objective): {measure(set: EvaluationSet): Promise<SetResult>; dispose(): void} {
  const evaluate = warmed(compile((batch: Examples) => objective.measure(batch)));
  return {
    async measure(set) {
      let loss = 0;
      let correct: number | null = 0;
      for (const piece of set.pieces) {
        const [mean, right] = await valuesOf(() => {
          const measured = evaluate(piece);
          return [measured.loss, ...(measured.correct ? [measured.correct] : [])];
        });
        loss += mean![0]! * piece.x.shape[0];
        correct = correct === null || right === undefined ? null : correct + right[0]!;
      }
      return {loss: loss / set.count, accuracy: correct === null ? null : correct / set.count};
    },
    dispose: () => evaluate.dispose(),
  };
}
