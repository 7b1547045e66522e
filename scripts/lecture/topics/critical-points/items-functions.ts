import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {isShare} from './compute-chance.ts';
import {coarse, curvatures, signs} from './compute-network.ts';
import {criticalPoints, waveMinima} from './compute-waves.ts';

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

const waves = item({
  id: 'L11.2',
  name: 'random-functions',
  title: 'The same with random functions, every point found',
  statement: 'A third of the critical points are minima in one dimension, a ninth in two, a twenty-seventh in three.',
  places: '001:22-35, 004:530-545',
  question: 'A landscape of random waves: which share of its level points are the bottoms of valleys?',
  measure(ground) {
    const sizes = [
      {longest: 8, starts: 200},
      {longest: 3, starts: 28},
      {longest: 2, starts: 12},
    ];
    const seeds = ground.seeds(ground.size(30, 12));
    const found = sizes.map((size, i) => seeds.map((seed) => criticalPoints(i + 1, {...size, seed})));
    const counts = found.map((functions) => {
      const complete = functions.filter(({euler}) => euler === 0);
      return functions[0]!.byIndex.map((_, index) => sum(complete.map(({byIndex}) => byIndex[index]!)));
    });
    return {
      dimensions: [1, 2, 3],
      thirds: [1 / 3, 1 / 9, 1 / 27],
      counts,
      points: counts.map(sum),
      minima: counts.map((byIndex) => byIndex[0]! / sum(byIndex)),
      saddles: counts.map((byIndex) => sum(byIndex.slice(1, -1)) / sum(byIndex)),
      complete: found.map((functions) => functions.filter(({euler}) => euler === 0).length),
      functions: seeds.length,
      known: waveMinima,
    };
  },
  rule: 'holds where the share of minima is within four standard errors of 1 / 3^d in one, two and three dimensions, with conditions where it is in some.',
  verdict({minima, thirds, points}) {
    const agree = minima.map((share, i) => isShare(share, thirds[i]!, points[i]!));
    return onClaim({always: agree.every(Boolean), sometimes: agree.some(Boolean)});
  },
  answer: ({minima, points, complete, functions}) =>
    `More critical points are minima than that: ${minima.map((share) => formatDecimals(share, 3)).join(', ')} in one, two and three dimensions, of ${points.join(', ')} points found. In one dimension bottoms and tops take turns; in two there are as many saddles as bottoms and tops together. All points were found in ${complete.join(', ')} of ${functions} functions: there the alternating sum over the kinds is 0, as it must be.`,
  tables: ({dimensions, thirds, minima, saddles, known, points}) => [
    {
      title: 'Critical points of random waves',
      columns: ['dimensions', 'points', '1 / 3^d', 'share of minima', 'known for such functions', 'share of saddles'],
      rows: dimensions.map((d, i) => [
        d,
        points[i]!,
        formatDecimals(thirds[i]!, 4),
        formatDecimals(minima[i]!, 4),
        formatDecimals(known[i]!, 4),
        formatDecimals(saddles[i]!, 4),
      ]),
    },
  ],
  figures: ({dimensions, thirds, minima, known}) => [
    {
      name: 'shares',
      title: 'Share of minima among critical points',
      caption: 'Minima become rarer with the dimensions, but not as fast as 1 / 3^d: the axes are not independent.',
      panels: [
        {
          kind: 'bars',
          title: 'Random functions',
          xTitle: 'Dimensions',
          yTitle: 'Share of minima',
          names: dimensions.map(String),
          series: [
            {label: '1 / 3^d', values: thirds},
            {label: 'measured', values: minima},
            {label: 'known', values: known},
          ],
        },
      ],
    },
  ],
  ...code.waves,
  next: 'Count only the points whose value is below the mean: which kinds are left?',
});

const percent = (share: number): string => formatDecimals(100 * share, 0);

const network = item({
  id: 'L11.2',
  name: 'network',
  title: 'The curvatures of a network',
  statement: 'Along each direction a minimum, a maximum and an inflection are assumed to be equally likely.',
  places: '001:22-31, 004:531-545',
  question: 'The Hessian of a trained network has 118 eigenvalues. Which share of them is negative?',
  async measure(ground) {
    const {train} = await ground.examples();
    const data = coarse(train, ground.size(500, 150));
    const seeds = ground.seeds(ground.size(3, 1));
    const all = seeds.map((seed) => curvatures(data, {seed, updates: ground.size(600, 120)}));
    tf.dispose([data.x, data.y]);
    const shares = (values: readonly number[]): number[] => Object.values(signs(values));
    return {
      before: all.map(({start}) => shares(start)),
      after: all.map(({end}) => shares(end)),
      gradientNorms: all.map(({gradientNorm}) => gradientNorm),
      firstBefore: [...all[0]!.start].sort((a, b) => a - b),
      firstAfter: [...all[0]!.end].sort((a, b) => a - b),
      independent: -118 * Math.log10(3),
    };
  },
  rule: 'holds where at every point the shares of negative, zero and positive eigenvalues are a third each, to 0.1; with conditions where they are at some point.',
  verdict({before, after}) {
    const thirds = [...before, ...after].map((shares) => shares.every((share) => Math.abs(share - 1 / 3) < 0.1));
    return onClaim({always: thirds.every(Boolean), sometimes: thirds.some(Boolean)});
  },
  answer: ({before, after, gradientNorms, independent}) =>
    `Of the curvatures of the network ${percent(after[0]![0]!)} per cent are negative after training, and ${percent(before[0]![0]!)} before it (neither is a critical point; the gradient is ${formatNumber(gradientNorms[0]!, 2)} long in the end). Descent goes where few directions lead down; were they independent, a minimum would have a chance of 10^${formatDecimals(independent, 0)}.`,
  figures: ({firstBefore, firstAfter}) => [
    {
      name: 'eigenvalues',
      title: 'All eigenvalues of the Hessian, first seed',
      caption:
        'Before training they lie on both sides of zero, afterwards nearly all above it (those above 3 are drawn at 3).',
      panels: [
        {
          kind: 'lines',
          title: 'A network 16-4-10 on digits',
          xTitle: 'Eigenvalue, in order',
          yTitle: 'Curvature',
          yDomain: [-1, 3],
          series: [
            {
              label: 'before training',
              x: firstBefore.map((_, i) => i + 1),
              y: firstBefore.map((value) => Math.min(3, value)),
              as: 'points',
            },
            {
              label: 'after training',
              x: firstAfter.map((_, i) => i + 1),
              y: firstAfter.map((value) => Math.min(3, value)),
              as: 'points',
            },
          ],
        },
      ],
    },
  ],
  ...code.network,
  next: 'Stop the training early: how does the share of negative eigenvalues fall with the loss?',
  real: 'hessian --optimizers sgd:lr=0.2 --epochs 2 --probes top,density --examples 1000',
});

/** Critical points of random functions, and the curvatures of a network. */
export const functionItems = [waves, network];
