import {expect} from 'chai';
import {classificationReport, type Scores} from '../../../lib/evaluation/classification-report.ts';

function expectScores(found: Scores, expected: Partial<Record<keyof Scores, number>>): void {
  for (const [score, value] of Object.entries(expected)) {
    expect(found[score as keyof Scores], score).to.be.closeTo(value, 1e-12);
  }
}

describe('classificationReport', () => {
  it('scores two classes as worked out by hand', () => {
    // TN 50, FP 10 (type I), FN 5 (type II), TP 35.
    const {
      classes,
      accuracy,
      total,
      undefined: none,
    } = classificationReport([
      [50, 10],
      [5, 35],
    ]);
    const positive = classes[1]!;
    expect(positive).to.include({
      truePositives: 35,
      falsePositives: 10,
      falseNegatives: 5,
      trueNegatives: 50,
      support: 40,
    });
    expectScores(positive, {
      sensitivity: 35 / 40,
      recall: 35 / 40,
      specificity: 50 / 60,
      precision: 35 / 45,
      f1: 70 / 85,
    });
    // Seen from the other class the two errors exchange their parts, and so do sensitivity and specificity.
    expect(classes[0]).to.include({
      truePositives: 50,
      falsePositives: 5,
      falseNegatives: 10,
      trueNegatives: 35,
      support: 60,
    });
    expectScores(classes[0]!, {sensitivity: 50 / 60, specificity: 35 / 40, precision: 50 / 55, f1: 100 / 115});
    expect([accuracy, total, none]).to.deep.equal([0.85, 100, []]);
  });

  it('averages over classes, plainly and weighted by support', () => {
    // Precision 5/6, 6/10, 2/4; recall 5/8, 6/7, 2/5; F1 10/14, 12/17, 4/9; supports 8, 7, 5.
    const {classes, accuracy, macro, weighted} = classificationReport([
      [5, 2, 1],
      [0, 6, 1],
      [1, 2, 2],
    ]);
    expect(classes.map(({support}) => support)).to.deep.equal([8, 7, 5]);
    expectScores(macro, {
      precision: (5 / 6 + 6 / 10 + 2 / 4) / 3,
      recall: (5 / 8 + 6 / 7 + 2 / 5) / 3,
      specificity: (11 / 12 + 9 / 13 + 13 / 15) / 3,
      f1: (10 / 14 + 12 / 17 + 4 / 9) / 3,
    });
    expectScores(weighted, {
      precision: (8 * (5 / 6) + 7 * (6 / 10) + 5 * (2 / 4)) / 20,
      f1: (8 * (10 / 14) + 7 * (12 / 17) + 5 * (4 / 9)) / 20,
    });
    expect(accuracy).to.equal(13 / 20);
    // Recall weighted by support is the accuracy.
    expect(weighted.recall).to.be.closeTo(accuracy, 1e-12);
  });

  it('shows that accuracy misleads where one class is rare', () => {
    // Always "negative" on 990 negatives and 10 positives.
    const report = classificationReport([
      [990, 0],
      [10, 0],
    ]);
    expect(report.accuracy).to.equal(0.99);
    expect(report.macro.sensitivity).to.equal(0.5);
    expectScores(report.classes[1]!, {sensitivity: 0, precision: 0, f1: 0, specificity: 1});
    // Nothing was predicted positive, so that precision is 0/0; F1 = 0 / (0 + 0 + 10) is defined.
    expect(report.undefined).to.deep.equal([{score: 'precision', class: 1}]);
  });

  it('gives 0 for 0/0 and lists it', () => {
    const absent = classificationReport([
      [3, 0],
      [0, 0],
    ]);
    expect(absent.undefined).to.deep.equal([
      {score: 'specificity', class: 0},
      {score: 'sensitivity', class: 1},
      {score: 'precision', class: 1},
      {score: 'f1', class: 1},
    ]);
    // As in scikit-learn with all labels given, the absent class counts as 0 in the plain mean, not in the weighted one.
    expectScores(absent.macro, {f1: 0.5, precision: 0.5, recall: 0.5});
    expectScores(absent.weighted, {f1: 1, precision: 1, recall: 1});
    const empty = classificationReport([[0]]);
    expect(empty.accuracy).to.equal(0);
    expect(empty.undefined).to.deep.include({score: 'accuracy', class: null});
    expectScores(empty.weighted, {f1: 0, recall: 0});
  });

  it('refuses what is no confusion matrix', () => {
    expect(() => classificationReport([])).to.throw(RangeError, /matrix must have at least 1 element/);
    expect(() => classificationReport([[1, 2]])).to.throw(RangeError, /matrix must be square/);
    expect(() => classificationReport([[1, 2], [3]])).to.throw(
      RangeError,
      /2 rows of 2 counts, received \[3\] as row 1/,
    );
    expect(() => classificationReport([[-1]])).to.throw(RangeError, /counts >= 0, received -1 in row 0/);
    expect(() => classificationReport([[0.5]])).to.throw(RangeError, /received 0\.5 in row 0/);
    expect(() => classificationReport('matrix' as unknown as number[][])).to.throw(TypeError, /must be an array/);
  });
});
