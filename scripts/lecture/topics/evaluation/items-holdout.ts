import {mean, standardDeviation} from '../../../../lib/base/statistics.ts';
import {holdout, randomSubsampling} from '../../../../lib/data/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {accuraciesOf, clouds, correlation, nearestMean, study} from './compute-resampling.ts';
import {codeResampling as code} from './code-resampling.ts';

const seedsOf = (count: number): number[] => Array.from({length: count}, (_, i) => i + 1);

export const holdoutItem = item({
  id: 'L17.2',
  name: 'holdout',
  title: 'Holdout and its three limits',
  statement:
    'Holding a part out leaves fewer examples to train with, so that the model may not be as good; the estimate may depend much on the split; and the two parts are not independent.',
  places: '003:1115',
  question:
    '40 examples, 30 % held out: how far apart are the best and the worst estimate over many splits of the same examples?',
  measure(ground) {
    const points = clouds(40, ground.seed);
    const splits = seedsOf(ground.size(300, 150)).map((seed) => holdout(points.labels.length, {seed, fraction: 0.3}));
    const estimates = accuraciesOf(points, nearestMean, splits);
    const share = (part: Int32Array) => mean([...part].map((i) => points.labels[i]!));
    const fractions = [0.1, 0.3, 0.5, 0.7];
    const qualities = study(
      fractions.map(
        (fraction) => (set, seed) =>
          mean(accuraciesOf(set, nearestMean, randomSubsampling(set.labels.length, {seed, fraction, repeats: 5}))),
      ),
      nearestMean,
      {sets: ground.size(400, 150), n: 40, seed: ground.seed},
    );
    return {
      estimates,
      deviation: standardDeviation(estimates)!,
      correlationOfShares: correlation(
        splits.map(({train}) => share(train)),
        splits.map(({test}) => share(test)),
      ),
      fractions,
      biases: qualities.map(({bias}) => bias),
    };
  },
  rule: 'holds where all three are seen: a bias that is lower for 70 % held out than for 10 % by 0.01, a deviation over splits above 0.05, and shares of a class in the two parts with a correlation below −0.99; with conditions where some are.',
  verdict({biases, deviation, correlationOfShares}) {
    const seen = [biases.at(-1)! < biases[0]! - 0.01, deviation > 0.05, correlationOfShares < -0.99];
    return onClaim({always: seen.every(Boolean), sometimes: seen.some(Boolean)});
  },
  answer: ({estimates, deviation, correlationOfShares, fractions, biases}) =>
    `Held out from the same 40 examples, the estimates go from ${formatDecimals(Math.min(...estimates), 2)} to ${formatDecimals(Math.max(...estimates), 2)}, deviation ${formatDecimals(deviation, 3)}. With ${fractions.map((fraction, i) => `${100 * fraction} % held out the bias is ${formatDecimals(biases[i]!, 3)}`).join(', ')}. The shares of a class in both parts have correlation ${formatDecimals(correlationOfShares, 3)}: what is in one is missing in the other.`,
  figures: ({estimates, fractions, biases}) => {
    const values = [...new Set(estimates.map((each) => Math.round(each * 12)))].sort((a, b) => a - b);
    return [
      {
        name: 'splits',
        title: 'Holdout',
        caption:
          'On the left one set of examples and many splits; on the right what is lost by training with fewer examples.',
        panels: [
          {
            kind: 'bars',
            title: 'Estimates of the same examples',
            xTitle: 'Right answers of 12 held out',
            yTitle: 'Splits',
            names: values.map(String),
            series: [
              {
                label: 'splits',
                values: values.map((value) => estimates.filter((each) => Math.round(each * 12) === value).length),
              },
            ],
          },
          {
            kind: 'lines',
            title: 'Bias of the estimate',
            xTitle: 'Share held out',
            yTitle: 'Estimate less truth',
            series: [{label: 'bias', x: fractions, y: biases, as: 'line and points'}],
          },
        ],
      },
    ];
  },
  ...code.holdout,
  next: 'Stratify the split: which of the three limits goes?',
});

export const subsampling = item({
  id: 'L17.2',
  name: 'subsampling',
  title: 'Random subsampling',
  statement:
    'Repeating the holdout and taking the mean of the k accuracies improves the estimate; some examples may train more often than others.',
  places: '003:1116',
  question: 'Ten holdouts in place of one: is the spread a tenth, a third, or not much smaller?',
  measure(ground) {
    const points = clouds(40, ground.seed);
    const options = {fraction: 0.3, repeats: 10};
    const runs = seedsOf(ground.size(200, 100)).map((seed) =>
      accuraciesOf(points, nearestMean, randomSubsampling(points.labels.length, {...options, seed})),
    );
    const uses = points.labels.map(
      (_, i) =>
        randomSubsampling(points.labels.length, {...options, seed: 1}).filter(({train}) => train.includes(i)).length,
    );
    return {
      ofOne: standardDeviation(runs.map(([first]) => first!))!,
      ofTen: standardDeviation(runs.map(mean))!,
      fewestUses: Math.min(...uses),
      mostUses: Math.max(...uses),
      uses,
    };
  },
  rule: 'holds where the mean of ten holdouts spreads less than half as much as one, and some example trains at least twice more than another; with conditions where it only spreads less.',
  verdict: ({ofOne, ofTen, fewestUses, mostUses}) =>
    onClaim({always: ofTen < ofOne / 2 && mostUses >= fewestUses + 2, sometimes: ofTen < ofOne}),
  answer: ({ofOne, ofTen, fewestUses, mostUses}) =>
    `Over splits of the same examples one holdout spreads by ${formatDecimals(ofOne, 3)}, the mean of ten by ${formatDecimals(ofTen, 3)}, ${formatDecimals(ofOne / ofTen, 1)} times less. An example trains ${fewestUses} to ${mostUses} times of 10.`,
  figures: ({uses}) => [
    {
      name: 'uses',
      title: 'How often each of 40 examples trains',
      caption: 'Nothing evens out how often an example is used; k-fold cross-validation does.',
      panels: [
        {
          kind: 'lines',
          title: 'Uses',
          xTitle: 'Example',
          yTitle: 'Trains so many times of 10',
          yDomain: [0, 10.5],
          series: [{label: 'uses', x: uses.map((_, i) => i + 1), y: uses, as: 'points'}],
        },
      ],
    },
  ],
  ...code.subsampling,
  next: 'Take a thousand repeats: does the spread over sets of examples go to 0 as well?',
});
