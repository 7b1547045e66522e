import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {range} from '../../frame/vectors.ts';
import {onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {fitted, leastSquares, noisy, type Samples} from './compute-networks.ts';

const wave = (x: number): number => Math.sin(2 * x) + 0.3 * x;
const line = (x: number): number => 0.5 * x - 0.2;
const points = range(-2.9, 2.9, 59);
const noise = 0.3;

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(mean(values.map((v) => v * v)));

/** Errors of both models against the function itself, which no noise is in. */
function errors(samples: Samples, options: {units: number; updates: number; seed: number}) {
  const straight = points.map(leastSquares(samples));
  const bent = fitted(samples, points, options);
  const off = (values: readonly number[]): number =>
    rootMeanSquare(values.map((value, i) => value - samples.truth(points[i]!)));
  return {straight, bent, linear: off(straight), network: off(bent)};
}

export const fit = item({
  id: 'L4.3',
  name: 'fit',
  title: 'A curve from noisy samples: a line against a network',
  statement:
    'A network with hidden units learns weights with which it approximates an unknown function, from noisy values of it at some points.',
  places: '003:313-318, 003:388-441',
  question: 'f* = sin 2x + 0.3x, 80 samples with a noise of 0.3: how far from f* do a line and 16 hidden units end?',
  measure(ground) {
    const options = {units: 16, updates: ground.size(600, 300)};
    const runs = ground.seeds(3).map((seed) => {
      const samples = noisy(wave, 80, noise, seed);
      return {
        samples,
        ...errors(samples, {...options, seed}),
        simple: errors(noisy(line, 80, noise, seed), {...options, seed}),
      };
    });
    const [first] = runs;
    return {
      sampleX: first!.samples.x,
      sampleY: first!.samples.y,
      straight: first!.straight,
      bent: first!.bent,
      linearErrors: runs.map(({linear}) => linear),
      networkErrors: runs.map(({network}) => network),
      linearOnLine: runs.map(({simple}) => simple.linear),
      networkOnLine: runs.map(({simple}) => simple.network),
      seeds: runs.length,
      agreed: runs.filter(({linear, network}) => network < linear / 2 && network < noise).length,
    };
  },
  rule: 'holds where for every seed the network is less than half as far from f* as the line, and nearer than the noise; with conditions for two seeds in three.',
  verdict: onSeeds,
  answer: ({linearErrors, networkErrors, linearOnLine, networkOnLine, agreed, seeds}) =>
    `The network is nearer to f* than the line for ${agreed} of ${seeds} seeds: its error is ${formatDecimals(networkErrors[0]!, 3)} for the first one, against ${formatDecimals(linearErrors[0]!, 3)} for the line; the noise is ${noise}. Where f* is a line itself, the line is off by ${formatDecimals(mean(linearOnLine), 3)} and the network by ${formatDecimals(mean(networkOnLine), 3)} on average: what is more than needed fits noise.`,
  figures: ({sampleX, sampleY, straight, bent}) => [
    {
      name: 'fits',
      title: 'Two models of the same samples',
      caption: 'The line can only find the trend; the network finds the waves through the noise. One seed is drawn.',
      panels: [
        {
          kind: 'lines',
          title: 'f* = sin 2x + 0.3 x',
          xTitle: 'x',
          yTitle: 'y',
          series: [
            {label: 'samples', x: sampleX, y: sampleY, as: 'points'},
            {label: 'f*', x: points, y: points.map(wave), as: 'dashed'},
            {label: 'line', x: points, y: straight},
            {label: '16 hidden units', x: points, y: bent},
          ],
        },
      ],
    },
  ],
  ...code.fit,
  next: 'Take 10 samples instead of 80: which model is nearer to f* then?',
});

export const classifier = item({
  id: 'L4.3',
  name: 'classifier',
  title: 'f* as a classifier: the digits',
  statement:
    'The function to be approximated may be a classifier, from an input to its class, and hidden layers extract features for it. Measured here is what they add on digits.',
  places: '003:395-403, 003:438-441',
  question: 'How many of the test digits does softmax regression get wrong, how many a network with 32 hidden units?',
  async measure(ground) {
    const runs = [];
    for (const plan of sharedPlans(ground, ground.size(3, 1))) {
      const last = async (widths: number[]): Promise<number> =>
        (await ground.trained({...plan, widths})).history.at(-1)!.testAccuracy!;
      runs.push({linear: await last([]), network: await last([32])});
    }
    return {
      linear: runs.map(({linear}) => linear),
      network: runs.map(({network}) => network),
      seeds: runs.length,
      agreed: runs.filter(({linear, network}) => network > linear).length,
    };
  },
  rule: 'holds where for every seed the network has the higher accuracy on the test digits, with conditions for two seeds in three.',
  verdict: onSeeds,
  answer: ({linear, network, agreed, seeds}) =>
    `Hidden units help for ${agreed} of ${seeds} seeds: for the first one ${formatDecimals(100 * network[0]!, 1)} % of the test digits are right with 32 hidden units, ${formatDecimals(100 * linear[0]!, 1)} % without.`,
  figures: ({linear, network}) => [
    {
      name: 'wrong',
      title: 'Test digits that are wrong',
      caption: 'Hidden units take away a part of the mistakes that a linear model of the pixels makes.',
      panels: [
        {
          kind: 'bars',
          title: 'By seed',
          xTitle: 'Seed',
          yTitle: 'Wrong (%)',
          names: linear.map((_, i) => `seed ${i + 1}`),
          series: [
            {label: 'softmax regression', values: linear.map((right) => 100 * (1 - right))},
            {label: '32 hidden units', values: network.map((right) => 100 * (1 - right))},
          ],
        },
      ],
    },
  ],
  ...code.classifier,
  next: 'Which two digits does softmax regression mix up most often?',
  real: 'mnist --model logreg --optimizers sgd:lr=0.3 --epochs 6',
});
