import * as tf from '@tensorflow/tfjs';
import {formatDecimals} from '../../../report/number-format.ts';
import {smallDigits} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {ratesOfUpdate} from './compute-sparse.ts';

const vectorOfRates = item({
  id: 'L8.3',
  name: 'vector-of-rates',
  title: 'One rate, or one for each weight',
  statement:
    'A schedule gives the same rate to all weights; dividing by the root of the sums gives a vector of rates, which is multiplied with the gradient number by number and is no dot product.',
  places: '000:429-479, 002:311-316, 001:108',
  question:
    'In one update on digits: by which factor do the rates of the weights differ, with plain descent and with Adagrad?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const of = (rule: 'sgd' | 'adagrad') =>
      ratesOfUpdate(digits, rule, {updates: ground.size(30, 15), seed: ground.seed});
    const [sgd, adagrad] = [of('sgd'), of('adagrad')];
    tf.dispose([digits.x, digits.y]);
    // Every twentieth of the sorted rates is enough to draw.
    const drawn = (all: readonly number[]) =>
      Array.from({length: 21}, (_, i) => all[Math.round((i * (all.length - 1)) / 20)]!);
    const [a, b] = [
      [2, 3, 5],
      [0.1, 0.2, 0.3],
    ];
    return {
      sgd: drawn(sgd),
      adagrad: drawn(adagrad),
      spreadOfSgd: sgd.at(-1)! / sgd[0]!,
      spreadOfAdagrad: adagrad.at(-1)! / adagrad[0]!,
      hadamard: a.map((value, i) => value * b[i]!),
      dot: a.reduce((sum, value, i) => sum + value * b[i]!, 0),
    };
  },
  rule: 'holds where the rates of plain descent, measured as move over gradient, are the same to 2 % and those of Adagrad differ by more than a factor of 3; with conditions where the second is so.',
  verdict: ({spreadOfSgd, spreadOfAdagrad}) =>
    onClaim({always: spreadOfSgd < 1.02 && spreadOfAdagrad > 3, sometimes: spreadOfAdagrad > 3}),
  answer: ({spreadOfSgd, spreadOfAdagrad, hadamard, dot}) =>
    `The rates of the weights differ by a factor of ${formatDecimals(spreadOfSgd, 3)} under plain descent and of ${formatDecimals(spreadOfAdagrad, 0)} under Adagrad. (2, 3, 5) times (0.1, 0.2, 0.3) number by number is (${hadamard.map((value) => formatDecimals(value, 1)).join(', ')}), the dot product the one number ${formatDecimals(dot, 1)}.`,
  figures: ({sgd, adagrad}) => [
    {
      name: 'rates',
      title: 'Rates of all weights in one update, sorted',
      caption: 'Plain descent has one rate for all, Adagrad one for each weight.',
      panels: [
        {
          kind: 'lines',
          title: 'Move / gradient',
          xTitle: 'Share of the weights',
          yTitle: 'Rate (log scale)',
          yLog: true,
          series: [
            {label: 'plain descent', x: sgd.map((_, i) => i / 20), y: sgd, as: 'line and points'},
            {label: 'Adagrad', x: adagrad.map((_, i) => i / 20), y: adagrad, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.vectorOfRates,
  next: 'Which rule gives a rate to each layer instead of each weight? Look for LARS.',
});

/** A rate for each weight. */
export const vectorItems = [vectorOfRates];
