import {classificationReport, confusionMatrix} from '../../../../lib/evaluation/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {codeScores as code} from './code-scores.ts';
import {oneAgainstRest, saidBy, scoresOf} from './compute-scores.ts';

/** The digit that counts as positive. */
const chosen = 8;
const digits = Array.from({length: 10}, (_, i) => i);

const names = ['sensitivity', 'specificity', 'accuracy', 'precision', 'F1'];

export const scores = item({
  id: 'L17.1',
  name: 'scores',
  title: 'The scores',
  statement:
    'Sensitivity (recall) TP / (TP + FN), specificity TN / (TN + FP), accuracy (TP + TN) / all, precision TP / (TP + FP), F1 = 2TP / (2TP + FP + FN), the harmonic mean of precision and recall.',
  places: '003:1147-1197',
  question: 'For 90 true and 5 false negatives, 10 false and 95 true positives: which score is the highest?',
  async measure(ground) {
    const {test} = await ground.examples();
    const {model} = await ground.trained(sharedPlans(ground, 1)[0]!);
    const table = confusionMatrix(ground.digits.test.labels, saidBy(model, test.x, chosen).classes, 10);
    const report = classificationReport(table);
    const ofDigits = digits.map((digit) => scoresOf(oneAgainstRest(table, digit)));
    const toReport = ofDigits.map(([sensitivity, specificity, , precision, f1], digit) => {
      const entry = report.classes[digit]!;
      return Math.max(
        ...[
          [sensitivity, entry.sensitivity],
          [sensitivity, entry.recall],
          [specificity, entry.specificity],
          [precision, entry.precision],
          [f1, entry.f1],
        ].map(([ours, theirs]) => Math.abs(ours! - theirs!)),
      );
    });
    const worked = scoresOf({tn: 90, fp: 10, fn: 5, tp: 95});
    return {
      worked,
      harmonicMean: 2 / (1 / worked[3]! + 1 / worked[0]!),
      ofDigits,
      greatestDifference: Math.max(...toReport),
      toHarmonicMean: Math.max(...ofDigits.map(([r, , , p, f1]) => Math.abs(f1! - (2 * p! * r!) / (p! + r!)))),
    };
  },
  rule: 'holds where for every digit the formulas give what the library gives, and F1 is the harmonic mean, to 10⁻¹²; with conditions where only the former is so.',
  verdict: ({greatestDifference, toHarmonicMean}) =>
    onClaim({always: greatestDifference < 1e-12 && toHarmonicMean < 1e-12, sometimes: greatestDifference < 1e-12}),
  answer: ({worked}) =>
    `The example has ${worked.map((score, i) => `${names[i]} ${formatDecimals(score, 4)}`).join(', ')}. For all ten digits formulas and library agree.`,
  figures: ({ofDigits}) => [
    {
      name: 'digits',
      title: 'Scores of each digit against the rest',
      caption:
        'Specificity and accuracy are near 1 for all, because nine of ten digits are negatives; the other scores tell the digits apart.',
      panels: [
        {
          kind: 'lines',
          title: 'Scores',
          xTitle: 'Digit',
          yTitle: 'Score',
          series: names.map((label, i) => ({
            label,
            x: digits,
            y: ofDigits.map((row) => row[i]!),
            as: 'line and points' as const,
          })),
        },
      ],
    },
  ],
  ...code.scores,
  next: 'Why the harmonic mean? Compute both means for precision 1 and recall 0.01.',
});

export const zeroOverZero = item({
  id: 'L17.1',
  name: 'zero-over-zero',
  title: 'When a score is 0/0',
  statement: 'The formulas stand without a word about 0/0, as if they gave every classifier its scores.',
  places: '003:1156-1197',
  question: 'A classifier never says positive: what is its precision?',
  measure() {
    const cases = [
      [
        [90, 10],
        [5, 95],
      ],
      [
        [8, 0],
        [2, 0],
      ],
      [
        [8, 2],
        [0, 0],
      ],
      [
        [0, 0],
        [3, 7],
      ],
      [
        [10, 0],
        [0, 0],
      ],
    ];
    const counts = cases.map((table) => oneAgainstRest(table, 1));
    const reports = cases.map((table) => classificationReport(table));
    const denominators = counts.map(({tp, fn, fp, tn}) => [
      tp + fn,
      tn + fp,
      tp + fn + fp + tn,
      tp + fp,
      2 * tp + fp + fn,
    ]);
    return {
      cases: counts.map(({tp, fn, fp, tn}) => [tp, fn, fp, tn]),
      denominators,
      given: reports.map(({classes, accuracy}) => {
        const {sensitivity, specificity, precision, f1} = classes[1]!;
        return [sensitivity, specificity, accuracy, precision, f1];
      }),
      listed: reports.map(({undefined: none}) => none.filter((each) => each.class === 1).length),
      zeros: denominators.map((row) => row.filter((value) => value === 0).length),
    };
  },
  rule: 'holds where no denominator is 0; with conditions where some is, and the library lists exactly these scores as undefined.',
  verdict({zeros, listed}) {
    // Precision, sensitivity and so on of class 1, as listed beside each 0.
    return onClaim({
      always: zeros.every((count) => count === 0),
      sometimes: zeros.every((count, i) => count === listed[i]),
    });
  },
  answer: ({zeros}) =>
    `Of the scores tried ${zeros.reduce((a, b) => a + b, 0)} of ${5 * zeros.length} are 0/0: precision if nothing is said to be positive, sensitivity if nothing is, F1 if neither. The library gives 0 for these and lists them, so that no mean is spoilt unseen.`,
  tables: ({cases, denominators, given}) => [
    {
      title: 'Scores of the positive class',
      columns: ['TP', 'FN', 'FP', 'TN', ...names],
      rows: cases.map((row, i) => [
        ...row.map(String),
        ...given[i]!.map((score, j) =>
          denominators[i]![j] === 0 ? `0/0, given as ${score}` : formatDecimals(score, 4),
        ),
      ]),
    },
  ],
  ...code.zero,
  next: 'What should the mean precision over ten classes be if one of them was never said?',
});
