import {confusionMatrix} from '../../../../lib/evaluation/index.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {codeScores as code} from './code-scores.ts';
import {cellOf, oneAgainstRest, saidBy} from './compute-scores.ts';

/** The digit that counts as positive. */
const chosen = 8;
const digits = Array.from({length: 10}, (_, i) => i);

export const matrix = item({
  id: 'L17.1',
  name: 'matrix',
  title: 'The confusion matrix of a network',
  statement:
    'Rows are the actual classes, columns the predicted ones; a false positive is an error of type I, a false negative one of type II.',
  places: '003:1133-1143',
  question: 'Which digits does a network mix up most? And is 8 more often overlooked or seen where there is none?',
  async measure(ground) {
    const {test} = await ground.examples();
    const {model} = await ground.trained(sharedPlans(ground, 1)[0]!);
    const {classes} = saidBy(model, test.x, chosen);
    const {labels} = ground.digits.test;
    const table = confusionMatrix(labels, classes, 10);
    const {tp, fn, fp, tn} = oneAgainstRest(table, chosen);
    const counted = [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ].map(
      ([is, said]) => classes.filter((each, i) => (labels[i] === chosen) === is && (each === chosen) === said).length,
    );
    return {table, cells: [tp, fn, fp, tn], counted, examples: labels.length};
  },
  rule: 'holds where the four cells of one digit against the rest, from rows and columns, are what counting the errors of each type one by one gives; with conditions where they are so with rows and columns exchanged.',
  verdict({cells: [tp, fn, fp, tn], counted}) {
    const same = (other: readonly number[]) => counted.every((count, i) => count === other[i]);
    return onClaim({always: same([tp!, fn!, fp!, tn!]), sometimes: same([tp!, fp!, fn!, tn!])});
  },
  answer({cells: [tp, fn, fp, tn], table, examples}) {
    const errors = table.flatMap((row, i) => row.map((count, j) => (i === j ? 0 : count)));
    const worst = errors.indexOf(Math.max(...errors));
    return `Of ${examples} digits ${tp} eights are found, ${fn} overlooked (type II), ${fp} seen where there was none (type I), ${tn} rightly left alone. Most often ${Math.floor(worst / 10)} is taken for ${worst % 10}, ${errors[worst]} times.`;
  },
  tables: ({cells: [tp, fn, fp, tn]}) => [
    {
      title: '8 against all other digits',
      columns: ['actual', 'said 8', 'said another'],
      rows: [
        ['is 8', `${tp} true positives`, `${fn} false negatives (type II)`],
        ['is another', `${fp} false positives (type I)`, `${tn} true negatives`],
      ],
    },
  ],
  figures: ({table}) => [
    {
      name: 'errors',
      title: 'Errors on the test digits',
      caption: 'Rows are actual, columns predicted. The right answers, on the diagonal, are left out.',
      panels: [
        {
          kind: 'heat',
          title: 'Errors',
          xTitle: 'Predicted',
          yTitle: 'Actual',
          x: digits,
          y: digits,
          values: table.map((row, i) => row.map((count, j) => (i === j ? 0 : count))),
          valueTitle: 'errors',
        },
      ],
    },
  ],
  ...code.matrix,
  next: 'Exchange rows and columns in the code: which scores change their places?',
  real: 'mnist --model mlp:widths=32 --optimizers sgd:lr=0.3 --epochs 6',
});

export const cells = item({
  id: 'L17.1',
  name: 'cells',
  title: 'What stands in the four cells',
  statement:
    'Each cell has a legend of what was predicted and what the label was; that of the false positives reads: predicted positive, label positive.',
  places: '003:1135-1138',
  question: 'A false positive: what was said, and what was it?',
  measure() {
    const pairs = [
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ];
    // Predicted and label of the cells TP, FN, FP, TN.
    const right = [0, 1, 2, 3].flatMap((cell) => {
      const [label, predicted] = pairs.find(([is, said]) => cellOf(is!, said!) === cell)!;
      return [predicted!, label!];
    });
    return {printed: [1, 1, 0, 1, 1, 1, 0, 0], right};
  },
  rule: 'exact where the printed legends of the four cells are what one example of each kind is counted as, else a slip.',
  verdict: (values) => onPrinted(values, 0),
  answer: ({right}) =>
    `A false positive was predicted ${right[4] === 1 ? 'positive' : 'negative'} (${right[4]}) and its label was ${right[5] === 1 ? 'positive' : 'negative'} (${right[5]}): the legend of the true positives stands there a second time. The others are right.`,
  tables: ({printed, right}) => [
    {
      title: 'Legends, 1 for positive',
      columns: ['cell', 'predicted, label as printed', 'predicted, label'],
      rows: ['true positive', 'false negative', 'false positive', 'true negative'].map((name, i) => [
        name,
        printed.slice(2 * i, 2 * i + 2).join(', '),
        right.slice(2 * i, 2 * i + 2).join(', '),
      ]),
    },
  ],
  ...code.cells,
  next: 'The words true and false say whether the answer was right; what do positive and negative say?',
});
