import type {Predictions} from './types.ts';

/** How one class fared: of its examples how many were found, of the answers with its name how many were right. */
export interface ClassScore {
  readonly name: string;
  /** Examples of this class. */
  readonly examples: number;
  /** Right answers over answers with this name; null if there were none. */
  readonly precision: number | null;
  /** Right answers over examples; null if there were none. */
  readonly recall: number | null;
}

/** Counts of test examples, rows the true class, columns the answer. */
export function answerCounts({images, predicted}: Predictions, classes: number): number[][] {
  const counts = Array.from({length: classes}, () => Array.from({length: classes}, () => 0));
  predicted.forEach((answer, index) => {
    counts[images.labels[index]!]![answer]! += 1;
  });
  return counts;
}

/** Precision and recall of each class, from counts with the true class in the rows. */
export function classScores(counts: readonly (readonly number[])[], names: readonly string[]): ClassScore[] {
  const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return counts.map((row, index) => {
    const examples = sum(row);
    const answers = sum(counts.map((other) => other[index]!));
    const right = row[index]!;
    return {name: names[index]!, examples, precision: ratio(right, answers), recall: ratio(right, examples)};
  });
}
