import * as tf from '@tensorflow/tfjs';
import {formatDecimals} from '../../../report/number-format.ts';
import {smallDigits} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {adamSteps, type AdamSlip, families, lossGrid} from './compute-adam.ts';

/** A network that guesses has the loss log 10; half of it is gone where it has learned. */
const learned = Math.log(10) / 2;
const names = ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam'];

const robust = item({
  id: 'L8.6',
  name: 'robust',
  title: 'Fairly robust to its settings?',
  statement: 'Adam is fairly robust with respect to the values of its hyperparameters.',
  places: '004:352',
  question:
    'Rates from 0.0001 to 10, beta1 from 0 to 0.99, beta2 from 0.9 to 0.999: in which share of all settings does a network learn?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const rates = [0.0001, 0.001, 0.01, 0.1, 1, 10].slice(ground.size(0, 1), ground.size(6, 5));
    const beta1s = ground.size(4, 2) === 4 ? [0, 0.5, 0.9, 0.99] : [0, 0.9];
    const beta2s = ground.size(3, 2) === 3 ? [0.9, 0.99, 0.999] : [0.9, 0.999];
    const options = {rates, updates: ground.size(80, 40), seed: ground.seed};
    const all = families(beta1s, beta2s);
    const grids = names.map((name) => lossGrid(digits, all[name]!, options));
    tf.dispose([digits.x, digits.y]);
    const adam = grids.at(-1)!;
    const best = rates.map((_, i) => Math.min(...adam.map((row) => row[i]!)));
    const column = best.indexOf(Math.min(...best));
    const share = (losses: readonly number[]): number => losses.filter((loss) => loss < learned).length / losses.length;
    return {
      rates,
      pairs: beta1s.flatMap((beta1) => beta2s.map((beta2) => [beta1, beta2])),
      shares: grids.map((grid) => share(grid.flat())),
      bestLosses: grids.map((grid) => Math.min(...grid.flat())),
      bestRate: rates[column]!,
      acrossBetas: share(adam.map((row) => row[column]!)),
      lossesAcrossBetas: adam.map((row) => row[column]!),
      grid: adam,
    };
  },
  rule: 'holds where at least half of the whole grid learns (half of the loss of guessing is gone), with conditions where at the best rate all pairs of betas do.',
  verdict: ({shares, acrossBetas}) => onClaim({always: shares.at(-1)! >= 0.5, sometimes: acrossBetas === 1}),
  answer: ({shares, bestRate, lossesAcrossBetas}) =>
    `Adam is robust to its betas: at rate ${bestRate} all ${lossesAcrossBetas.length} pairs learn, with losses from ${formatDecimals(Math.min(...lossesAcrossBetas), 2)} to ${formatDecimals(Math.max(...lossesAcrossBetas), 2)}. To the rate it is not: of the whole grid ${formatDecimals(100 * shares[4]!, 0)} in 100 settings learn (${names
      .slice(0, 4)
      .map((name, i) => `${name} ${formatDecimals(100 * shares[i]!, 0)}`)
      .join(', ')}).`,
  figures: ({rates, pairs, grid, shares}) => [
    {
      name: 'grid',
      title: 'Last loss of a short training on digits with Adam',
      caption: 'Columns differ, rows hardly: the rate matters, the betas do not. Losses above 5 are written as 5.',
      panels: [
        {
          kind: 'heat',
          title: 'Adam',
          xTitle: 'Rate',
          yTitle: 'beta1 beta2',
          x: rates,
          y: pairs.map((pair) => pair.join(' ')),
          values: grid.map((row) => row.map((loss) => Number(Math.min(5, loss).toPrecision(2)))),
          valueTitle: 'loss',
        },
        {
          kind: 'bars',
          title: 'Settings that learn',
          xTitle: '',
          yTitle: 'Share of the grid',
          names,
          series: [{label: 'share', values: shares}],
        },
      ],
    },
  ],
  ...code.robust,
  next: 'Make the training five times as long: which column gains most?',
  real: 'mnist --optimizers adam:lr=0.001,adam:lr=0.001:beta1=0.5,adam:lr=0.001:beta2=0.9,adam:lr=0.01,adam:lr=0.1 --epochs 2',
});

const gradients = [2, 2, 2, 2, 2];

/** A slip in the printed algorithm: what becomes of a number of it under gradients of 2. */
const adamSlip = (
  name: 's-from-r' | 'r-hat-by-rho1' | 'no-square',
  slip: AdamSlip,
  words: {title: string; statement: string; places: string; question: string; next: string},
) =>
  item({
    id: 'L8.6',
    name,
    ...words,
    measure() {
      const [wrong, right] = [adamSteps(gradients, {slip}), adamSteps(gradients)];
      const shown = name === 's-from-r' ? 's' : 'steps';
      return {printed: wrong[shown], right: right[shown], stepsAsPrinted: wrong.steps, steps: right.steps};
    },
    rule: 'exact where under five gradients of 2 the numbers as printed are those of Adam, to three decimals; else a slip.',
    verdict: (values) => onPrinted(values, 3),
    answer: ({printed, right, stepsAsPrinted}) =>
      `As printed the averages are ${printed.map((value) => formatDecimals(value, 3)).join(', ')} in place of ${right.map((value) => formatDecimals(value, 3)).join(', ')}. The steps, all of the length of the rate in Adam, are ${stepsAsPrinted.map((value) => formatDecimals(value, 2)).join(', ')} rates long.`,
    tables: ({printed, right}) => [
      {
        title: 'Under gradients of 2',
        columns: ['update', 'as printed', 'Adam'],
        rows: printed.map((value, k) => [k + 1, formatDecimals(value, 6), formatDecimals(right[k]!, 6)]),
      },
    ],
    figures: ({stepsAsPrinted, steps}) => [
      {
        name: 'steps',
        title: 'Steps under a steady gradient',
        caption: 'Adam takes steps of the length of the rate; the algorithm as printed does not.',
        panels: [
          {
            kind: 'lines',
            title: 'Steps',
            xTitle: 'Update',
            yTitle: 'Step, in rates',
            series: [
              {label: 'as printed', x: steps.map((_, k) => k + 1), y: stepsAsPrinted, as: 'line and points'},
              {label: 'Adam', x: steps.map((_, k) => k + 1), y: steps, as: 'line and points'},
            ],
          },
        ],
      },
    ],
    ...code[name],
  });

const slips = [
  adamSlip('s-from-r', 's from r', {
    title: 'The first average out of the second',
    statement: 'The new s is rho1 times the last r, plus 1 - rho1 times the gradient.',
    places: '000:562, 000:668',
    question: 'r is an average of squares: what becomes of momentum?',
    next: 'With gradients of 100, which of the two parts of s is the greater?',
  }),
  adamSlip('r-hat-by-rho1', 'r-hat by beta1', {
    title: 'The second average corrected by rho1',
    statement: 'The corrected r is r divided by 1 - rho1 to the t.',
    places: '000:610',
    question: 'r needs a factor of 1000 at the first update and gets one of 10: how long is the first step?',
    next: 'When does the slip no longer matter?',
  }),
  adamSlip('no-square', 'no square', {
    title: 'The second average without a square',
    statement: 'The new r is rho2 times the last one, plus 1 - rho2 times the gradient.',
    places: '000:669',
    question: 'The gradient is 2 all the time: how long are the steps now? And for a gradient of −2?',
    next: 'Scale the loss by 100: which of the two rules takes the same steps as before?',
  }),
];

/** How much the settings of Adam matter, and three slips in its algorithm. */
export const robustItems = [robust, ...slips];
