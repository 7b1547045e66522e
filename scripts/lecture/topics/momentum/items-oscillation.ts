import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {range} from '../../frame/vectors.ts';
import {code} from './code.ts';
import {descend, largestStableRate, swing} from './compute-descent.ts';

const curvatures = [1, 25];
const start = [10, 1];

const swingGrows = item({
  id: 'L7.3',
  name: 'swing-grows',
  title: 'A larger rate swings further across the valley',
  statement: 'In a long valley, descent goes up and down across it, and the larger the rate the higher it swings.',
  places: '002:85-93',
  question: 'Curvature 25 across: at which rate does the swing begin, and at which does it no longer die away?',
  measure() {
    const rates = range(0.002, 0.09, 45);
    return {
      rates,
      plain: rates.map((rate) => swing(descend('plain', curvatures, start, {rate, beta: 0, steps: 30}), 1)),
      average: rates.map((rate) => swing(descend('average', curvatures, start, {rate, beta: 0.9, steps: 120}), 1)),
    };
  },
  rule: 'holds where the greatest swing of plain descent to the other side never falls with the rate and is above 0 at the largest rate; with conditions where it only ends higher than it begins.',
  verdict: ({plain}) =>
    onClaim({
      always: plain.every((value, k) => k === 0 || value >= plain[k - 1]!) && plain.at(-1)! > 0,
      sometimes: plain.at(-1)! > plain[0]!,
    }),
  answer: ({rates, plain}) =>
    `There is no swing up to rate ${formatDecimals(
      rates.findLast((_, k) => plain[k] === 0)!,
      3,
    )} (1/25 = 0.04), then the swing grows to a whole start at 0.08 = 2/25 and to ${formatDecimals(plain.at(-1)!, 0)} starts at 0.09, within 30 updates.`,
  figures: ({rates, plain, average}) => [
    {
      name: 'swing',
      title: 'Greatest swing to the other side of the valley',
      caption:
        'Plain descent swings from 1/curvature on and leaves the valley at 2/curvature; the average swings at small rates too, but never far.',
      panels: [
        {
          kind: 'lines',
          title: 'Swing',
          xTitle: 'Rate',
          yTitle: 'Swing / start',
          yDomain: [0, 2],
          series: [
            {label: 'plain', x: rates, y: plain},
            {label: 'average of gradients, b = 0.9', x: rates, y: average},
          ],
        },
      ],
    },
  ],
  ...code.swingGrows,
  next: 'Where does the swing begin with curvature 100?',
});

const largerRate = item({
  id: 'L7.3',
  name: 'larger-rate',
  title: 'How much larger a rate momentum allows',
  statement:
    'The swing across keeps plain descent from a much larger rate. Averaging the gradients tends to cancel it, so that a larger rate should be possible.',
  places: '002:89-97',
  question: 'Plain descent is stable up to 2/25 = 0.08. Up to where with the average, b = 0.9?',
  measure() {
    const betas = [0, 0.5, 0.8, 0.9, 0.95];
    const of = (form: Parameters<typeof largestStableRate>[0]) =>
      betas.map((beta) => largestStableRate(form, 25, beta));
    return {
      betas,
      plain: betas.map(() => largestStableRate('plain', 25, 0)),
      average: of('average'),
      classical: of('classical'),
      nesterov: of('nesterov'),
      averageFormula: betas.map((b) => (2 * (1 + b)) / (25 * (1 - b))),
      classicalFormula: betas.map((b) => (2 * (1 + b)) / 25),
      nesterovFormula: betas.map((b) => (2 * (1 + b)) / (25 * (1 + 2 * b))),
    };
  },
  rule: 'holds where for every b above 0 the average and the classical form have a larger greatest rate than plain descent, with conditions where the average has.',
  verdict({betas, plain, average, classical}) {
    const larger = (rates: readonly number[]): boolean =>
      betas.every((b, i) => b === 0 || rates[i]! > 1.05 * plain[i]!);
    return onClaim({always: larger(average) && larger(classical), sometimes: larger(average)});
  },
  answer: ({plain, average, classical, nesterov}) =>
    `The largest stable rates as measured are ${formatDecimals(plain[0]!, 3)} for plain descent and, with b = 0.9, ${formatDecimals(average[3]!, 2)} (19 times as much) for the average, ${formatDecimals(classical[3]!, 3)} (1.9 times) for the classical form and only ${formatDecimals(nesterov[3]!, 4)} for that of Nesterov.`,
  figures: ({betas, plain, average, classical, nesterov}) => [
    {
      name: 'rates',
      title: 'Largest stable rate, curvature 25',
      caption: 'Both forms of momentum allow more than plain descent, the look-ahead of Nesterov less and less.',
      panels: [
        {
          kind: 'lines',
          title: 'Largest stable rate',
          xTitle: 'b',
          yTitle: 'Rate (log scale)',
          yLog: true,
          series: [
            {label: 'plain', x: betas, y: plain, as: 'dashed'},
            {label: 'average', x: betas, y: average, as: 'line and points'},
            {label: 'classical', x: betas, y: classical, as: 'line and points'},
            {label: "Nesterov's", x: betas, y: nesterov, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  tables: ({betas, average, averageFormula, classical, classicalFormula, nesterov, nesterovFormula}) => [
    {
      title:
        'Measured by halving, beside 2(1 + b) / (c (1 - b)), 2(1 + b) / c and 2(1 + b) / (c (1 + 2b)) for curvature c = 25',
      columns: ['b', 'average', 'formula', 'classical', 'formula', "Nesterov's", 'formula'],
      rows: betas.map((b, i) => [
        b,
        ...[average, averageFormula, classical, classicalFormula, nesterov, nesterovFormula].map((all) =>
          formatDecimals(all[i]!, 5),
        ),
      ]),
    },
  ],
  ...code.largerRate,
  next: 'The largest stable rate is not the fastest one: compare the heights after 50 updates at 0.9 of it.',
});

/** The swing across a valley and the rates that it allows. */
export const oscillationItems = [swingGrows, largerRate];
