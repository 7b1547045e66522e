import {barrier, normalizedDistance} from '../../../../lib/landscape/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {bentSample, descendLine, greatestDistance, leastSquares} from './compute.ts';
import {lineLosses} from './compute-copies.ts';
import {descendError, drawWeights, errorOf} from './compute-small-network.ts';
import {someDigits} from './items-line.ts';

export const regression = item({
  id: 'L12.3',
  name: 'regression',
  title: 'A line has one minimum, a network many',
  statement:
    'The error of linear regression is convex, so that descent comes to the global minimum; that of a network is not, and descent comes to local ones.',
  places: '004:384-420, 002:10-12',
  question: 'A line and a network of two units, each from twenty starts: how many different ends has each?',
  measure(ground) {
    const sample = bentSample(20, 1);
    const seeds = ground.seeds(20);
    const lines = seeds.map((seed) => {
      const [w, b] = drawWeights(0, 1, seed);
      return descendLine([3 * w!, 3 * b!], sample, {rate: 0.1, iterations: 500});
    });
    const networks = seeds.map((seed) =>
      descendError(drawWeights(1, 2, seed), sample, 'tanh', {rate: 0.03, iterations: 3000}),
    );
    const x = range(-2, 2, 61);
    const fits = networks.map(({weights}) =>
      x.map((value) => errorOf(weights, {x: [[value]], y: [0]}, 'tanh').gradient.at(-1)! / 2),
    );
    return {
      sampleX: sample.x.map(([value]) => value!),
      sampleY: [...sample.y],
      x,
      lineFits: lines.map(([w, b]) => x.map((value) => w * value + b)),
      networkFits: fits,
      lineDistance: greatestDistance([...lines, leastSquares(sample)]),
      networkDistance: greatestDistance(networks.map(({weights}) => weights)),
      networkLosses: networks.map(({loss}) => loss),
      networkGradients: networks.map(({gradientNorm}) => gradientNorm),
      seeds: seeds.length,
    };
  },
  rule: 'holds where all ends of the line are those of the normal equations to 10⁻⁹, and those of the network are apart by more than 1 in weights and by more than 0.01 in error; with conditions where only the first is so.',
  verdict({lineDistance, networkDistance, networkLosses}) {
    const isOne = lineDistance < 1e-9;
    const areMany = networkDistance > 1 && Math.max(...networkLosses) - Math.min(...networkLosses) > 0.01;
    return onClaim({always: isOne && areMany, sometimes: isOne});
  },
  answer: ({lineDistance, networkDistance, networkLosses, seeds}) =>
    `From ${seeds} starts the line has one end (${formatNumber(lineDistance, 1)} apart); the ends of the network are up to ${formatDecimals(networkDistance, 1)} apart, with errors from ${formatDecimals(Math.min(...networkLosses), 3)} to ${formatDecimals(Math.max(...networkLosses), 3)}.`,
  figures: ({sampleX, sampleY, x, lineFits, networkFits}) => [
    {
      name: 'fits',
      title: 'Fits of the same points from several starts',
      caption: 'All the lines lie on one another; the networks of two tanh units differ. Six starts are drawn.',
      panels: (
        [
          ['Line', lineFits],
          ['Network of two units', networkFits],
        ] as const
      ).map(([title, fits]) => ({
        kind: 'lines',
        title,
        xTitle: 'x',
        yTitle: 'y',
        series: [
          ...fits.slice(0, 6).map((y, i) => ({label: `start ${i + 1}`, x, y})),
          {label: 'points', x: sampleX, y: sampleY, as: 'points' as const},
        ],
      })),
    },
  ],
  ...code.regression,
  next: 'Give the line a second input that is a copy of the first: still one minimum?',
});

export const solutions = item({
  id: 'L12.3',
  name: 'solutions',
  title: 'Between two solutions on the digits',
  statement:
    'A network without hidden layer has a convex loss, and one with a hidden layer has not. Measured here on the straight line between two solutions.',
  places: '004:392-408',
  question: 'Two trainings, each with more than 90 % right: what is the accuracy of the mean of their weights?',
  async measure(ground) {
    const {dispose, ...data} = await someDigits(ground, ground.size(2000, 500));
    const asked = sharedPlans(ground, ground.size(5, 2));
    // A pair takes two.
    const plans = asked.length > 1 ? asked : [asked[0]!, {...asked[0]!, seed: asked[0]!.seed + 1}];
    const count = ground.size(31, 11);
    const between = async (widths: readonly number[]) => {
      const nets = [];
      for (const plan of plans) nets.push(await ground.trained({...plan, widths}));
      const [first, ...others] = nets.map(({model}) => model);
      const lines: number[][] = [];
      for (const other of others)
        lines.push(await lineLosses(first!, [first!.getWeights(), other.getWeights()], data, count));
      return {lines, distances: others.map((other) => normalizedDistance(first!, other))};
    };
    const convex = await between([]);
    const network = await between([32]);
    dispose();
    const heights = ({lines}: typeof convex): number[] => lines.map((losses) => barrier(losses).height);
    const [convexBarriers, barriers] = [heights(convex), heights(network)];
    return {
      alphas: range(0, 1, count),
      convexLines: convex.lines,
      lines: network.lines,
      convexBarriers,
      barriers,
      convexDistances: convex.distances,
      distances: network.distances,
      seeds: barriers.length,
      agreed: barriers.filter((height, i) => height > 0.1 && convexBarriers[i]! < 1e-4).length,
    };
  },
  rule: 'for a pair it is so where the line between two networks rises by more than 0.1 above the chord of its ends, and that between two softmax regressions by less than 10⁻⁴; holds for all pairs, with conditions for two in three.',
  verdict: onSeeds,
  answer: ({barriers, convexBarriers, distances, agreed, seeds}) =>
    `The two networks have a hill between them, and the two regressions none, for ${agreed} of ${seeds} pairs: there are hills of ${barriers.map((height) => formatDecimals(height, 2)).join(', ')} between networks that are ${formatDecimals(distances[0]!, 1)} times their length apart, and at most ${formatNumber(Math.max(...convexBarriers), 1)} between softmax regressions.`,
  figures: ({alphas, lines, convexLines}) => [
    {
      name: 'hills',
      title: 'Loss on the straight line between two solutions',
      caption:
        'Between two networks there is a hill; between two softmax regressions the loss lies on or below the chord.',
      panels: (
        [
          ['32 hidden units', lines],
          ['No hidden layer', convexLines],
        ] as const
      ).map(([title, all]) => ({
        kind: 'lines',
        title,
        xTitle: 'Share of the way',
        yTitle: 'Training loss',
        series: all.map((y, i) => ({label: `to start ${i + 2}`, x: alphas, y})),
      })),
    },
  ],
  ...code.solutions,
  next: 'Bring the units of both networks into the same order first, with alignUnits.',
  real: 'surface --plane three-points --model mlp:widths=32 --epochs 3',
});
