import {checkLists, show} from '../base/arguments.ts';

const scores = ['sensitivity', 'recall', 'specificity', 'precision', 'f1'] as const;

/** Scores in [0, 1]; `sensitivity` and `recall` are two names of the true positive rate. */
export type Scores = Readonly<Record<(typeof scores)[number], number>>;

/** One class against all others. */
export interface ClassScores extends Scores {
  readonly truePositives: number;
  /** Errors of type I: others taken for this class. */
  readonly falsePositives: number;
  /** Errors of type II: this class taken for others. */
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** Examples of this class. */
  readonly support: number;
}

/** A score whose denominator is 0, and its class; null for what is of no single class. */
export interface UndefinedScore {
  readonly score: (typeof scores)[number] | 'accuracy';
  readonly class: number | null;
}

export interface ClassificationReport {
  /** One entry a class, in the order of the labels. */
  readonly classes: readonly ClassScores[];
  /** Share of right answers. */
  readonly accuracy: number;
  /** Plain mean over the classes: every class counts the same. */
  readonly macro: Scores;
  /** Mean over the classes weighted by support: every example counts the same. */
  readonly weighted: Scores;
  readonly total: number;
  /** The scores that are 0/0, given as 0; empty where all are defined. */
  readonly undefined: readonly UndefinedScore[];
}

function checkMatrix(matrix: unknown): asserts matrix is readonly (readonly number[])[] {
  checkLists('classificationReport', {matrix}, 1);
  const rows = matrix as readonly unknown[];
  for (const [i, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== rows.length) {
      throw new RangeError(
        `classificationReport: matrix must be square, ${rows.length} rows of ${rows.length} counts, ` +
          `received ${show(row)} as row ${i}`,
      );
    }
    const wrong = row.find((count) => !Number.isInteger(count) || count < 0);
    if (wrong !== undefined) {
      throw new RangeError(`classificationReport: matrix must hold counts >= 0, received ${show(wrong)} in row ${i}`);
    }
  }
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/**
 * Scores a classifier by its confusion matrix, every class against all others.
 *
 * - sensitivity = recall = TP / (TP + FN)
 * - specificity = TN / (TN + FP)
 * - precision = TP / (TP + FP)
 * - F1 = 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall
 * - accuracy = sum of the diagonal / total; high for a useless classifier where one class is much more frequent than the rest
 *
 * A score of 0/0, such as the precision of a class that was never predicted, is 0, enters the means as 0 and is listed in
 * `undefined`: as scikit-learn does with its warning. So F1 is undefined only for a class that neither occurs nor is predicted.
 *
 * @param matrix counts, rows actual and columns predicted, as from `confusionMatrix`; for two classes [[TN, FP], [FN, TP]], and
 *   class 1 is then "positive"
 * @throws TypeError, RangeError for what is no square matrix of counts
 * @example
 * const report = classificationReport([[90, 10], [5, 95]]);
 * report.classes[1]?.sensitivity; // 0.95
 * report.classes[1]?.specificity; // 0.9
 * report.accuracy; // 0.925
 */
export function classificationReport(matrix: readonly (readonly number[])[]): ClassificationReport {
  checkMatrix(matrix);
  const none: UndefinedScore[] = [];
  const ratio = (score: UndefinedScore['score'], index: number | null, part: number, whole: number): number => {
    if (whole > 0) return part / whole;
    none.push({score, class: index});
    return 0;
  };
  const total = sum(matrix.map(sum));
  const classes = matrix.map((row, index): ClassScores => {
    const truePositives = row[index]!;
    const support = sum(row);
    const falsePositives = sum(matrix.map((other) => other[index]!)) - truePositives;
    const falseNegatives = support - truePositives;
    const trueNegatives = total - support - falsePositives;
    const sensitivity = ratio('sensitivity', index, truePositives, support);
    return {
      truePositives,
      falsePositives,
      falseNegatives,
      trueNegatives,
      support,
      sensitivity,
      recall: sensitivity,
      specificity: ratio('specificity', index, trueNegatives, trueNegatives + falsePositives),
      precision: ratio('precision', index, truePositives, truePositives + falsePositives),
      f1: ratio('f1', index, 2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
    };
  });
  const right = sum(classes.map(({truePositives}) => truePositives));
  const accuracy = ratio('accuracy', null, right, total);
  const mean = (weight: (of: ClassScores) => number): Scores => {
    const whole = sum(classes.map(weight)) || 1;
    const of = (score: keyof Scores) => sum(classes.map((entry) => weight(entry) * entry[score])) / whole;
    return Object.fromEntries(scores.map((score) => [score, of(score)])) as Scores;
  };
  return {classes, accuracy, macro: mean(() => 1), weighted: mean(({support}) => support), total, undefined: none};
}
