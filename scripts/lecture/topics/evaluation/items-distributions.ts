import {mean, standardDeviation} from '../../../../lib/base/statistics.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {codeProbability as code} from './code-probability.ts';
import {binomial, normal, sampleMeans, within} from './compute-probability.ts';
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
    `Of normal draws ${normals.map((value) => formatDecimals(value, 4)).join(', ')} lie within 1, 2, 3 deviations, as known (0.6827, 0.9545, 0.9973). With the same mean and deviation uniform ones have ${uniform.map((value) => formatDecimals(value, 4)).join(', ')}, Laplace ones ${laplace.map((value) => formatDecimals(value, 4)).join(', ')}: it is so for the normal distribution.`,
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
    'The binomial distribution is named as a discrete one. Added here: it is that of the number of successes in n trials, with mean n p and variance n p (1 - p).',
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
  rule: 'holds where the probabilities add up to 1 to 10⁻⁹ and mean and deviation over random tests are those of the formula (four standard errors, 6 %); with conditions where only the former is so.',
  verdict({sum, expected, measured, error}) {
    const isOne = Math.abs(sum - 1) < 1e-9;
    const isSo = Math.abs(measured[0]! - expected[0]!) < 4 * error && Math.abs(measured[1]! / expected[1]! - 1) < 0.06;
    return onClaim({always: isOne && isSo, sometimes: isOne});
  },
  answer: ({p, expected, measured, allRight}) =>
    `With p = ${formatDecimals(p, 4)} the formula says ${formatDecimals(expected[0]!, 2)} ± ${formatDecimals(expected[1]!, 2)} right of 50; random tests have ${formatDecimals(measured[0]!, 2)} ± ${formatDecimals(measured[1]!, 2)}. All 50 are right in ${formatDecimals(100 * allRight[1]!, 1)} %, by the formula in ${formatDecimals(100 * allRight[0]!, 1)} %.`,
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
