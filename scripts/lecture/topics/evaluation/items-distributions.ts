import {mean, standardDeviation} from '../../../../lib/base/statistics.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {codeProbability as code} from './code-probability.ts';
import {binomial, integral, normal, sampleMeans, within} from './compute-probability.ts';
import {saidBy} from './compute-scores.ts';

/** Of the normal distribution: within 1, 2 and 3 deviations. */
const known = [0.6826894921370859, 0.9544997361036416, 0.9973002039367398];

export const normalItem = item({
  id: 'L17.3',
  name: 'normal',
  title: 'Mean and deviation',
  statement: 'A continuous distribution is defined by its mean and standard deviation.',
  places: '003:1075-1080',
  question: 'Three distributions have mean 0 and deviation 1. Is the share within one deviation the same for all?',
  measure(ground) {
    const draws = ground.size(200_000, 50_000);
    return {...within(draws, ground.seed), exact: known, error: Math.sqrt(0.25 / draws)};
  },
  rule: 'holds where normal, uniform and Laplace draws have the shares of the normal distribution within 1, 2 and 3 deviations (to four standard errors); with conditions where only normal ones have.',
  verdict({normal: normals, uniform, laplace, exact, error}) {
    const same = (values: readonly number[]) => values.every((value, i) => Math.abs(value - exact[i]!) < 4 * error);
    return onClaim({always: [normals, uniform, laplace].every(same), sometimes: same(normals)});
  },
  answer: ({normal: normals, uniform, laplace}) =>
    `Normal draws: ${normals.map((value) => value.toFixed(4)).join(', ')} within 1, 2, 3 deviations, as known (.6827, .9545, .9973). With the same mean and deviation uniform ones have ${uniform.map((value) => value.toFixed(4)).join(', ')}, Laplace ones ${laplace.map((value) => value.toFixed(4)).join(', ')}: it is so for the normal distribution.`,
  figures: () => {
    const x = range(-4, 4, 161);
    return [
      {
        name: 'densities',
        title: 'Three densities with mean 0 and deviation 1',
        caption: 'Mean and deviation are the same, the shapes are not.',
        panels: [
          {
            kind: 'lines',
            title: 'Density',
            xTitle: 'Value',
            yTitle: 'Density',
            series: [
              {label: 'normal', x, y: x.map((value) => normal(value, 0, 1))},
              {
                label: 'uniform',
                x: [-4, -Math.sqrt(3), -Math.sqrt(3), Math.sqrt(3), Math.sqrt(3), 4],
                y: [0, 0, 1, 1, 0, 0].map((value) => value / (2 * Math.sqrt(3))),
              },
              {label: 'Laplace', x, y: x.map((value) => Math.exp(-Math.SQRT2 * Math.abs(value)) / Math.SQRT2)},
            ],
          },
        ],
      },
    ];
  },
  ...code.normal,
  next: 'Add twelve uniform draws and take 6 away: how near is the sum to the normal distribution?',
});

export const binomialItem = item({
  id: 'L17.3',
  name: 'binomial',
  title: 'The binomial distribution of right answers',
  statement:
    'The binomial distribution is a discrete one: the number of successes in n trials, with mean n p and variance n p (1 - p).',
  places: '003:1082',
  question: 'A network is right for 93 % of the digits. In tests with 50 digits, how often are all of them right?',
  async measure(ground) {
    const {test} = await ground.examples();
    const {model} = await ground.trained(sharedPlans(ground, 1)[0]!);
    const {labels} = ground.digits.test;
    const right = [...saidBy(model, test.x, 0).classes].map((each, i) => Number(each === labels[i]));
    const [n, samples, p] = [50, ground.size(4000, 1500), mean(right)];
    const counts = sampleMeans(right, n, samples, ground.seed).map((share) => Math.round(share * n));
    const all = Array.from({length: n + 1}, (_, k) => k);
    return {
      p,
      sum: all.reduce((total, k) => total + binomial(k, n, p), 0),
      // Drawn without replacement, which takes a little off the deviation.
      expected: [n * p, Math.sqrt(n * p * (1 - p) * ((right.length - n) / (right.length - 1)))],
      measured: [mean(counts), standardDeviation(counts)!],
      error: Math.sqrt((n * p * (1 - p)) / samples),
      allRight: [binomial(n, n, p), counts.filter((count) => count === n).length / samples],
      counts: all.map((k) => counts.filter((count) => count === k).length / samples),
      formula: all.map((k) => binomial(k, n, p)),
      normal: all.map((k) => normal(k, n * p, Math.sqrt(n * p * (1 - p)))),
    };
  },
  rule: 'holds where the probabilities add up to 1 to 1e-9 and mean and deviation over random tests are those of the formula (four standard errors, 6 %); with conditions where only the former is so.',
  verdict({sum, expected, measured, error}) {
    const isOne = Math.abs(sum - 1) < 1e-9;
    const isSo = Math.abs(measured[0]! - expected[0]!) < 4 * error && Math.abs(measured[1]! / expected[1]! - 1) < 0.06;
    return onClaim({always: isOne && isSo, sometimes: isOne});
  },
  answer: ({p, expected, measured, allRight}) =>
    `With p = ${p.toFixed(4)} the formula says ${expected[0]!.toFixed(2)} ± ${expected[1]!.toFixed(2)} right of 50; random tests have ${measured[0]!.toFixed(2)} ± ${measured[1]!.toFixed(2)}. All 50 are right in ${(100 * allRight[1]!).toFixed(1)} %, by the formula in ${(100 * allRight[0]!).toFixed(1)} %.`,
  figures({counts, formula, normal: bell}) {
    const k = counts.flatMap((_, i) => (i >= 36 ? [i] : []));
    return [
      {
        name: 'right',
        title: 'Right answers in tests of 50 digits',
        caption:
          'The tests follow the binomial distribution. The normal one with the same mean and deviation misses its end at 50.',
        panels: [
          {
            kind: 'lines',
            title: 'Share of the tests',
            xTitle: 'Right answers of 50',
            yTitle: 'Share',
            series: [
              {label: 'random tests', x: k, y: k.map((i) => counts[i]!), as: 'points'},
              {label: 'binomial', x: k, y: k.map((i) => formula[i]!), as: 'line and points'},
              {label: 'normal', x: k, y: k.map((i) => bell[i]!), as: 'dashed'},
            ],
          },
        ],
      },
    ];
  },
  ...code.binomial,
  next: 'How large must a test be to tell 93 % from 94 %?',
});

export const samplePopulation = item({
  id: 'L17.3',
  name: 'sample-population',
  title: 'Sample against population',
  statement: 'A sample is a part of the population that stands for it, if it is drawn without bias.',
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
    `The mean ink of all digits is ${populationMean.toFixed(4)}; means of ${sizes.join(', ')} digits are off by ${deviations.map((each) => each.toFixed(4)).join(', ')}: four times as many halve it. Drawn from the darker half only they are off by ${mean(biased).toFixed(4)}, however many there are.`,
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

const shares = range(0.005, 0.995, 100);

export const likelihood = item({
  id: 'L17.3',
  name: 'likelihood',
  title: 'Likelihood and probability',
  statement: 'Likelihood is a synonym for probability.',
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
    `Over the outcomes it is a probability and adds up to 1. Over the unknown share, which is where one speaks of likelihood, the area is ${integralOverShares.toFixed(5)} (1/11 = ${exactIntegral.toFixed(5)}): no probability. Only ratios count: .7 is ${ratio.toFixed(2)} times as likely as .5, and the top is at ${best.toFixed(2)}. In everyday speech the words may be the same.`,
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
