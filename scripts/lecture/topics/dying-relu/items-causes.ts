import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {inSeeds, meanOf, table} from './runs.ts';

const rates = [0.1, 0.3, 0.6, 1, 2];
const percent = (share: number): string => `${formatDecimals(100 * share, 0)} %`;

export const rate = item({
  id: 'L14.1',
  name: 'rate',
  title: 'Dead units by rate, on the digits',
  statement: 'A high learning rate is a cause of dying ReLUs.',
  places: '003:1527-1544',
  question: 'Two hidden layers on the digits: at which rate is half of the units dead?',
  async measure(ground) {
    const found = await table(
      ground,
      rates.map((each) => ({kind: 'relu', rate: each, bias: 0})),
    );
    const {dead, seeds} = found;
    return {rates, ...found, agreed: inSeeds(seeds, (s) => dead[4]![s]! > 0.5 && dead[0]![s]! < 0.2)};
  },
  rule: 'holds where for every seed more than half of the units are dead at the rate 2 and less than a fifth at 0.1; with conditions for two seeds in three.',
  verdict: onSeeds,
  answer: ({dead, accuracy, agreed, seeds}) =>
    `More units die at the higher rates for ${agreed} of ${seeds} seeds. On average ${rates.map((each, i) => `${percent(meanOf(dead[i]!))} are dead at the rate ${each}`).join(', ')}; with the units goes the accuracy, from ${percent(meanOf(accuracy[0]!))} to ${percent(meanOf(accuracy[4]!))}.`,
  figures: ({dead, accuracy, deadAtStart}) => [
    {
      name: 'by-rate',
      title: 'Dead units and accuracy by rate',
      caption:
        'Means over the seeds. Almost no unit is dead at the start; above a rate of about 0.6 they die, and the test accuracy falls with them.',
      panels: [
        {
          kind: 'lines',
          title: 'After training',
          xTitle: 'Rate (log scale)',
          yTitle: 'Share',
          xLog: true,
          yDomain: [0, 1],
          series: [
            {label: 'dead at the start', x: rates, y: deadAtStart.map(meanOf), as: 'dashed'},
            {label: 'dead at the end', x: rates, y: dead.map(meanOf), as: 'line and points'},
            {label: 'test accuracy', x: rates, y: accuracy.map(meanOf), as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.rate,
  next: 'Let the rate begin small and grow: do the units survive the rate of 1?',
  real: 'mnist --model mlp:widths=32-32 --optimizers sgd:lr=0.1,sgd:lr=1,sgd:lr=2 --epochs 2',
});

const biases = [0, -1, -5];

export const bias = item({
  id: 'L14.1',
  name: 'bias',
  title: 'Dead units by bias, on the digits',
  statement: 'A large negative bias is a cause of dying ReLUs.',
  places: '003:1547-1549',
  question:
    'All hidden units begin with the bias −1, or −5: how many are dead, and does training at the rate 0.1 wake them?',
  async measure(ground) {
    const found = await table(
      ground,
      biases.map((each) => ({kind: 'relu', rate: 0.1, bias: each})),
    );
    const {dead, deadAtStart, seeds} = found;
    return {
      biases,
      ...found,
      agreed: inSeeds(
        seeds,
        (s) =>
          deadAtStart[0]![s]! < deadAtStart[1]![s]! &&
          deadAtStart[1]![s]! <= deadAtStart[2]![s]! &&
          dead[1]![s]! > dead[0]![s]! + 0.3 &&
          dead[2]![s]! >= dead[1]![s]!,
      ),
    };
  },
  rule: 'holds where for every seed more units are dead at the start with −1 than with 0 and no fewer with −5, and after training still 30 % more with −1 than with 0 and no fewer with −5; with conditions for two seeds in three.',
  verdict: onSeeds,
  answer: ({dead, deadAtStart, accuracy, agreed, seeds}) =>
    `A large negative bias leaves more units dead for ${agreed} of ${seeds} seeds: with the biases 0, −1 and −5 there are ${deadAtStart.map((each) => percent(meanOf(each))).join(', ')} dead at the start and ${dead.map((each) => percent(meanOf(each))).join(', ')} at the end. With −1 the accuracy is ${percent(meanOf(accuracy[1]!))}; guessing has 10 %.`,
  figures: ({dead, deadAtStart, accuracy}) => [
    {
      name: 'by-bias',
      title: 'Dead units by bias',
      caption:
        'Means over the seeds. Training does not wake them: where no unit of a layer passes anything on, no gradient comes back.',
      panels: [
        {
          kind: 'bars',
          title: 'Rate 0.1',
          xTitle: 'Bias at the start',
          yTitle: 'Share',
          names: biases.map((bias) => formatNumber(bias)),
          series: [
            {label: 'dead at the start', values: deadAtStart.map(meanOf)},
            {label: 'dead at the end', values: dead.map(meanOf)},
            {label: 'test accuracy', values: accuracy.map(meanOf)},
          ],
        },
      ],
    },
  ],
  ...code.bias,
  next: 'How does the share of dead units at the start depend on the spread of the weights?',
});
