import {leaveOneOut} from '../../../../lib/data/index.ts';
import {mean} from '../../../../lib/base/statistics.ts';
import type {Topic} from '../../frame/topic.ts';
import {bayes, binomial} from './compute-probability.ts';
import {accuraciesOf, majority} from './compute-resampling.ts';
import {scoresOf} from './compute-scores.ts';
import {imbalance, tradeOff} from './items-accuracy.ts';
import {posterior, rare} from './items-bayes.ts';
import {balanced, bootstrapLimits} from './items-bootstrap-limits.ts';
import {bootstrapShare, point632} from './items-bootstrap.ts';
import {cells, matrix} from './items-confusion.ts';
import {binomialItem, normalItem} from './items-distributions.ts';
import {crossValidation, oneOut} from './items-folds.ts';
import {holdoutItem, subsampling} from './items-holdout.ts';
import {accuratePrecise, f1} from './items-precision.ts';
import {conditional, odds} from './items-probability.ts';
import {likelihood, samplePopulation} from './items-samples.ts';
import {network, selectionBias} from './items-sampling.ts';
import {comparison} from './items-schemes.ts';
import {scores, zeroOverZero} from './items-scores.ts';

/** Evaluation and probability: scores, resampling, distributions. */
export const evaluationTopic: Topic = {
  number: 17,
  name: 'evaluation',
  title: 'Evaluation and probability',
  summary:
    'How good a classifier is, in numbers, and what they hide; how to estimate this from few examples, with the bias and spread of every scheme; and the probability behind both.',
  items: [
    matrix,
    cells,
    scores,
    zeroOverZero,
    imbalance,
    tradeOff,
    f1,
    accuratePrecise,
    holdoutItem,
    subsampling,
    crossValidation,
    oneOut,
    bootstrapShare,
    point632,
    bootstrapLimits,
    balanced,
    comparison,
    network,
    selectionBias,
    odds,
    conditional,
    rare,
    posterior,
    normalItem,
    binomialItem,
    samplePopulation,
    likelihood,
  ],
  exercises: [
    {
      name: '17a',
      question:
        '40 true positives, 10 false negatives, 20 false positives, 130 true negatives: sensitivity, specificity, accuracy, precision and F1, as a list.',
      answer: () => scoresOf({tp: 40, fn: 10, fp: 20, tn: 130}),
      tolerance: 1e-3,
      hint: 'Sensitivity and precision share their numerator; F1 = 2TP / (2TP + FP + FN).',
    },
    {
      name: '17b',
      question:
        'One in a thousand is ill; a test finds 99 % of the ill and clears 98 % of the healthy. The probability of the illness after a positive test, and after two independent ones, as a list.',
      answer() {
        const first = bayes(0.001, 0.99, 0.02);
        return [first, bayes(first, 0.99, 0.02)];
      },
      tolerance: 1e-2,
      hint: 'The result of the first test is the prior of the second.',
    },
    {
      name: '17c',
      question:
        'The majority rule on 11 examples of one class and 9 of the other: its accuracy by leaving one out; and the probability of exactly 9 right answers of 10 at p = 0.9. As a list.',
      answer() {
        const points = {
          x: Array.from({length: 20}, () => [0]),
          labels: Array.from({length: 20}, (_, i) => Number(i < 9)),
        };
        return [mean(accuraciesOf(points, majority, leaveOneOut(20))), binomial(9, 10, 0.9)];
      },
      tolerance: 1e-3,
      hint: 'With one of the 11 left out, which class is still the more frequent one?',
    },
  ],
};
