import * as tf from '@tensorflow/tfjs';
import {momentum, nesterov, sgd} from '../../../../optimizers/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {lastLoss, smallDigits, trainSmall} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';

const rateOnDigits = item({
  id: 'L7.3',
  name: 'rate-on-digits',
  title: 'The largest useful rate on a network',
  statement:
    'Averaging the gradients tends to cancel the swing that keeps descent from a much larger rate. Measured here is what this allows a network.',
  places: '002:89-97',
  question:
    'The rate is doubled until the network learns no more: how many doublings further with the average, b = 0.9?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const rates = Array.from({length: ground.size(7, 5)}, (_, k) => 2 ** (k - 1));
    const updates = ground.size(100, 40);
    const losses = (seed: number, make: (rate: number) => tf.Optimizer) =>
      rates.map((rate) => Math.min(1e6, lastLoss(trainSmall(digits, {optimizer: make(rate), updates, seed}))));
    const runs = ground.seeds(ground.size(3, 2)).map((seed) => ({
      plain: losses(seed, (rate) => sgd(rate)),
      average: losses(seed, (rate) => momentum(rate, {form: 'average', biasCorrection: true})),
    }));
    tf.dispose([digits.x, digits.y]);
    // Learned: half of the loss of guessing, log 10, is gone.
    const largest = (all: readonly number[]): number => rates.findLast((_, k) => all[k]! < Math.log(10) / 2) ?? 0;
    const plain = runs.map((run) => largest(run.plain));
    const average = runs.map((run) => largest(run.average));
    return {
      rates,
      plainLosses: runs[0]!.plain,
      averageLosses: runs[0]!.average,
      plain,
      average,
      seeds: runs.length,
      agreed: runs.filter((_, i) => average[i]! > plain[i]!).length,
    };
  },
  rule: 'holds where from every start the largest rate (doubled step by step) with a last loss below half of log 10 is larger with the average, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({plain, average, agreed, seeds}) =>
    `The average allows the network a larger rate from ${agreed} of ${seeds} starts: it learns up to the rates ${average.join(', ')} with the average, and up to ${plain.join(', ')} without.`,
  figures: ({rates, plainLosses, averageLosses}) => [
    {
      name: 'losses',
      title: 'Loss of a small network on digits, by rate',
      caption: 'The average can do with a rate several times as large before the loss is that of guessing or worse.',
      panels: [
        {
          kind: 'lines',
          title: 'Last loss',
          xTitle: 'Rate (log scale)',
          yTitle: 'Loss (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'plain', x: rates, y: plainLosses, as: 'line and points'},
            {label: 'average, b = 0.9', x: rates, y: averageLosses, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.rateOnDigits,
  next: 'And in the classical form, whose steps are ten times as long at the same rate?',
  real: 'mnist --optimizers sgd:lr=2,momentum:lr=2:form=average,momentum:lr=2 --epochs 1',
});

const nesterovOnDigits = item({
  id: 'L7.6',
  name: 'nesterov-on-digits',
  title: 'The look-ahead on a network',
  statement: 'In practice the look-ahead was found to perform well. Compared here with momentum without it.',
  places: '003:1330, 003:1323-1327',
  question: 'Same rate, same momentum, digits: which of the two has the lower loss early, and at which rates?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const rates = [0.05, 0.1, 0.2, 0.4, 0.8].slice(0, ground.size(5, 3));
    const updates = ground.size(100, 40);
    const means = (seed: number, make: (rate: number) => tf.Optimizer) =>
      rates.map((rate) => lastLoss(trainSmall(digits, {optimizer: make(rate), updates, seed}), updates));
    const runs = ground.seeds(3).map((seed) => ({
      momentum: means(seed, (rate) => momentum(rate)),
      nesterov: means(seed, (rate) => nesterov(rate)),
    }));
    tf.dispose([digits.x, digits.y]);
    const least = (all: readonly number[]): number => Math.min(...all);
    return {
      rates,
      momentum: runs.map((run) => run.momentum),
      nesterov: runs.map((run) => run.nesterov),
      seeds: runs.length,
      agreed: runs.filter((run) => least(run.nesterov) < least(run.momentum)).length,
    };
  },
  rule: 'holds where from every start the mean loss of the training, each at its best rate, is lower with the look-ahead, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({momentum: plain, nesterov: ahead, agreed, seeds}) =>
    `The mean loss with the look-ahead is lower from ${agreed} of ${seeds} starts; from the first one it is ${formatDecimals(Math.min(...ahead[0]!), 3)} against ${formatDecimals(Math.min(...plain[0]!), 3)}, each at its best rate.`,
  figures: ({rates, momentum: plain, nesterov: ahead}) => [
    {
      name: 'means',
      title: 'Mean loss of a short training on digits, by rate',
      caption:
        'The look-ahead is a little lower at most rates. One start is drawn; the loss of Nesterov is that of the point ahead.',
      panels: [
        {
          kind: 'lines',
          title: 'Mean loss',
          xTitle: 'Rate (log scale)',
          yTitle: 'Loss',
          xLog: true,
          series: [
            {label: 'momentum', x: rates, y: plain[0]!, as: 'line and points'},
            {label: "Nesterov's", x: rates, y: ahead[0]!, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.nesterovOnDigits,
  next: "Take the form 'reformulated', whose loss is that of the weights themselves.",
  real: 'mnist --optimizers momentum:lr=0.05,nesterov:lr=0.05 --epochs 3 --seeds 3',
});

/** Momentum and the look-ahead on a network. */
export const networkItems = {rateOnDigits, nesterovOnDigits};
