import {mean, standardDeviation} from '../../../../lib/base/statistics.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {codeProbability as code} from './code-probability.ts';
import {binomial, integral, sampleMeans} from './compute-probability.ts';

const shares = range(0.01, 0.99, 99);

export const samplePopulation = item({
  id: 'L17.3',
  name: 'sample-population',
  title: 'Sample against population',
  statement: 'A sample is a part of the population that, it is hoped, stands for it without bias.',
  places: '003:1086-1089',
  question: 'To halve the error of a mean: how many times as large must the sample be?',
  measure(ground) {
    const {images, count} = ground.digits.train;
    const pixels = images.length / count;
    const ink = Array.from({length: count}, (_, i) => mean([...images.subarray(i * pixels, (i + 1) * pixels)]) / 255);
    const sizes = [10, 40, 160, 640];
    const samples = sizes.map((size) => sampleMeans(ink, size, ground.size(500, 250), ground.seed));
    const population = standardDeviation(ink)!;
    // Only the digits with more ink than most.
    const dark = [...ink].sort((a, b) => b - a).slice(0, count / 2);
    return {
      populationMean: mean(ink),
      sizes,
      means: samples.map(mean),
      deviations: samples.map((each) => standardDeviation(each)!),
      expected: sizes.map((size) => (population / Math.sqrt(size)) * Math.sqrt((count - size) / (count - 1))),
      biased: sampleMeans(dark, 640, 50, ground.seed).map((each) => each - mean(ink)),
    };
  },
  rule: 'holds where the deviation of the mean is deviation / sqrt(n) for every size to 12 %, and the means of all samples are within 2 % of that of the population; with conditions where the means alone are.',
  verdict({means, populationMean, deviations, expected}) {
    const isNear = means.every((each) => Math.abs(each / populationMean - 1) < 0.02);
    return onClaim({
      always: isNear && deviations.every((each, i) => Math.abs(each / expected[i]! - 1) < 0.12),
      sometimes: isNear,
    });
  },
  answer: ({populationMean, sizes, deviations, biased}) =>
    `The mean ink of all digits is ${formatDecimals(populationMean, 4)}; means of ${sizes.join(', ')} digits are off by ${deviations.map((each) => formatDecimals(each, 4)).join(', ')}: four times as many halve it. Drawn from the darker half only they are off by ${formatDecimals(mean(biased), 4)}, however many there are.`,
  figures: ({sizes, deviations, expected, biased}) => [
    {
      name: 'sizes',
      title: 'Error of the mean ink of a sample',
      caption: 'A larger sample is nearer to the population, unless it is biased.',
      panels: [
        {
          kind: 'lines',
          title: 'Error',
          xTitle: 'Size of the sample (log scale)',
          yTitle: 'Error of the mean (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'random samples', x: sizes, y: deviations, as: 'line and points'},
            {label: 'deviation / sqrt(n)', x: sizes, y: expected, as: 'dashed'},
            {label: 'from the darker half', x: [sizes[0]!, sizes.at(-1)!], y: [mean(biased), mean(biased)]},
          ],
        },
      ],
    },
  ],
  ...code.sample,
  next: 'Estimate the deviation of the population from a sample of 10: why divide by 9?',
});

export const likelihood = item({
  id: 'L17.3',
  name: 'likelihood',
  title: 'Likelihood and probability',
  statement: 'Likelihood is, informally, also a synonym for probability.',
  places: '003:1125-1129',
  question: '7 of 10 coins fall on heads. Does the likelihood of all possible shares of heads add up to 1?',
  measure() {
    const [k, n] = [7, 10];
    const curve = shares.map((p) => binomial(k, n, p));
    return {
      sumOverOutcomes: [0.2, 0.5, 0.9].map((p) =>
        Array.from({length: n + 1}, (_, i) => binomial(i, n, p)).reduce((sum, each) => sum + each, 0),
      ),
      integralOverShares: integral((p) => binomial(k, n, p)),
      exactIntegral: 1 / (n + 1),
      best: shares[curve.indexOf(Math.max(...curve))]!,
      ratio: binomial(k, n, 0.7) / binomial(k, n, 0.5),
      curve,
    };
  },
  rule: 'holds where the same expression adds up to 1 both over the outcomes and over the unknown share; with conditions where over the outcomes alone.',
  verdict({sumOverOutcomes, integralOverShares}) {
    const isProbability = sumOverOutcomes.every((sum) => Math.abs(sum - 1) < 1e-9);
    return onClaim({always: isProbability && Math.abs(integralOverShares - 1) < 1e-3, sometimes: isProbability});
  },
  answer: ({integralOverShares, exactIntegral, best, ratio}) =>
    `Over the outcomes the likelihood is a probability and adds up to 1. Over the unknown share, which is where one speaks of likelihood, the area is ${formatDecimals(integralOverShares, 5)} (1/11 = ${formatDecimals(exactIntegral, 5)}): no probability. Only ratios count: 0.7 is ${formatDecimals(ratio, 2)} times as likely as 0.5, and the top is at ${formatDecimals(best, 2)}. In everyday speech the words may be the same.`,
  figures: ({curve}) => [
    {
      name: 'likelihood',
      title: '7 of 10: the likelihood of each share',
      caption: 'The area below the curve is 1/11. Training by cross-entropy looks for its top.',
      panels: [
        {
          kind: 'lines',
          title: 'Likelihood',
          xTitle: 'Share p',
          yTitle: 'Probability of 7 of 10, given p',
          series: [{label: 'likelihood', x: shares, y: curve}],
        },
      ],
    },
  ],
  ...code.likelihood,
  next: 'The minus logarithm of the likelihood is a sum over examples: which loss is it?',
});
