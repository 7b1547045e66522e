import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {accumulate} from './compute-rates.ts';

const averageOfGradients = item({
  id: 'L8.4',
  name: 'average-of-gradients',
  title: 'An average of gradients, or of their squares?',
  statement: 'RMSProp keeps a moving average of the gradients; the second average of Adam is one of past gradients.',
  places: '001:124-126, 001:140-142',
  question: 'The gradients are 1, −1, 1, −1 and so on: what is the average of them, and of their squares?',
  measure() {
    const gradients = Array.from({length: 100}, (_, k) => (k % 2 === 0 ? 1 : -1));
    let mean = 0;
    const means = gradients.map((g) => (mean = 0.9 * mean + 0.1 * g));
    const squares = accumulate('decayed', gradients);
    return {printed: means.at(-1)!, right: squares.at(-1)!, means: means.slice(0, 50), squares: squares.slice(0, 50)};
  },
  rule: 'exact where the average of the gradients is that of the formula beside it, to three decimals; else a slip.',
  verdict: (values) => onPrinted(values, 3),
  answer: ({printed, right}) =>
    `The average is ${formatDecimals(printed, 3)} in words, ${formatDecimals(right, 3)} by the formula, which has g times g: the words forgot the square. The average of the gradients is negative at every second update, and then has no root to divide by.`,
  figures: ({means, squares}) => [
    {
      name: 'averages',
      title: 'Gradients of 1 and −1 in turn',
      caption: 'The average of the gradients hovers around 0, that of their squares tells how large they are.',
      panels: [
        {
          kind: 'lines',
          title: 'Averages',
          xTitle: 'Update',
          yTitle: 'Average',
          series: [
            {label: 'of the gradients', x: means.map((_, k) => k + 1), y: means},
            {label: 'of their squares', x: squares.map((_, k) => k + 1), y: squares},
          ],
        },
      ],
    },
  ],
  ...code.averageOfGradients,
  next: 'Which rule does divide by the deviation from the mean, with both averages? Look for the option centered.',
});

const minusForPlus = item({
  id: 'L8.4',
  name: 'minus-for-plus',
  title: 'A minus in the average',
  statement:
    'In the algorithm of RMSProp the new average is rho times the old one minus (1 - rho) times the squared gradient.',
  places: '000:542',
  question: 'All gradients are 1, rho is 0.9: what is the average after three updates, and its root?',
  measure() {
    const walk = (sign: 1 | -1): number[] => {
      let r = 0;
      return [1, 2, 3].map(() => (r = 0.9 * r + sign * 0.1));
    };
    return {printed: walk(-1), right: walk(1), negative: walk(-1).filter((r) => r < 0).length};
  },
  rule: 'exact where the averages as printed are those with a plus, to three decimals; else a slip.',
  verdict: (values) => onPrinted(values, 3),
  answer: ({printed, right}) =>
    `With the minus the averages are ${printed.map((r) => formatDecimals(r, 3)).join(', ')} in place of ${right.map((r) => formatDecimals(r, 3)).join(', ')}: a negative number has no root, and the first update would be no number.`,
  ...code.minusForPlus,
  next: 'In the formula of the slide before (000:514) the sign is right: compare.',
});

/** Two slips about the average of RMSProp. */
export const rmspropSlips = [averageOfGradients, minusForPlus];
