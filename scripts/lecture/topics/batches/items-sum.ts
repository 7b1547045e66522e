import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {drawRegression, greatestDifference, lossOf, miniBatchDescent} from './compute.ts';
import {firstOf, trainSoftmax, weightDifference} from './compute-digits.ts';

const start = [-1.5, 1.5];

export const sumSlip = item({
  id: 'L5.1',
  name: 'sum',
  title: 'The sum without 1 / m',
  statement:
    'The algorithm as printed adds the gradients of a batch up and steps by the rate times the sum, while the words beside it say the average.',
  places: '000:90-99, 000:106-128, 003:1309, 003:1359, 003:1418',
  question: 'A rate of 0.1 is fine for the mean. What does it do with the sum of 50 gradients?',
  async measure(ground) {
    const data = drawRegression(ground.seed, 200, 0.5);
    const {seed} = ground;
    const way = (rate: number, isSum: boolean, epochs = 5) =>
      miniBatchDescent(data, {start, rate, epochs, batchSize: 50, seed, isSum});
    const {train} = await ground.examples();
    const digits = firstOf(train, 200);
    const trained = (rate: number, reduction: 'sum' | 'mean') =>
      trainSoftmax({data: digits, rate, reduction, seed, epochs: 2, batchSize: 20, evaluateEvery: 2});
    const [sum, mean] = [await trained(0.02, 'sum'), await trained(0.4, 'mean')];
    digits.x.dispose();
    digits.y.dispose();
    const losses = (isSum: boolean) => way(0.1, isSum).map((point) => lossOf(data, point));
    return {
      printed: way(0.1, true)[1]!,
      right: way(0.1, false)[1]!,
      meanAtFiftyTimesTheRate: way(5, false)[1]!,
      differenceOfWays: greatestDifference(way(0.002, true), way(0.1, false)),
      differenceOnDigits: weightDifference(sum.weights, mean.weights),
      lossesOfSum: losses(true),
      lossesOfMean: losses(false),
    };
  },
  rule: 'a slip where the first update with the sum is not, to six digits, the one with the average that the words ask for; else exact.',
  verdict: ({printed, right}) => onPrinted({printed, right}, 6),
  answer: ({printed, right, meanAtFiftyTimesTheRate, differenceOfWays, differenceOnDigits, lossesOfSum}) =>
    `Line 8 leaves the division by m out: the first update leads to (${printed.map((w) => formatDecimals(w, 3)).join(', ')}) instead of (${right.map((w) => formatDecimals(w, 3)).join(', ')}), which is where the mean goes at 50 times the rate, (${meanAtFiftyTimesTheRate.map((w) => formatDecimals(w, 3)).join(', ')}). The sum at rate a is the mean at rate a m: the ways differ by ${formatNumber(differenceOfWays, 1)}, on digits by ${formatNumber(differenceOnDigits, 1)}. At 0.1 with 50 examples the sum ends at a loss of ${formatNumber(lossesOfSum.at(-1)!, 2)}.`,
  figures: ({lossesOfSum, lossesOfMean}) => [
    {
      name: 'losses',
      title: 'The same rate with the sum and with the mean',
      caption: 'Batches of 50 at rate 0.1: the mean goes down, the sum is 50 times as long and explodes.',
      panels: [
        {
          kind: 'lines',
          title: 'Loss of all examples',
          xTitle: 'Update',
          yTitle: 'Loss (log scale)',
          yLog: true,
          series: [
            {label: 'sum', x: lossesOfSum.map((_, i) => i), y: lossesOfSum, as: 'line and points'},
            {label: 'mean', x: lossesOfMean.map((_, i) => i), y: lossesOfMean, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.sum,
  next: "Give train the option reduction: 'sum' and a rate m times as small.",
});
