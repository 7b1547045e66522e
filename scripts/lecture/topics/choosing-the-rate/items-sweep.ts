import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {bestHeavyBall, descendValley} from './compute.ts';
import {firstOf, sweepDecayRate, sweepMomentum, worst} from './compute-digits.ts';

const statement =
  'Beside the rate, momentum and decay rates are hyperparameters that have to be chosen, and this is a problem of its own.';
const places = '000:697, 000:721-724, 003:1453';

const indexOfLeast = (row: readonly number[]): number => row.indexOf(Math.min(...row));

export const sweepOnValley = item({
  id: 'L6.7',
  name: 'sweep-valley',
  title: 'Rate and momentum together, in the valley',
  statement,
  places,
  question: 'Curvatures 1 and 10: which momentum is best, none, 0.27 or 0.9, and at which rate?',
  measure() {
    const rates = [...range(0.02, 0.38, 10)].map((rate) => Number(rate.toFixed(2)));
    const momenta = [0, 0.1, 0.2, 0.27, 0.4, 0.6, 0.8, 0.9];
    const logs = momenta.map((momentum) =>
      rates.map((rate) => {
        // The greatest of the last ten, because heights with momentum swing.
        const last = descendValley(() => rate, 60, momentum).slice(-10);
        return Math.min(3, Math.log10(Math.max(...last)));
      }),
    );
    const least = logs.map(indexOfLeast);
    const row = indexOfLeast(logs.map((each) => Math.min(...each)));
    return {
      rates,
      momenta,
      logHeights: logs,
      bestRateOfMomentum: least.map((i) => rates[i]!),
      best: [rates[least[row]!]!, momenta[row]!],
      byFormula: [bestHeavyBall.rate, bestHeavyBall.momentum],
      spread: Math.max(...logs.flat()) - Math.min(...logs.flat()),
    };
  },
  rule: 'holds where the heights of updates 51 to 60 are more than a factor of 10⁶ apart on the grid, the best rate is not the same for all momenta, and the best pair is the one of the formula to a step of the grid; with conditions where only the first two.',
  verdict({spread, bestRateOfMomentum, best, byFormula}) {
    const isProblem = spread > 6 && new Set(bestRateOfMomentum).size > 1;
    const isFormula = Math.abs(best[0]! - byFormula[0]!) <= 0.04 && Math.abs(best[1]! - byFormula[1]!) <= 0.14;
    return onClaim({always: isProblem && isFormula, sometimes: isProblem});
  },
  answer: ({best, byFormula, momenta, bestRateOfMomentum, spread}) =>
    `The best pair is rate ${best[0]} with momentum ${best[1]}; the formula for the best pair says ${byFormula.map((value) => formatDecimals(value, 3)).join(' and ')}. The best rate is ${bestRateOfMomentum.join(', ')} for momenta ${momenta.join(', ')}, and the grid spans ${formatDecimals(spread, 0)} powers of ten.`,
  figures: ({rates, momenta, logHeights}) => [
    {
      name: 'sweep',
      title: 'The greatest height of updates 51 to 60',
      caption:
        'Powers of ten; 3 stands for 1000 and all above. The good pairs lie on a slanted ridge: neither number can be chosen alone.',
      panels: [
        {
          kind: 'heat',
          title: 'f = (x² + 10 y²) / 2 from (10, 1)',
          xTitle: 'Rate',
          yTitle: 'Momentum',
          x: rates,
          y: momenta,
          values: logHeights,
          valueTitle: 'log10 of the height',
        },
      ],
    },
  ],
  ...code.sweep,
  next: 'Take curvatures 1 and 100: where does the best pair move?',
});

const digitsItem = {
  rule: `holds where for every seed the best rate in the first row of the grid is another one than in the last, and the worst loss is more than four times the best (a run that diverges counts as ${worst}); with conditions for two seeds in three.`,
  verdict: onSeeds,
};

const summary = (grids: readonly (readonly (readonly number[])[])[], rates: readonly number[]) => {
  const best = grids.map((grid) => [rates[indexOfLeast(grid[0]!)]!, rates[indexOfLeast(grid.at(-1)!)]!]);
  const isProblem = (grid: readonly (readonly number[])[], i: number): boolean =>
    best[i]![0] !== best[i]![1] && Math.max(...grid.flat()) > 4 * Math.min(...grid.flat());
  return {
    bestRateOfFirstAndLastRow: best,
    least: grids.map((grid) => Math.min(...grid.flat())),
    greatest: grids.map((grid) => Math.max(...grid.flat())),
    grid: grids[0]!,
    seeds: grids.length,
    agreed: grids.filter(isProblem).length,
  };
};

