import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {coarse, toExamples} from './compute-digits.ts';
import {lineBetween, linesThroughCopies} from './compute-lines.ts';

const notConvex = item({
  id: 'L18.1',
  name: 'not-convex',
  title: 'A wall between two solutions',
  statement: 'The surface of a network is not convex, unlike that of a linear model.',
  places: '003:1241-1257',
  question: 'Two trainings end at two points. Is the straight way from one to the other level, or is there a wall?',
  async measure(ground) {
    const data = toExamples(coarse(ground.digits.train, ground.size(800, 200)));
    const sizes = {epochs: ground.size(8, 5), points: 13};
    const linear = [];
    const network = [];
    for (const seed of ground.seeds(ground.size(3, 1))) {
      linear.push(await lineBetween([], data, {...sizes, seed}));
      network.push(await lineBetween([16, 16], data, {...sizes, seed}));
    }
    tf.dispose([data.x, data.y]);
    return {
      linear: linear[0]!.losses,
      network: network[0]!.losses,
      linearHeights: linear.map(({height}) => height),
      networkHeights: network.map(({height}) => height),
    };
  },
  rule: 'holds where between all pairs of networks the loss rises above the line of its ends by more than 0.05, and by less than 10⁻⁴ between linear models; with conditions where it rises for some pair of networks.',
  verdict: ({linearHeights, networkHeights}) =>
    onClaim({
      always: networkHeights.every((height) => height > 0.05) && linearHeights.every((height) => height < 1e-4),
      sometimes: networkHeights.some((height) => height > 0.05),
    }),
  answer: ({linearHeights, networkHeights}) =>
    `Between two networks the loss rises to ${formatDecimals(networkHeights[0]!, 2)} above the line between the ends for the first pair, ${formatDecimals(Math.min(...networkHeights), 2)} at least. Between linear models (softmax regression) it rises by ${formatDecimals(Math.max(...linearHeights), 4)}.`,
  figures: ({linear, network}) => [
    {
      name: 'lines',
      title: 'Loss on the straight line between two trainings',
      caption: 'A convex loss lies below the line of its ends; that of the network rises above it.',
      panels: [
        {
          kind: 'lines',
          title: 'First pair',
          xTitle: 'From one end to the other',
          yTitle: 'Training loss',
          series: [
            {
              label: 'softmax regression',
              x: linear.map((_, i) => i / (linear.length - 1)),
              y: linear,
              as: 'line and points',
            },
            {
              label: 'two hidden layers',
              x: network.map((_, i) => i / (network.length - 1)),
              y: network,
              as: 'line and points',
            },
          ],
        },
      ],
    },
  ],
  ...code.notConvex,
  next: 'Put the hidden units of one network into the order of the other (alignUnits): is the wall lower?',
  real: 'interpolate --optimizers adam --epochs 2',
});

const normalised = item({
  id: 'L18.1',
  name: 'normalised',
  title: 'Why directions are normalised filter by filter',
  statement:
    'The notes show a picture by Li and others, who normalise directions filter by filter. Added here: pictures can be compared when their directions are as large as the filters of the network.',
  places: '003:1244-1248',
  question: 'Hidden units ten times as large, what reads them a tenth: the same network. Is its surface the same?',
  async measure(ground) {
    const data = toExamples(coarse(ground.digits.train, ground.size(800, 200)));
    const sizes = {factor: 10, points: 21, epochs: ground.size(5, 3)};
    const lines = [];
    for (const seed of ground.seeds(ground.size(3, 1))) lines.push(await linesThroughCopies(data, {...sizes, seed}));
    tf.dispose([data.x, data.y]);
    const farthest = (a: readonly number[], b: readonly number[]): number =>
      Math.max(...a.map((value, i) => Math.abs(Math.log(value / b[i]!))));
    const raw = lines.map(({own, copy}) => farthest(own, copy));
    const filterwise = lines.map(({ownNormalised, copyNormalised}) => farthest(ownNormalised, copyNormalised));
    return {
      ...lines[0]!,
      raw,
      filterwise,
      seeds: lines.length,
      agreed: raw.filter((value, i) => value > 0.5 && filterwise[i]! < 1e-3).length,
    };
  },
  rule: 'A seed agrees where the two lines differ by less than a thousandth with normalised directions, and somewhere by more than a factor of 1.6 with the same raw direction. Holds where all agree, with conditions where two in three do.',
  verdict: onSeeds,
  answer: ({raw, filterwise, seeds, agreed}) =>
    `The two sizes of one network look alike along normalised directions only: along the same raw direction the loss of the copy is up to ${formatDecimals(Math.exp(raw[0]!), 1)} times as high. Along normalised directions the two differ by ${formatNumber(filterwise[0]!, 1)} (${agreed} of ${seeds} seeds).`,
  figures: ({x, own, copy, ownNormalised, copyNormalised}) => [
    {
      name: 'lines',
      title: 'One network in two sizes of its weights',
      caption:
        'The copy looks sharper along the same direction; with normalised directions the curves lie on each other.',
      panels: [
        {title: 'The same raw direction', a: own, b: copy},
        {title: 'Normalised filter by filter', a: ownNormalised, b: copyNormalised},
      ].map(({title, a, b}) => ({
        kind: 'lines' as const,
        title,
        xTitle: 'Along the direction',
        yTitle: 'Training loss',
        series: [
          {label: 'as trained', x, y: a},
          {label: 'hidden units times 10', x, y: b, as: 'points' as const},
        ],
      })),
    },
  ],
  ...code.normalised,
  next: 'Which measures of sharpness change with the size of the weights, and which do not?',
});

/** Lines through and between networks. */
export const lineItems = [notConvex, normalised];
