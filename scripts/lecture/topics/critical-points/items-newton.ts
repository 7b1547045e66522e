import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code-saddle.ts';
import {solveForZero} from './compute-network.ts';
import {descentEnd, endShares, newtonEnd} from './compute-saddle.ts';

const newton = item({
  id: 'L11.5',
  name: 'newton',
  title: 'Solving for a zero gradient',
  statement: 'It is problematic to solve directly for the points where the gradient is zero.',
  places: '004:589-590',
  question:
    "Newton's method looks for a zero gradient on a surface with four minima. From which share of starts does it find one?",
  measure(ground) {
    const grid = range(-2, 2, ground.size(120, 60));
    const [solved, descended] = [endShares(grid, newtonEnd), endShares(grid, descentEnd)];
    const drawn = endShares(range(-2, 2, 40), newtonEnd);
    return {newtonShares: solved.shares, descentShares: descended.shares, map: drawn.map};
  },
  rule: 'holds where Newton ends at minima from less than three quarters of the starts, descent from more than 99 in 100; with conditions where Newton misses minima from some start.',
  verdict: ({newtonShares, descentShares}) =>
    onClaim({always: newtonShares[0]! < 0.75 && descentShares[0]! > 0.99, sometimes: newtonShares[0]! < 1}),
  answer: ({newtonShares, descentShares}) =>
    `Newton's method for a zero gradient ends at a minimum from ${formatDecimals(100 * newtonShares[0]!, 0)} per cent of the starts; from ${formatDecimals(100 * newtonShares[1]!, 0)} it ends at a saddle, from ${formatDecimals(100 * newtonShares[2]!, 0)} at the maximum, where the gradient is zero as well. Descent ends at a minimum from ${formatDecimals(100 * descentShares[0]!, 0)} per cent.`,
  figures: ({map, newtonShares, descentShares}) => {
    const labels = range(-2, 2, 40).map((value) => formatDecimals(value, 1));
    return [
      {
        name: 'ends',
        title: 'Where Newton ends, by the start',
        caption: '0: a minimum, 1: a saddle, 2: the maximum. Around the lines between the minima it goes uphill.',
        panels: [
          {
            kind: 'heat',
            title: '(x² - 1)² + (y² - 1)²',
            xTitle: 'x',
            yTitle: 'y',
            x: labels,
            y: [...labels].reverse(),
            values: [...map].reverse(),
            valueTitle: 'directions down',
          },
          {
            kind: 'bars',
            title: 'Share of starts',
            xTitle: 'Ends at',
            yTitle: 'Share',
            names: ['minimum', 'saddle', 'maximum'],
            series: [
              {label: 'Newton', values: newtonShares},
              {label: 'descent', values: descentShares},
            ],
          },
        ],
      },
    ];
  },
  ...code.newton,
  next: 'Take the absolute values of the curvatures in the Newton step: where does it end then?',
});

const newtonNetwork = item({
  id: 'L11.5',
  name: 'newton-network',
  title: 'The same on a small network',
  statement: 'It is problematic to solve directly for a zero gradient: tried here on a network.',
  places: '004:589-590',
  question:
    'Networks with three hidden units that fit a wave: at how many minima does a solver for zero gradients arrive?',
  async measure(ground) {
    const found = [];
    for (const seed of ground.seeds(ground.size(10, 3))) found.push(await solveForZero(seed));
    return {
      losses: found.map(({loss}) => loss),
      descentLosses: found.map(({descentLoss}) => descentLoss),
      norms: found.map(({norm}) => norm),
      minima: found.filter(({kind}) => kind === 'minimum').length,
      saddles: found.filter(({kind}) => kind === 'saddle').length,
      seeds: found.length,
      agreed: found.filter(({kind, loss, descentLoss}) => kind !== 'minimum' && descentLoss < loss).length,
    };
  },
  rule: 'A start agrees where the solver ends at no minimum and descent comes to a lower loss. Holds where all agree, with conditions where two in three do.',
  verdict: onSeeds,
  answer: ({minima, saddles, seeds, agreed, losses, descentLosses}) =>
    `The solver ends at a minimum from ${minima} of ${seeds} starts, ${saddles} times at a saddle. Descent has the lower loss and the solver no minimum in ${agreed}: from the first start ${formatNumber(descentLosses[0]!, 2)} against ${formatNumber(losses[0]!, 2)}.`,
  figures: ({losses, descentLosses}) => [
    {
      name: 'losses',
      title: 'Loss where each method ends',
      caption: 'The gradient is zero where the solver ends, and the loss is not low.',
      panels: [
        {
          kind: 'bars',
          title: 'A network 1-3-1',
          xTitle: 'Start',
          yTitle: 'Loss',
          names: losses.map((_, i) => String(i + 1)),
          series: [
            {label: 'zero gradient sought', values: losses},
            {label: 'descent', values: descentLosses},
          ],
        },
      ],
    },
  ],
  ...code.newtonNetwork,
  next: 'Start the solver where descent has ended: what does it find there?',
});

/** Solving for a zero gradient. */
export const newtonItems = [newton, newtonNetwork];
