import {classificationReport, confusionMatrix} from '../../../../lib/evaluation/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {codeScores as code} from './code-scores.ts';
import {atThresholds, oneAgainstRest, saidBy, scoresOf} from './compute-scores.ts';

const chosen = 8;

export const imbalance = item({
  id: 'L17.1',
  name: 'imbalance',
  title: 'Accuracy where one class is rare',
  statement: 'Accuracy can mislead about a model where one class is much more frequent than the other.',
  places: '003:1172',
  question: 'A program says "no eight" to every digit. How many of its answers are right?',
  async measure(ground) {
    const {test} = await ground.examples();
    const {model} = await ground.trained(sharedPlans(ground, 1)[0]!);
    const {labels} = ground.digits.test;
    const matrix = confusionMatrix(labels, saidBy(model, test.x, chosen).classes, 10);
    const eights = labels.filter((label) => label === chosen).length;
    const [sensitivity, , accuracy] = scoresOf(oneAgainstRest(matrix, chosen));
    const shares = [0.5, 0.2, 0.1, 0.05, 0.01];
    const reports = shares.map((share) =>
      classificationReport(
        [
          [1000 * (1 - share), 0],
          [1000 * share, 0],
        ].map((row) => row.map(Math.round)),
      ),
    );
    return {
      shares,
      accuracies: reports.map(({accuracy: each}) => each),
      sensitivities: reports.map(({classes}) => classes[1]!.sensitivity),
      // The network, and what always says no.
      onDigits: [accuracy!, 1 - eights / labels.length],
      sensitivityOnDigits: [sensitivity!, 0],
    };
  },
  rule: 'holds where what always says no is right in at least 85 % of the digits and 95 % of a set with 1 % positives, finding none; with conditions where only one of them is so.',
  verdict({accuracies, sensitivities, onDigits}) {
    const misled = [onDigits[1]! >= 0.85, accuracies.at(-1)! >= 0.95 && sensitivities.at(-1) === 0];
    return onClaim({always: misled.every(Boolean), sometimes: misled.some(Boolean)});
  },
  answer: ({onDigits, sensitivityOnDigits}) =>
    `Saying "no eight" to everything is right for ${formatDecimals(100 * onDigits[1]!, 1)} % of the digits and finds no eight; the network is right for ${formatDecimals(100 * onDigits[0]!, 1)} % and finds ${formatDecimals(100 * sensitivityOnDigits[0]!, 1)} % of the eights. The accuracies are close, the sensitivities are not.`,
  figures: ({shares, accuracies, sensitivities}) => [
    {
      name: 'rare',
      title: 'What always says no',
      caption: 'The rarer the positives, the better its accuracy; it never finds one.',
      panels: [
        {
          kind: 'bars',
          title: 'Scores',
          xTitle: 'Share of positives',
          yTitle: 'Score',
          names: shares.map(String),
          series: [
            {label: 'accuracy', values: accuracies},
            {label: 'sensitivity', values: sensitivities},
          ],
        },
      ],
    },
  ],
  ...code.imbalance,
  next: 'Which accuracy has the mean of sensitivity and specificity, for what always says no?',
});

export const tradeOff = item({
  id: 'L17.1',
  name: 'trade-off',
  title: 'Sensitivity against specificity',
  statement:
    'Sensitivity tells how well a model avoids false negatives, specificity how well it avoids false positives.',
  places: '003:1147-1164',
  question: 'If an output must be higher before it counts as positive: which of the two rises, which falls?',
  async measure(ground) {
    const {test} = await ground.examples();
    const {model} = await ground.trained(sharedPlans(ground, 1)[0]!);
    const {output} = saidBy(model, test.x, chosen);
    const isEight = [...ground.digits.test.labels].map((label) => label === chosen);
    const thresholds = [0.001, 0.01, 0.05, ...range(0.1, 0.9, 17), 0.95, 0.99, 0.999];
    return {thresholds, ...atThresholds(output, isEight, thresholds)};
  },
  rule: 'holds where with a rising threshold sensitivity never rises and falls in all, and specificity never falls and rises in all; with conditions where one of them does.',
  verdict({sensitivity, specificity}) {
    const falls = (values: readonly number[]) =>
      values.every((value, i) => i === 0 || value <= values[i - 1]!) && values.at(-1)! < values[0]!;
    const isSo = [falls(sensitivity), falls(specificity.map((value) => -value))];
    return onClaim({always: isSo.every(Boolean), sometimes: isSo.some(Boolean)});
  },
  answer: ({thresholds, sensitivity, specificity}) =>
    `From a threshold of ${thresholds[0]} to ${thresholds.at(-1)} sensitivity falls from ${formatDecimals(sensitivity[0]!, 3)} to ${formatDecimals(sensitivity.at(-1)!, 3)} and specificity rises from ${formatDecimals(specificity[0]!, 3)} to ${formatDecimals(specificity.at(-1)!, 4)}: fewer false positives are paid for with more false negatives.`,
  figures: ({thresholds, sensitivity, specificity}) => [
    {
      name: 'thresholds',
      title: 'Eights against all other digits',
      caption: 'One network, many thresholds: each is a choice between two kinds of errors.',
      panels: [
        {
          kind: 'lines',
          title: 'Against the threshold',
          xTitle: 'Output that counts as 8',
          yTitle: 'Score',
          series: [
            {label: 'sensitivity', x: thresholds, y: sensitivity},
            {label: 'specificity', x: thresholds, y: specificity},
          ],
        },
        {
          kind: 'lines',
          title: 'Against each other',
          xTitle: '1 - specificity (log scale)',
          yTitle: 'Sensitivity',
          xLog: true,
          series: [
            {label: 'thresholds', x: specificity.map((value) => 1 - value), y: sensitivity, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.tradeOff,
  next: 'A test for an illness: which of the two would you rather have near 1, and where is the threshold then?',
});