export const sweepOnDigits = item({
  id: 'L6.7',
  name: 'sweep-digits',
  title: 'Rate and momentum together, on digits',
  statement,
  places,
  question: 'With momentum 0.99 instead of none: by how much smaller must the rate be?',
  async measure(ground) {
    const {train} = await ground.examples();
    const data = firstOf(train, ground.size(1000, 200));
    const rates = ground.size(0, 1) === 0 ? [0.003, 0.01, 0.03, 0.1, 0.3, 1] : [0.01, 0.1, 1];
    const momenta = ground.size(0, 1) === 0 ? [0, 0.5, 0.9, 0.95, 0.99] : [0, 0.9, 0.99];
    const grids = [];
    for (const seed of ground.seeds(2)) {
      const plan = {data, epochs: 3, batchSize: ground.size(20, 10), evaluateEvery: 3, seed};
      grids.push(await sweepMomentum(rates, momenta, plan));
    }
    data.x.dispose();
    data.y.dispose();
    return {rates, momenta, ...summary(grids, rates)};
  },
  ...digitsItem,
  answer: ({bestRateOfFirstAndLastRow: [best], momenta, least, greatest}) =>
    `Without momentum the best of these rates is ${formatNumber(best![0]!)}, with ${momenta.at(-1)} it is ${formatNumber(best![1]!)}; losses after three passes go from ${formatDecimals(least[0]!, 2)} to ${formatDecimals(greatest[0]!, 2)}.`,
  figures: ({rates, momenta, grid}) => [
    {
      name: 'sweep',
      title: 'Training loss after three passes',
      caption:
        'The more momentum, the smaller the rate that suits it: a steady gradient is multiplied by 1 / (1 - momentum).',
      panels: [
        {
          kind: 'heat',
          title: '16 hidden units',
          xTitle: 'Rate',
          yTitle: 'Momentum',
          x: rates,
          y: momenta,
          values: grid,
          valueTitle: 'Loss',
        },
      ],
    },
  ],
  ...code.sweepDigits,
  next: 'Draw the same grid over rate / (1 - momentum): does the ridge stand upright?',
  real: 'mnist --optimizers sgd:lr=0.3,momentum:lr=0.3 --epochs 2',
});

export const sweepDecay = item({
  id: 'L6.7',
  name: 'sweep-decay-rate',
  title: 'Rate and decay rate of RMSProp, on digits',
  statement,
  places,
  question: 'The decay rate of the squared gradients goes from 0.5 to 0.999: is the best rate still the same?',
  async measure(ground) {
    const {train} = await ground.examples();
    const data = firstOf(train, ground.size(1000, 200));
    const rates = ground.size(0, 1) === 0 ? [1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1] : [1e-3, 1e-2, 0.1];
    const decays = ground.size(0, 1) === 0 ? [0.5, 0.9, 0.99, 0.999] : [0.5, 0.999];
    const grids = [];
    for (const seed of ground.seeds(2)) {
      const plan = {data, epochs: 3, batchSize: ground.size(20, 10), evaluateEvery: 3, seed};
      grids.push(await sweepDecayRate(rates, decays, plan));
    }
    data.x.dispose();
    data.y.dispose();
    return {rates, decays, ...summary(grids, rates)};
  },
  ...digitsItem,
  answer: ({bestRateOfFirstAndLastRow: [best], decays, least, greatest}) =>
    `At decay rate ${decays[0]} the best of these rates is ${formatNumber(best![0]!)}, at ${decays.at(-1)} it is ${formatNumber(best![1]!)}; the losses of the grid go from ${formatDecimals(least[0]!, 2)} to ${formatDecimals(greatest[0]!, 2)}.`,
  figures: ({rates, decays, grid}) => [
    {
      name: 'sweep',
      title: 'Training loss after three passes with RMSProp',
      caption:
        'Without bias correction a longer memory starts with larger steps, rate / sqrt(1 - decay rate), so that it wants a smaller rate.',
      panels: [
        {
          kind: 'heat',
          title: '16 hidden units',
          xTitle: 'Rate',
          yTitle: 'Decay rate',
          x: rates,
          y: decays,
          values: grid,
          valueTitle: 'Loss',
        },
      ],
    },
  ],
  ...code.sweepDecay,
  next: 'Switch biasCorrection on: which column of the grid changes most?',
  real: 'mnist --optimizers rmsprop:lr=0.01,rho=0.999 --epochs 2',
});
