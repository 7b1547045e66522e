import {mean} from '../../../../lib/base/statistics.ts';
import {kFold, leaveOneOut} from '../../../../lib/data/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {accuraciesOf, clouds, majority, nearestMean, study} from './compute-resampling.ts';
import {codeResampling as code} from './code-resampling.ts';

export const crossValidation = item({
  id: 'L17.2',
  name: 'k-fold',
  title: 'Cross-validation, and ten splits',
  statement:
    'Of k parts each tests once while the others train, so that every example tests exactly once and trains k - 1 times; ten splits work well.',
  places: '003:1100-1117',
  question: 'Is the estimate of 10 parts better than that of 2? And than that of 40, with four times the work?',
  measure(ground) {
    const ks = [2, 4, 10, 20, 40];
    const folds = kFold(40, {k: 10, seed: ground.seed});
    const tests = Array.from({length: 40}, (_, i) => folds.filter(({test}) => test.includes(i)).length);
    const trains = Array.from({length: 40}, (_, i) => folds.filter(({train}) => train.includes(i)).length);
    const qualities = study(
      ks.map((k) => (set, seed) => mean(accuraciesOf(set, nearestMean, kFold(set.labels.length, {k, seed})))),
      nearestMean,
      {sets: ground.size(400, 150), n: 40, seed: ground.seed},
    );
    // 43 examples leave folds of different sizes.
    const points = clouds(43, ground.seed);
    const splits = kFold(43, {k: 10, seed: ground.seed});
    const accuracies = accuraciesOf(points, nearestMean, splits);
    const wrong = accuracies.reduce((sum, accuracy, i) => sum + (1 - accuracy) * splits[i]!.test.length, 0);
    return {
      tests: [Math.min(...tests), Math.max(...tests)],
      trains: [Math.min(...trains), Math.max(...trains)],
      ks,
      biases: qualities.map(({bias}) => bias),
      errors: qualities.map(({error}) => error),
      byTotalErrors: 1 - wrong / 43,
      byMeanOfFolds: mean(accuracies),
    };
  },
  rule: 'holds where every example tests once and trains nine times, and the error of the estimate with ten parts is at most 10 % above the least of all k; with conditions where only the former is so.',
  verdict({tests, trains, ks, errors}) {
    const isEven = tests.every((count) => count === 1) && trains.every((count) => count === 9);
    return onClaim({always: isEven && errors[ks.indexOf(10)]! <= 1.1 * Math.min(...errors), sometimes: isEven});
  },
  answer: ({ks, biases, errors, byTotalErrors, byMeanOfFolds}) =>
    `The bias and the error of the estimate are, for ${ks.map((k, i) => `k = ${k}: ${formatDecimals(biases[i]!, 3)} and ${formatDecimals(errors[i]!, 4)}`).join('; ')}. Adding up the errors of all runs and taking the mean of the folds differ a little where folds differ in size: ${formatDecimals(byTotalErrors, 4)} and ${formatDecimals(byMeanOfFolds, 4)} for 43 examples.`,
  figures: ({ks, biases, errors}) => [
    {
      name: 'k',
      title: 'How many parts',
      caption: 'The bias of few parts goes with more of them; from ten on little is gained.',
      panels: [
        {
          kind: 'lines',
          title: 'Bias',
          xTitle: 'Parts k (log scale)',
          yTitle: 'Estimate less truth',
          xLog: true,
          series: [{label: 'bias', x: ks, y: biases, as: 'line and points'}],
        },
        {
          kind: 'lines',
          title: 'Error of the estimate',
          xTitle: 'Parts k (log scale)',
          yTitle: 'Root of the mean square',
          xLog: true,
          series: [{label: 'error', x: ks, y: errors, as: 'line and points'}],
        },
      ],
    },
  ],
  ...code.kFold,
  next: 'Repeat tenfold cross-validation ten times with other parts: what does it gain over 100 parts?',
});

export const oneOut = item({
  id: 'L17.2',
  name: 'leave-one-out',
  title: 'Leave one out',
  statement: 'Cross-validation with as many parts as examples is good because it trains with as many as possible.',
  places: '003:1117',
  question:
    'A rule that always says the more frequent class, 20 examples of each: what does leaving one out say of it?',
  measure(ground) {
    const [two, all] = study(
      [2, 40].map((k) => (set, seed) => mean(accuraciesOf(set, nearestMean, kFold(set.labels.length, {k, seed})))),
      nearestMean,
      {sets: ground.size(400, 150), n: 40, seed: ground.seed},
    );
    const even = {x: Array.from({length: 40}, () => [0]), labels: Array.from({length: 40}, (_, i) => i % 2)};
    return {
      trainings: leaveOneOut(40).length,
      trainedWith: leaveOneOut(40)[0]!.train.length,
      biasOfTwo: two!.bias,
      bias: all!.bias,
      ofMajority: mean(accuraciesOf(even, majority, leaveOneOut(40))),
      truthOfMajority: mean(even.labels),
    };
  },
  rule: 'holds where its bias is below 0.015 and less than that of two parts, and the estimate for the majority rule is within 0.1 of the truth; with conditions where only the bias is so.',
  verdict({bias, biasOfTwo, ofMajority, truthOfMajority}) {
    const isGood = Math.abs(bias) < 0.015 && Math.abs(bias) < Math.abs(biasOfTwo);
    return onClaim({always: isGood && Math.abs(ofMajority - truthOfMajority) < 0.1, sometimes: isGood});
  },
  answer: ({bias, biasOfTwo, ofMajority, truthOfMajority, trainings, trainedWith}) =>
    `The bias of leaving one out is ${formatDecimals(bias, 4)}, with two parts ${formatDecimals(biasOfTwo, 4)}, for ${trainings} trainings with ${trainedWith} examples. But the majority rule gets ${ofMajority} where ${truthOfMajority} is true: the one left out is always of the class that has just become the rarer one.`,
  ...code.leaveOneOut,
  next: 'Stratified tenfold parts for the majority rule: what do they say?',
});
