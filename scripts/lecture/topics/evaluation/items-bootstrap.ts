import {mean} from '../../../../lib/base/statistics.ts';
import {bootstrap, bootstrap632} from '../../../../lib/data/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {codeResampling as code} from './code-resampling.ts';
import {nearestMean, schemes, study} from './compute-resampling.ts';

/** The share of n examples that a sample of n with replacement contains on average. */
const shareOf = (n: number): number => 1 - (1 - 1 / n) ** n;

export const bootstrapShare = item({
  id: 'L17.2',
  name: 'bootstrap-share',
  title: 'Where .632 comes from',
  statement:
    'The .632 bootstrap is named without the origin of its number. Added here: drawing n of n examples with replacement takes 0.632 of them.',
  places: '003:1118',
  question: 'Of 1000 examples, how many are in a sample of 1000 draws? And of 2 in a sample of 2?',
  measure(ground) {
    const sizes = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
    const samples = bootstrap(1000, {repeats: ground.size(200, 50), seed: ground.seed});
    return {
      printed: 0.632,
      right: shareOf(1000),
      measured: mean(samples.map(({train}) => new Set(train).size / 1000)),
      limit: 1 - 1 / Math.E,
      sizes,
      shares: sizes.map(shareOf),
    };
  },
  rule: 'exact where 1 - (1 - 1/n)^n at n = 1000 is 0.632 to three digits, else a slip.',
  verdict: (values) => onPrinted(values, 3),
  answer: ({right, measured, limit}) =>
    `1 - (1 - 1/n)^n is ${formatDecimals(right, 9)} at n = 1000; samples contain ${formatDecimals(measured, 4)} on average, and the limit is 1 - 1/e = ${formatDecimals(limit, 6)}.`,
  figures: ({sizes, shares, limit}) => [
    {
      name: 'share',
      title: 'Share of the examples in a sample',
      caption: 'From some tens of examples on it is near its limit.',
      panels: [
        {
          kind: 'lines',
          title: 'Share',
          xTitle: 'Examples n (log scale)',
          yTitle: 'Share',
          xLog: true,
          series: [
            {label: '1 - (1 - 1/n)^n', x: sizes, y: shares, as: 'line and points'},
            {label: '1 - 1/e', x: [1, 1000], y: [limit, limit], as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.share,
  next: 'Draw 2n of n examples: which share is taken then?',
});

export const point632 = item({
  id: 'L17.2',
  name: 'bootstrap-632',
  title: 'The .632 bootstrap',
  statement:
    'The .632 bootstrap combines the accuracy of each sample with that of a model trained on all examples. That the mixture of 0.632 and 0.368 of them is a better estimate than either is added here.',
  places: '003:1118',
  question:
    'The accuracy outside of the samples is too low, that on the training examples too high. Where is the mixture?',
  measure(ground) {
    const [outside, inside, mixed] = study(
      [schemes.bootstrap!, schemes['training set']!, schemes['.632 bootstrap']!].map(
        (scheme) => (set, seed) => scheme(set, nearestMean, seed),
      ),
      nearestMean,
      {sets: ground.size(400, 150), n: 40, seed: ground.seed},
    );
    return {
      biases: [outside!.bias, inside!.bias, mixed!.bias],
      errors: [outside!.error, inside!.error, mixed!.error],
      example: bootstrap632([0.8, 0.9], 1),
    };
  },
  rule: 'holds where outside is too low, inside too high, and the mixture has less bias than both; with conditions where it only lies between.',
  verdict({biases}) {
    const [outside, inside, mixed] = biases as [number, number, number];
    const isBetween = outside < mixed && mixed < inside;
    const isBetter = Math.abs(mixed) < Math.min(Math.abs(outside), Math.abs(inside));
    return onClaim({always: isBetween && isBetter && outside < 0 && inside > 0, sometimes: isBetween});
  },
  answer: ({biases, errors, example}) =>
    `The bias is ${formatDecimals(biases[0]!, 3)} outside of the samples, ${formatDecimals(biases[1]!, 3)} on the training examples, ${formatDecimals(biases[2]!, 3)} mixed; the errors of the estimate are ${errors.map((error) => formatDecimals(error, 3)).join(', ')}. For accuracies 0.8 and 0.9 outside and 1 inside the mixture is ${formatDecimals(example, 4)}.`,
  figures: ({biases, errors}) => [
    {
      name: 'mixture',
      title: 'Outside, inside and the mixture',
      caption: 'One is too low, the other too high; the mixture is nearest to 0.',
      panels: [
        {
          kind: 'bars',
          title: 'Estimate less truth',
          xTitle: '',
          yTitle: 'Bias, and error of the estimate',
          names: ['outside', 'inside', 'mixture'],
          series: [
            {label: 'bias', values: biases},
            {label: 'error', values: errors},
          ],
        },
      ],
    },
  ],
  ...code.point632,
  next: 'For which learner is inside always 1? What does the mixture do then?',
});
